//! The phone's own sheet for sharing, and the clipboard where there is no such sheet.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Navigator, ShareData, window};

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Somebody chose where it goes, or changed their mind.
    Done,
    /// The browser wants another tap first: the picture took too long.
    Again,
    /// The link lies in the clipboard.
    Copied,
    /// This browser gives us neither.
    Unable,
}

/// Hands a link with its words on, with a picture where the browser takes one.
pub async fn share(title: &str, text: &str, url: &str, picture: Option<&File>) -> Shared {
    let Some(navigator) = window().map(|window| window.navigator()) else {
        return Shared::Unable;
    };
    if !has(&navigator, "share") {
        return copy(&navigator, url).await;
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
    let Err(refused) = JsFuture::from(navigator.share_with_data(&data)).await else {
        return Shared::Done;
    };
    match name(&refused).as_deref() {
        Some("AbortError") => Shared::Done,
        Some("NotAllowedError") if picture.is_some() => Shared::Again,
        _ => copy(&navigator, url).await,
    }
}

async fn copy(navigator: &Navigator, url: &str) -> Shared {
    // Pages without TLS have no clipboard.
    if has(navigator, "clipboard")
        && JsFuture::from(navigator.clipboard().write_text(url))
            .await
            .is_ok()
    {
        Shared::Copied
    } else {
        Shared::Unable
    }
}

fn has(navigator: &Navigator, what: &str) -> bool {
    Reflect::get(navigator, &what.into()).is_ok_and(|found| found.is_truthy())
}

fn name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
}
