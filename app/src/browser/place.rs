//! Where this device is. The browser asks its owner the first time; nothing here asks before somebody taps.

use domain::walk::Position;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Until the phone has found itself, in milliseconds: indoors it takes a while.
const PATIENCE: u32 = 20_000;
/// What the browser answers when its owner said no (W3C Geolocation, `PERMISSION_DENIED`).
const DENIED: f64 = 1.0;

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Here {
    /// The place.
    pub at: Position,
    /// How far off that may be.
    pub metres: f64,
}

/// Why nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotHere {
    /// Its owner, or the browser by itself, does not let us ask.
    Refused,
    /// It does not find itself.
    Unknown,
}

/// Asks once.
pub async fn here() -> Result<Here, NotHere> {
    let (geolocation, ask) = compass().ok_or(NotHere::Unknown)?;
    let wish = wish();
    let found = Promise::new(&mut |found, failed| {
        // What it throws it would also have told.
        let _ = ask.call3(&geolocation, &found, &failed, &wish);
    });
    match JsFuture::from(found).await {
        Ok(found) => read(&found).ok_or(NotHere::Unknown),
        Err(failed) if number(&failed, "code") == Some(DENIED) => Err(NotHere::Refused),
        Err(_) => Err(NotHere::Unknown),
    }
}

/// There is none where the site has no TLS.
fn compass() -> Option<(JsValue, Function)> {
    let navigator = window()?.navigator();
    let geolocation = Reflect::get(&navigator, &"geolocation".into()).ok()?;
    let ask = Reflect::get(&geolocation, &"getCurrentPosition".into()).ok()?;
    Some((geolocation, ask.dyn_into().ok()?))
}

/// As exactly as it can, and not from memory: whoever taps stands at the door.
fn wish() -> Object {
    let wish = Object::new();
    for (name, value) in [
        ("enableHighAccuracy", JsValue::TRUE),
        ("timeout", PATIENCE.into()),
        ("maximumAge", 0.into()),
    ] {
        let _ = Reflect::set(&wish, &name.into(), &value);
    }
    wish
}

fn read(found: &JsValue) -> Option<Here> {
    let place = Reflect::get(found, &"coords".into()).ok()?;
    let at = Position::new(number(&place, "latitude"), number(&place, "longitude"))?;
    let metres = number(&place, "accuracy").unwrap_or_default().max(1.0);
    Some(Here { at, metres })
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(of, &name.into()).ok()?.as_f64()
}
