//! Whether the market is reached. The browser's own word for it (`onLine`) only knows of cables and antennas, so the
//! server is asked.

use crate::routes;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use gloo_net::http::Request;
use js_sys::{Date, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AddEventListenerOptions, RequestCache, RequestRedirect, window};

/// Milliseconds after which no answer is an answer.
const PATIENCE: i32 = 5_000;

/// The server's clock, if it answers in time. A hotel's login page is not the market.
pub async fn market() -> Option<DateTime<Utc>> {
    let patience = AbortController::new().ok()?;
    let give_up = {
        let patience = patience.clone();
        Closure::once_into_js(move || patience.abort())
    };
    window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(give_up.unchecked_ref(), PATIENCE)
        .ok()?;
    let answer = Request::get(routes::HEALTH)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(&patience.signal()))
        .send()
        .await
        .ok()?;
    let date = answer.headers().get("date").filter(|_| answer.ok())?;
    instant(Date::parse(&date))
}

/// Waits until it is worth asking again: when the network or the person comes back, else after so many milliseconds.
/// A page that nobody looks at does not ask.
pub async fn pause(millis: i32) {
    let Ok(rest) = AbortController::new() else {
        return;
    };
    let woken = Promise::new(&mut |resolve, _| {
        let Some((window, document)) = window().and_then(|window| Some((window.clone(), window.document()?)))
        else {
            return;
        };
        let once = AddEventListenerOptions::new();
        once.set_signal(&rest.signal());
        // Whichever of these cannot be had, the others still wake us.
        for event in ["online", "offline"] {
            let _ = window
                .add_event_listener_with_callback_and_add_event_listener_options(event, &resolve, &once);
        }
        let _ = document.add_event_listener_with_callback_and_add_event_listener_options(
            "visibilitychange",
            &resolve,
            &once,
        );
        if !document.hidden() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = JsFuture::from(woken).await;
    // Takes the listeners away that did not wake us.
    rest.abort();
}

/// An instant as the phone's own clock shows it.
pub fn on_the_phone(at: DateTime<Utc>) -> NaiveDateTime {
    #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
    let there = Date::new(&JsValue::from(at.timestamp_millis() as f64));
    let year = i32::try_from(there.get_full_year()).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, there.get_month() + 1, there.get_date())
        .and_then(|date| date.and_hms_opt(there.get_hours(), there.get_minutes(), 0))
        .unwrap_or_else(|| at.naive_utc())
}

/// The day it is on the phone.
pub fn today() -> NaiveDate {
    instant(Date::now()).map_or(NaiveDate::MIN, |now| on_the_phone(now).date())
}

/// An instant on this device's clock, which may be wrong: good for how long something takes.
pub fn millis() -> f64 {
    Date::now()
}

/// None of what is no number.
fn instant(millis: f64) -> Option<DateTime<Utc>> {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let whole = millis as i64;
    DateTime::from_timestamp_millis(whole).filter(|_| millis.is_finite())
}
