//! Listening to one phrase, where the browser offers it.

use super::{BrowserError, missing};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Whether this browser listens at all.
pub fn is_offered() -> bool {
    maker().is_some()
}

/// The next phrase that is said, in the language asked for ("fr-FR"). Ends with an error when nothing was understood.
pub async fn listen(language: &str) -> Result<String, BrowserError> {
    let ear = Reflect::construct(
        &maker().ok_or_else(|| missing("dictation"))?,
        &js_sys::Array::new(),
    )?;
    for (name, value) in [
        ("lang", language.into()),
        ("interimResults", JsValue::FALSE),
        ("maxAlternatives", 1.into()),
    ] {
        Reflect::set(&ear, &name.into(), &value)?;
    }
    let heard = Promise::new(&mut |resolve, reject| {
        let nothing = Closure::once_into_js({
            let reject = reject.clone();
            move || reject.call0(&JsValue::NULL)
        });
        let result = Closure::once_into_js(move |event: JsValue| resolve.call1(&JsValue::NULL, &event));
        // `end` comes last in any case: after a result it changes nothing.
        for (name, listener) in [("onresult", &result), ("onend", &nothing)] {
            let _ = Reflect::set(&ear, &name.into(), listener);
        }
        let started = Reflect::get(&ear, &"start".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|start| start.call0(&ear));
        if let Err(error) = started {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    let event = JsFuture::from(heard).await?;
    said(&event).ok_or_else(|| missing("words"))
}

/// `event.results[0][0].transcript`
fn said(event: &JsValue) -> Option<String> {
    let results = Reflect::get(event, &"results".into()).ok()?;
    let best = Reflect::get_u32(&Reflect::get_u32(&results, 0).ok()?, 0).ok()?;
    Reflect::get(&best, &"transcript".into()).ok()?.as_string()
}

fn maker() -> Option<Function> {
    let window = window()?;
    ["SpeechRecognition", "webkitSpeechRecognition"]
        .into_iter()
        .find_map(|name| Reflect::get(&window, &name.into()).ok()?.dyn_into().ok())
}
