//! Hearing from the server that something changed.

use super::{contact, network::back_off};
use gloo_timers::future::TimeoutFuture;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventSource, MessageEvent};

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
