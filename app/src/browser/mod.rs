//! The browser's own doors: camera, pictures, sharing, storage, network. Only islands' event handlers come here, so nothing of
//! it ever runs on the server.

pub mod ahead;
pub mod bell;
pub mod calls;
pub mod camera;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod card;
pub mod contact;
pub mod deck;
pub mod dictation;
pub mod drawers;
pub mod ear;
pub mod edits;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod eye;
pub mod install;
pub mod kept_pages;
pub mod lines;
pub mod network;
pub mod picture;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod place;
pub mod queue;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod ring;
pub mod share;
pub mod storage;
pub mod turn;
pub mod worker;

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

/// An id made on this device; later ones are greater.
pub fn new_id() -> uuid::Uuid {
    #[expect(clippy::disallowed_methods, reason = "the device makes its own ids")]
    uuid::Uuid::now_v7()
}
