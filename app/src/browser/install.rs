//! The browser's offer to put the app on the home screen. Chromium makes it once for each page, often before islands
//! wake, so a line in the page's head catches it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Catches the offer; the page runs it before anything else.
pub const CATCH: &str = "addEventListener('beforeinstallprompt', (offer) => { offer.preventDefault(); \
                         window.halleOffer = offer; dispatchEvent(new Event('halle-offer')); });";
const KEPT: &str = "halleOffer";
const CAUGHT: &str = "halle-offer";

/// Calls back once there is an offer, which may be now.
pub fn when_offered(tell: impl Fn() + 'static) {
    if offer().is_some() {
        tell();
    }
    let Some(window) = window() else { return };
    let caught = Closure::<dyn Fn()>::new(tell);
    let _ = window.add_event_listener_with_callback(CAUGHT, caught.as_ref().unchecked_ref());
    // Lives as long as the page.
    caught.forget();
}

/// Shows the browser's question. An offer can be taken up once; true when it was accepted.
pub async fn take_up() -> bool {
    let Some(offer) = offer() else { return false };
    let answer = async {
        let ask: Function = Reflect::get(&offer, &"prompt".into())?.dyn_into()?;
        JsFuture::from(ask.call0(&offer)?.dyn_into::<Promise>()?).await?;
        let choice: Promise = Reflect::get(&offer, &"userChoice".into())?.dyn_into()?;
        Reflect::get(&JsFuture::from(choice).await?, &"outcome".into())
    };
    let answer: Result<JsValue, JsValue> = answer.await;
    answer.is_ok_and(|outcome| outcome.as_string().as_deref() == Some("accepted"))
}

fn offer() -> Option<JsValue> {
    let window = window()?;
    let kept = Reflect::get(&window, &KEPT.into()).ok()?;
    kept.is_object().then_some(kept)
}
