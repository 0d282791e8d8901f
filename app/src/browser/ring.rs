//! Being rung by the browser's push service while no page is open.

use super::{BrowserError, bell, missing, worker};
use crate::notifications::api::Subscribed;
use js_sys::{JSON, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, Notification, NotificationPermission, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerRegistration, window,
};

/// Whether this phone rings, or what stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can, and is not asked to.
    Silent,
    /// It does.
    Rings,
    /// The person or the system said no.
    Denied,
    /// The browser cannot.
    Unable,
    /// An iPhone rings only for apps on its home screen.
    NeedsHomeScreen,
}

/// What the worker says to open pages when a test ring has come.
const TESTED: &str = "test-ring";
/// Remembers, as long as the app is open, that the server knows this phone.
const TOLD: &str = "halle.rings";
/// How it stands with this phone; `key` is the server's public key.
pub async fn standing(key: &str) -> Standing {
    if !can() {
        return if is_iphone_in_safari() {
            Standing::NeedsHomeScreen
        } else {
            Standing::Unable
        };
    }
    if Notification::permission() == NotificationPermission::Denied {
        return Standing::Denied;
    }
    match subscription().await {
        Ok(Some(subscription)) if is_for(&subscription, key) => {
            tell_again().await;
            Standing::Rings
        }
        _ => Standing::Silent,
    }
}

/// Asks the person, and then the browser's push service. What stands in the way is said instead.
pub async fn allow(key: &str) -> Result<Subscribed, Standing> {
    if !can() {
        return Err(Standing::Unable);
    }
    let asked = Notification::request_permission().map_err(|_| Standing::Unable)?;
    let answer = JsFuture::from(asked).await.map_err(|_| Standing::Unable)?;
    match answer.as_string().as_deref() {
        Some("granted") => {}
        Some("denied") => return Err(Standing::Denied),
        // Closed without an answer.
        _ => return Err(Standing::Silent),
    }
    let subscription = subscribe(key).await.map_err(|_| Standing::Unable)?;
    read(&subscription).ok_or(Standing::Unable)
}

/// Gives the push service back what it gave.
pub async fn forget() {
    set_told(false);
    if let Ok(Some(subscription)) = subscription().await
        && let Ok(done) = subscription.unsubscribe()
    {
        // The server does not ring it any more either way.
        let _ = JsFuture::from(done).await;
    }
}

/// Tells the server once each time the app is opened which phone this is: push services change their addresses without
/// a word.
pub async fn tell_again() {
    if was_told() || !can() || Notification::permission() != NotificationPermission::Granted {
        return;
    }
    let Ok(Some(subscription)) = subscription().await else {
        return;
    };
    let Some(device) = read(&subscription) else { return };
    if crate::notifications::api::allow_ring(device).await.is_ok() {
        set_told(true);
    }
}

/// Calls back when a test ring has come to this phone, and sounds the doorbell.
pub fn when_tested(came: impl Fn() + 'static) {
    let Some(workers) = worker::workers() else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        if message.data().as_string().as_deref() == Some(TESTED) {
            bell::ring();
            came();
        }
    });
    let _ = workers.add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
    // Lives as long as the page.
    heard.forget();
}

async fn subscribe(key: &str) -> Result<PushSubscription, BrowserError> {
    let manager = manager().await?;
    // One for another key cannot be changed, only given back.
    if let Some(other) = subscription().await?.filter(|known| !is_for(known, key)) {
        JsFuture::from(other.unsubscribe()?).await?;
    }
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&key.into());
    let made = JsFuture::from(manager.subscribe_with_options(&options)?).await?;
    made.dyn_into().map_err(|_| missing("subscription"))
}

async fn subscription() -> Result<Option<PushSubscription>, BrowserError> {
    let known = JsFuture::from(manager().await?.get_subscription()?).await?;
    Ok(known.dyn_into().ok())
}

async fn manager() -> Result<PushManager, BrowserError> {
    let workers = worker::workers().ok_or_else(|| missing("service workers"))?;
    let ready = JsFuture::from(workers.ready()?).await?;
    let registration: ServiceWorkerRegistration = ready.dyn_into().map_err(|_| missing("registration"))?;
    Ok(registration.push_manager()?)
}

fn read(subscription: &PushSubscription) -> Option<Subscribed> {
    let text = JSON::stringify(subscription).ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}

/// A subscription that was made for another key of the server rings no more.
fn is_for(subscription: &PushSubscription, key: &str) -> bool {
    let of = Reflect::get(subscription, &"options".into())
        .and_then(|options| Reflect::get(&options, &"applicationServerKey".into()));
    let Ok(of) = of else { return true };
    if !of.is_object() {
        // Some browsers do not tell.
        return true;
    }
    let bytes = Uint8Array::new(&of).to_vec();
    base64url(&bytes) == key
}

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            let letter = number >> (18 - 6 * place) & 63;
            text.push(char::from(LETTERS[letter as usize]));
        }
    }
    text
}

/// Whether this browser can be rung at all.
fn can() -> bool {
    let Some(window) = window() else { return false };
    let has = |name: &str| Reflect::has(&window, &name.into()).unwrap_or(false);
    has("PushManager") && has("Notification") && worker::workers().is_some()
}

fn is_iphone_in_safari() -> bool {
    let Some(window) = window() else { return false };
    let agent = window.navigator().user_agent().unwrap_or_default();
    let is_iphone = ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name));
    let on_home_screen =
        Reflect::get(&window.navigator(), &"standalone".into()).is_ok_and(|is| is.is_truthy());
    is_iphone && !on_home_screen
}

fn was_told() -> bool {
    drawer().is_some_and(|drawer| drawer.get_item(TOLD).ok().flatten().is_some())
}

fn set_told(told: bool) {
    if let Some(drawer) = drawer() {
        let _ = if told {
            drawer.set_item(TOLD, "1")
        } else {
            drawer.remove_item(TOLD)
        };
    }
}

/// Empty again when the app is closed.
fn drawer() -> Option<web_sys::Storage> {
    window()?.session_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::base64url;

    #[test]
    fn keys_are_compared_as_browsers_write_them() {
        assert_eq!(base64url(b""), "");
        assert_eq!(base64url(b"f"), "Zg");
        assert_eq!(base64url(b"fo"), "Zm8");
        assert_eq!(base64url(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64url(&[0xfb, 0xff, 0xfe]), "-__-");
    }
}
