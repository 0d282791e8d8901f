//! The service worker (`server/src/workers/counter.js`), which keeps the counter readable without a network. Where there is none,
//! everything works as long as there is a network.

use super::{BrowserError, missing};
use crate::routes;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Event, MessageEvent, RegistrationOptions, ServiceWorkerContainer, ServiceWorkerUpdateViaCache, window,
};

/// What the browser wakes the worker for, once there is a network.
const QUEUE: &str = "halle-queue";
/// What the worker then says to open pages.
const SYNC: &str = "sync";

/// Hires the worker of this build. One that was hired before goes on until no page of its time is open.
pub fn register() {
    let Some(workers) = workers() else { return };
    let options = RegistrationOptions::new();
    options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
    let hired = workers.register_with_options(routes::WORKER, &options);
    spawn_local(async move {
        // Refused in a private window, for instance; the page then needs its network, as any other.
        let _ = JsFuture::from(hired).await;
    });
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
        if message.data().as_string().as_deref() == Some(SYNC) {
            send_now();
        }
    });
    workers.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Lives as long as the page.
    heard.forget();
}

/// Hires the worker that keeps this device's orders, for their pages and for the list of them: two places, so that nothing
/// else of the market ever passes through it.
pub fn keep_orders() {
    let Some(workers) = workers() else { return };
    for place in [routes::ORDERS, routes::MY_ORDERS] {
        let options = RegistrationOptions::new();
        options.set_scope(place);
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        let hired = workers.register_with_options(routes::ORDER_WORKER, &options);
        spawn_local(async move {
            // Refused in a private window, for instance; the pages then need their network, as any other.
            let _ = JsFuture::from(hired).await;
        });
    }
}

/// Has the browser call when there is a network again, even if this page sleeps or is closed at once; asked again, it
/// is asked once. Chromium only; elsewhere the queue leaves when somebody looks at the page.
pub async fn call_back() -> Result<(), BrowserError> {
    let workers = workers().ok_or_else(|| missing("service workers"))?;
    let registration = JsFuture::from(workers.ready()?).await?;
    let sync = Reflect::get(&registration, &"sync".into())?;
    let door = |name: &str| -> Result<Function, BrowserError> {
        let door = Reflect::get(&sync, &name.into())?.dyn_into();
        door.map_err(|_| missing("background sync"))
    };
    let (register, tags) = (door("register")?, door("getTags")?);
    let tags: Promise = tags.call0(&sync)?.unchecked_into();
    let tags: Array = JsFuture::from(tags).await?.unchecked_into();
    // Registered while it is being called, it would be called again at once, and so on.
    if tags.includes(&QUEUE.into(), 0) {
        return Ok(());
    }
    let promise: Promise = register.call1(&sync, &QUEUE.into())?.unchecked_into();
    JsFuture::from(promise).await?;
    Ok(())
}

/// Whatever waits for the network waits for this event, which the browser itself sends only to pages that are awake.
fn send_now() {
    if let (Some(window), Ok(online)) = (window(), Event::new("online")) {
        let _ = window.dispatch_event(&online);
    }
}

/// None in browsers without, and on sites that are neither local nor encrypted.
pub(super) fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = window()?.navigator();
    let workers = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    (!JsValue::is_undefined(&workers)).then(|| workers.unchecked_into())
}
