//! What the browser runs: it wakes the islands of a page and nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once this module has arrived.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
