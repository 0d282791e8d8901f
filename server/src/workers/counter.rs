//! The counter's service worker: `counter.js`.

use crate::site;
use app::{notifications::api::AllowRing, routes as at, state::House};
use leptos::server_fn::ServerFn;
use serde_json::json;

pub(super) const SCRIPT: &str = include_str!("counter.js");
/// The line of the script that is replaced. It makes the script valid as it lies there.
pub(super) const BLANK: &str = "const BUILD = { version: 'none', files: [], hall: { files: [], place: '' }, counter: '', places: [], kept: [], shelf: '', standIn: '', share: '', leaving: [], bell: {} };";

/// What the browser runs. It is another one whenever a file of the site is, which is how browsers see an update.
pub fn script(house: &House) -> String {
    let build = json!({
        "version": &*house.version,
        "files": site::shell(&house.version, &house.counter_script),
        "hall": { "files": site::shell_of_hall(&house.version, &house.hall_script), "place": at::TOUR },
        "counter": at::COUNTER,
        "places": [at::COUNTER, at::TOUR],
        "kept": [at::COUNTER, at::SHELF, at::INBOX, at::SHOP, at::TOUR],
        "shelf": at::SHELF,
        "standIn": at::OFFLINE,
        "share": at::SHARE,
        "bell": { "key": &*house.postbox.push_key, "allow": AllowRing::PATH, "orders": at::INBOX },
        "leaving": [at::SIGN_OUT, &at::invitation(""), at::STALLS],
    });
    super::written(SCRIPT, BLANK, &build)
}
