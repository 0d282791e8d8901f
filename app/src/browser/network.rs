//! Sending a picture, waiting for a network that comes back, and hearing what changed.

use super::contact;
use crate::routes;
use domain::id::ProductId;
use futures::future::{Either, select};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AddEventListenerOptions, Blob, EventSource, MessageEvent, Response, window};

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
    /// The town hall has suspended the shop: it is taken once that is lifted.
    Suspended,
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

/// What an address answers to what was typed; none when it answers nothing good.
pub async fn ask(address: &str, typed: &str) -> Option<String> {
    let address = format!("{address}?q={}", js_sys::encode_uri_component(typed));
    let answer = JsFuture::from(window()?.fetch_with_str(&address)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
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
        409 => Sent::Later(Trouble::Suspended),
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

/// What the server says first when nothing was missed.
pub const HERE: &str = "here";
/// While events do not come through, how often it is asked what is true, in milliseconds.
const ASKED_EVERY: u32 = 25_000;
/// The server gives a sign of life every twenty seconds; after so many milliseconds without one nobody is there.
const DEAF_AFTER: f64 = 50_000.0;

/// A page that hears.
struct Ear {
    address: String,
    changed: Box<dyn Fn()>,
    unheard: Box<dyn Fn()>,
    /// Whether events come through; some proxies keep them to themselves.
    hears: Cell<bool>,
    /// What the server said last, by which it knows what was missed.
    mark: RefCell<String>,
    /// When it last gave a sign, by the device's clock.
    heard_at: Cell<f64>,
    source: RefCell<Option<EventSource>>,
}

/// Calls back whenever the server says that something `changed`. A connection that breaks is opened again, at longer and
/// longer intervals; as long as nothing comes through, it says `unheard` now and then, so that the page asks by itself.
pub fn hear(address: &str, changed: impl Fn() + 'static, unheard: impl Fn() + 'static) {
    let ear = Rc::new(Ear {
        address: address.to_owned(),
        changed: Box::new(changed),
        unheard: Box::new(unheard),
        hears: Cell::new(false),
        mark: RefCell::default(),
        heard_at: Cell::default(),
        source: RefCell::default(),
    });
    open(&ear, 0);
    spawn_local(async move {
        loop {
            TimeoutFuture::new(ASKED_EVERY).await;
            if ear.is_deaf() {
                ear.hears.set(false);
                open(&ear, 0);
            }
            // Without a network there is nothing to ask, and nothing to load the page from.
            if !ear.hears.get() && contact::market().await.is_some() {
                (ear.unheard)();
            }
        }
    });
}

fn open(ear: &Rc<Ear>, tries: u32) {
    let Ok(source) = EventSource::new(&ear.again()) else {
        return;
    };
    if let Some(before) = ear.source.replace(Some(source.clone())) {
        before.close();
    }
    let heard = {
        let ear = ear.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            ear.hears.set(true);
            ear.heard_at.set(js_sys::Date::now());
            ear.mark.replace(event.last_event_id());
            if event.type_() != HERE {
                (ear.changed)();
            }
        })
    };
    let heard = heard.into_js_value();
    source.set_onmessage(Some(heard.unchecked_ref()));
    let _ = source.add_event_listener_with_callback(HERE, heard.unchecked_ref());
    let broken = {
        let (ear, source) = (ear.clone(), source.clone());
        Closure::<dyn Fn()>::new(move || {
            let tries = if ear.hears.replace(false) { 0 } else { tries };
            // Otherwise the browser tries again by itself.
            if source.ready_state() == EventSource::CLOSED {
                let ear = ear.clone();
                spawn_local(async move {
                    back_off(tries).await;
                    open(&ear, tries + 1);
                });
            }
        })
    };
    source.set_onerror(Some(broken.into_js_value().unchecked_ref()));
}

impl Ear {
    /// Whether the connection seems open and nothing comes any more: a network that was left, a proxy that forgot it. A
    /// clock that was set back hears all the sooner.
    fn is_deaf(&self) -> bool {
        let silent = js_sys::Date::now() - self.heard_at.get();
        self.hears.get() && !(0.0..DEAF_AFTER).contains(&silent)
    }

    /// The address for the next connection: it says what was heard last.
    fn again(&self) -> String {
        let mark = self.mark.borrow();
        if mark.is_empty() {
            return self.address.clone();
        }
        let sign = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{sign}depuis={mark}", self.address)
    }
}

/// Loads this page again.
pub fn reload() {
    if let Some(window) = window() {
        // A page that is being left does not mind.
        let _ = window.location().reload();
    }
}
