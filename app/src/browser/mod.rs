//! The browser's own doors: camera, pictures, storage, network. Only islands' event handlers come here, so nothing of
//! it ever runs on the server.

#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod barcode;
pub mod camera;
pub mod network;
pub mod picture;
pub mod queue;
pub mod storage;

use wasm_bindgen::JsValue;

/// The browser said no; the reason is for the console only.
#[derive(Clone, Debug)]
pub struct BrowserError(pub String);

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        Self(format!("{value:?}"))
    }
}

fn missing(what: &str) -> BrowserError {
    BrowserError(format!("no {what}"))
}
