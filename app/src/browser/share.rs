//! The phone's own sheet for sharing, and the clipboard where there is no such sheet. Without futures: shoppers would
//! download them for this one button.

use js_sys::{Array, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{File, Navigator, ShareData, window};

/// What became of it, when that does not show by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The browser wants another tap first: the picture took too long.
    Again,
    /// The link lies in the clipboard.
    Copied,
    /// This browser gives us neither.
    Unable,
}

/// Wakes the page's button for its link: `.share[data-url]`, hidden until now.
pub fn wake() {
    let found = window()
        .and_then(|window| window.document())
        .and_then(|page| page.query_selector(".share[data-url]").ok().flatten());
    let Some(share) = found else { return };
    let (Some(button), Some(says)) = (share.first_element_child(), share.last_element_child()) else {
        return;
    };
    let wakes = share.clone();
    let tapped = Closure::<dyn FnMut()>::new(move || {
        let word = |name: &str| share.get_attribute(name).unwrap_or_default();
        let (url, copied, unable) = (word("data-url"), word("data-copied"), word("data-unable"));
        let says = says.clone();
        let link = url.clone();
        offer(
            &word("data-title"),
            &word("data-text"),
            &url,
            None,
            move |shared| {
                says.set_text_content(Some(&match shared {
                    Shared::Copied => copied.clone(),
                    _ => [unable.as_str(), " ", link.as_str()].concat(),
                }));
            },
        );
    });
    // Lives as long as the page.
    if let Ok(()) = button.add_event_listener_with_callback("click", tapped.as_ref().unchecked_ref()) {
        let _ = wakes.remove_attribute("hidden");
    }
    tapped.forget();
}

/// Hands a link with its words on, with a picture where the browser takes one. Says nothing when it went well, or when
/// somebody changed their mind.
pub fn offer(title: &str, text: &str, url: &str, picture: Option<&File>, says: impl Fn(Shared) + 'static) {
    let says: Rc<dyn Fn(Shared)> = Rc::new(says);
    let Some(navigator) = window().map(|window| window.navigator()) else {
        return says(Shared::Unable);
    };
    if !has(&navigator, "share") {
        return copy(&navigator, url, says);
    }
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    data.set_url(url);
    if let Some(picture) = picture {
        data.set_files(&Array::of1(picture));
        if !has(&navigator, "canShare") || !navigator.can_share_with_data(&data) {
            // Without the field, as if there had never been a picture.
            let _ = Reflect::delete_property(&data, &"files".into());
        }
    }
    let (with_picture, url) = (picture.is_some(), url.to_owned());
    let asked = navigator.share_with_data(&data);
    afterwards(
        &asked,
        |_| {},
        move |refused| match name(&refused).as_deref() {
            Some("AbortError") => {}
            Some("NotAllowedError") if with_picture => says(Shared::Again),
            _ => copy(&navigator, &url, says.clone()),
        },
    );
}

fn copy(navigator: &Navigator, url: &str, says: Rc<dyn Fn(Shared)>) {
    // Pages without TLS have no clipboard.
    if !has(navigator, "clipboard") {
        return says(Shared::Unable);
    }
    let otherwise = says.clone();
    let copied = navigator.clipboard().write_text(url);
    afterwards(
        &copied,
        move |_| says(Shared::Copied),
        move |_| otherwise(Shared::Unable),
    );
}

fn afterwards(promise: &Promise, well: impl FnMut(JsValue) + 'static, ill: impl FnMut(JsValue) + 'static) {
    let well = Closure::<dyn FnMut(JsValue)>::new(well);
    let ill = Closure::<dyn FnMut(JsValue)>::new(ill);
    let _ = promise.then2(&well, &ill);
    // A few bytes for each tap, until the page is left.
    well.forget();
    ill.forget();
}

fn has(navigator: &Navigator, what: &str) -> bool {
    Reflect::get(navigator, &what.into()).is_ok_and(|found| found.is_truthy())
}

fn name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
}
