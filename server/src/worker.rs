//! The counter's service worker: `worker.js`, with what it must know of this build written into it.

use crate::site;
use app::{notifications::api::AllowRing, routes as at, state::House};
use leptos::server_fn::ServerFn;
use serde_json::json;

const SCRIPT: &str = include_str!("worker.js");
/// The line of the script that is replaced. It makes the script valid as it lies there.
const BLANK: &str = "const BUILD = { version: 'none', files: [], counter: '', places: [], kept: [], standIn: '', share: '', leaving: [], bell: {} };";

/// A worker may ask its own site, and load nothing else.
pub const POLICY: &str = "default-src 'none'; connect-src 'self'";

/// What the browser runs. It is another one whenever a file of the site is, which is how browsers see an update.
pub fn script(house: &House) -> String {
    let build = json!({
        "version": &*house.version,
        "files": site::shell(&house.version, &house.counter_script),
        "counter": at::COUNTER,
        "places": [at::COUNTER, at::TOUR],
        "kept": [at::COUNTER, at::SHELF, at::INBOX, at::SHOP, at::TOUR],
        "standIn": at::OFFLINE,
        "share": at::SHARE,
        "bell": { "key": &*house.postbox.push_key, "allow": AllowRing::PATH, "orders": at::INBOX },
        "leaving": [at::SIGN_OUT, at::invitation("")],
    });
    SCRIPT.replacen(BLANK, &format!("const BUILD = {build};"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_the_line_that_is_replaced() {
        assert_eq!(SCRIPT.matches(BLANK).count(), 1);
    }
}
