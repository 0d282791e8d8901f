//! The lines of a list that the server drew: which is chosen, and where each leads.

use super::network;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// Marks one line as chosen and no other, and keeps it in sight.
pub fn mark(list: &Element, chosen: Option<usize>) {
    let lines = list.children();
    for at in 0..lines.length() {
        let Some(line) = lines.item(at) else { continue };
        let is_chosen = chosen.is_some_and(|chosen| chosen == at as usize);
        // A line that refuses an attribute is still a line.
        let _ = line.set_attribute("aria-selected", if is_chosen { "true" } else { "false" });
        if is_chosen {
            line.scroll_into_view_with_bool(false);
        }
    }
}

/// How many there are.
pub fn count(list: &Element) -> usize {
    list.children().length() as usize
}

/// Goes where a line leads.
pub fn go(list: &Element, at: usize) {
    let line = u32::try_from(at).ok().and_then(|at| list.children().item(at));
    if let Some(line) = line {
        open(&line);
    }
}

/// Goes where the line leads that was touched.
pub fn follow(touched: &MouseEvent) {
    let inside = touched
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(line) = inside.and_then(|inside| inside.closest("[data-to]").ok().flatten()) {
        open(&line);
    }
}

fn open(line: &Element) {
    if let Some(to) = line.get_attribute("data-to") {
        network::go_to(&to);
    }
}
