//! Sending a picture, waiting for a network that comes back, and hearing what changed.

use crate::routes;
use domain::id::ProductId;
use futures::future::{Either, select};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use std::pin::pin;
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AddEventListenerOptions, Blob, EventSource, window};

/// What became of a picture that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It hangs above its product.
    Taken,
    /// Refused, with the sentence to show.
    Refused(String),
    /// There is no such product any more.
    Gone,
    /// Nobody is signed in on this device any more.
    SignedOut,
    /// Not taken for now: try again later.
    Later(Trouble),
}

/// Why something waits on the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing answers.
    NoNetwork,
    /// No answer in time.
    Slow,
    /// Too many at once; the server or somebody on the way asks for patience.
    Busy,
    /// Somebody on the way takes nothing that large.
    Heavy,
    /// The server is not well, or what answers is not our server.
    Unwell,
}

/// Until a request without an answer counts as lost, in milliseconds. Sent again, it is done once all the same.
const PATIENCE: u32 = 30_000;
/// The same for a picture: 150 kB at 20 kb/s, the slowest network on which this is any use.
const PICTURE_PATIENCE: u32 = 60_000;

/// The answer, unless it takes too long.
pub async fn in_time<T>(answer: impl Future<Output = T>) -> Result<T, Trouble> {
    within(PATIENCE, answer).await
}

async fn within<T>(millis: u32, answer: impl Future<Output = T>) -> Result<T, Trouble> {
    match select(pin!(answer), TimeoutFuture::new(millis)).await {
        Either::Left((answer, _)) => Ok(answer),
        Either::Right(_) => Err(Trouble::Slow),
    }
}

/// Sends a product's picture.
pub async fn send_picture(product: ProductId, picture: &Blob) -> Sent {
    let Ok(request) = Request::put(&routes::photo_upload(product)).body(picture) else {
        return Sent::Later(Trouble::Unwell);
    };
    let answer = match within(PICTURE_PATIENCE, request.send()).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => return Sent::Later(Trouble::NoNetwork),
        Err(slow) => return Sent::Later(slow),
    };
    match answer.status() {
        200..=299 => Sent::Taken,
        401 => Sent::SignedOut,
        // Only this one is our server's own word about the picture; whatever else is in between may pass.
        422 => Sent::Refused(answer.text().await.unwrap_or_default()),
        404 => Sent::Gone,
        408 | 504 => Sent::Later(Trouble::Slow),
        413 => Sent::Later(Trouble::Heavy),
        429 | 503 => Sent::Later(Trouble::Busy),
        _ => Sent::Later(Trouble::Unwell),
    }
}

/// Waits before the next try: a second, then twice as long each time, half a minute at most; less when the network
/// comes back or somebody looks at the page again.
pub async fn back_off(tries: u32) {
    let millis = 1000_i32.saturating_mul(1 << tries.min(5)).min(30_000);
    let woken = Promise::new(&mut |resolve, _| {
        let Some(window) = window() else { return };
        let once = AddEventListenerOptions::new();
        once.set_once(true);
        // Whichever of them cannot be had, the others still wake us.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        let _ =
            window.add_event_listener_with_callback_and_add_event_listener_options("online", &resolve, &once);
        let _ =
            window.add_event_listener_with_callback_and_add_event_listener_options("focus", &resolve, &once);
        // The service worker's call, where the system wakes it when the network comes back.
        let worker = window.navigator().service_worker();
        let _ = worker
            .add_event_listener_with_callback_and_add_event_listener_options("message", &resolve, &once);
    });
    let _ = JsFuture::from(woken).await;
}

/// Calls back whenever the server says that something changed. The browser reconnects by itself, and the server then
/// says at once whether the page is still true.
pub fn hear(address: &str, changed: impl Fn() + 'static) {
    let Ok(source) = EventSource::new(address) else {
        return;
    };
    let changed = Closure::<dyn Fn()>::new(changed);
    source.set_onmessage(Some(changed.as_ref().unchecked_ref()));
    // Lives as long as the page.
    changed.forget();
    std::mem::forget(source);
}

/// Loads this page again.
pub fn reload() {
    if let Some(window) = window() {
        // A page that is being left does not mind.
        let _ = window.location().reload();
    }
}
