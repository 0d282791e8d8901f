//! The counter's service worker: `counter.js` and `post.js`.

use crate::site;
use app::{
    catalogue::api::{EditShelf, PutOnSale},
    notifications::api::AllowRing,
    routes as at,
    state::House,
};
use leptos::server_fn::ServerFn;
use serde_json::json;

pub(super) const SCRIPT: &str = include_str!("counter.js");
/// What it sends while no page does.
const POST: &str = include_str!("post.js");
/// The line of the script that is replaced. It makes the script valid as it lies there.
pub(super) const BLANK: &str = "const BUILD = { version: 'none', files: [], hall: { files: [], place: '' }, counter: '', places: [], kept: [], shelf: '', standIn: '', share: '', leaving: [], bell: {}, post: {} };";

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
        "post": { "list": PutOnSale::PATH, "change": EditShelf::PATH, "photos": at::PHOTO_UPLOADS, "of": at::OF_SHOP },
        "leaving": [at::SIGN_OUT, &at::invitation(""), &at::letter(""), at::STALLS, at::HELP],
    });
    super::written(SCRIPT, BLANK, &build) + POST
}
