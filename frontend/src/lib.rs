//! What the browser runs: it wakes the islands of a page and nothing else.
//!
//! Built three times: for shoppers, with the feature `counter` for merchants, and with `hall` for officials, so that nobody
//! downloads a camera and a queue to look at cheese, or a town's list of doors to sell some.

// The islands are found by name: without the crate nothing would link them in.
use app::browser::ahead;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once this module has arrived.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    ahead::tell();
}
