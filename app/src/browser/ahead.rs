//! A page that was fetched before anybody asked for it reaches the server no second time when it is shown.

use crate::routes;
use js_sys::Reflect;
use web_sys::window;

/// Tells the server that this page is looked at, if the browser had it already. A browser that cannot say so counts for
/// nothing: it is one page fewer in the figures.
pub fn tell() {
    let Some(window) = window() else { return };
    let came = window
        .performance()
        .map(|performance| performance.get_entries_by_type("navigation").get(0))
        .and_then(|entry| Reflect::get(&entry, &"deliveryType".into()).ok());
    if came.and_then(|came| came.as_string()).as_deref() != Some("navigational-prefetch") {
        return;
    }
    let at = window.location();
    if let (Ok(path), Ok(asked)) = (at.pathname(), at.search()) {
        let page = format!("{path}{asked}");
        // It is sent or it is not: nobody waits for it.
        let _ = window
            .navigator()
            .send_beacon_with_opt_str(routes::SEEN, Some(&page));
    }
}
