//! The doorbell of an open page: a sound, the phone's shake, a figure on the app's icon and in the title. And the word by
//! which the parts of one page tell each other that orders changed.

use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{AudioContext, AudioContextState, CustomEvent, OscillatorType, window};

const ORDERS_CHANGED: &str = "halle-orders-changed";

thread_local! {
    /// Browsers allow few of them, and wake one only under a finger: the page has one.
    static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
    static TITLE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Two notes of a shop's doorbell: frequency in hertz, seconds from now, seconds long.
const NOTES: [(f32, f64, f64); 4] = [
    (987.8, 0.0, 0.35),
    (784.0, 0.3, 0.6),
    (987.8, 1.0, 0.35),
    (784.0, 1.3, 0.6),
];
const SHAKES: [u32; 5] = [200, 100, 200, 100, 400];

/// Rings once. False when the browser lets nothing sound before somebody touched the page.
pub fn ring() -> bool {
    shake();
    let Some(audio) = audio() else { return false };
    if audio.state() == AudioContextState::Suspended {
        // It may wake for the next ring.
        let _ = audio.resume();
        return false;
    }
    NOTES
        .iter()
        .all(|(hertz, from, length)| note(&audio, *hertz, *from, *length).is_ok())
}

/// Called under a finger: from then on the browser lets us ring.
pub fn wake() {
    if let Some(audio) = audio() {
        let _ = audio.resume();
    }
}

fn audio() -> Option<AudioContext> {
    AUDIO.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = AudioContext::new().ok();
        }
        kept.clone()
    })
}

/// A note that fades, as a bell does.
fn note(audio: &AudioContext, hertz: f32, from: f64, length: f64) -> Result<(), JsValue> {
    let begin = audio.current_time() + from;
    let (source, volume) = (audio.create_oscillator()?, audio.create_gain()?);
    source.set_type(OscillatorType::Triangle);
    source.frequency().set_value(hertz);
    volume.gain().set_value_at_time(0.6, begin)?;
    volume
        .gain()
        .exponential_ramp_to_value_at_time(0.001, begin + length)?;
    source.connect_with_audio_node(&volume)?;
    volume.connect_with_audio_node(&audio.destination())?;
    source.start_with_when(begin)?;
    source.stop_with_when(begin + length)
}

fn shake() {
    if let Some(window) = window() {
        let pattern: Array = SHAKES.iter().copied().map(JsValue::from).collect();
        // iPhones do not shake; desks neither.
        if let Ok(vibrate) = method(&window.navigator(), "vibrate") {
            let _ = vibrate.call1(&window.navigator(), &pattern);
        }
    }
}

/// Shows a figure on the app's icon and before the page's title; none for 0.
pub fn show_count(count: u64) {
    let Some(window) = window() else { return };
    let navigator = window.navigator();
    #[expect(clippy::cast_precision_loss, reason = "nobody has that many orders")]
    let figure = JsValue::from(count as f64);
    if let Ok(badge) = method(&navigator, "setAppBadge") {
        let _ = badge.call1(&navigator, &figure);
    }
    let Some(document) = window.document() else { return };
    let title = TITLE.with_borrow_mut(|kept| kept.get_or_insert_with(|| document.title()).clone());
    document.set_title(&if count == 0 {
        title
    } else {
        format!("({count}) {title}")
    });
}

fn method(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into()
}

/// Tells the other parts of this page.
pub fn tell_orders_changed() {
    if let (Some(window), Ok(event)) = (window(), CustomEvent::new(ORDERS_CHANGED)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Hears it.
pub fn on_orders_changed(changed: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let changed = Closure::<dyn Fn()>::new(changed);
    let _ = window.add_event_listener_with_callback(ORDERS_CHANGED, changed.as_ref().unchecked_ref());
    // Lives as long as the page.
    changed.forget();
}

/// Calls back whenever somebody has touched the page: after the tap or key has done what it was meant to, because what is
/// changed earlier moves the button away from under the finger.
pub fn on_touch(touched: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let touched = Closure::<dyn Fn()>::new(touched);
    for event in ["click", "keyup"] {
        let _ = window.add_event_listener_with_callback(event, touched.as_ref().unchecked_ref());
    }
    touched.forget();
}
