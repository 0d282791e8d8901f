//! The service worker of a shopper's orders: `orders.js`.

use crate::site;
use app::{routes as at, state::House};
use serde_json::json;

pub(super) const SCRIPT: &str = include_str!("orders.js");
/// The line of the script that is replaced. It makes the script valid as it lies there.
pub(super) const BLANK: &str = "const BUILD = { version: 'none', files: [], orders: '', list: '' };";

/// What the browser runs. It is another one whenever a file of the site is, which is how browsers see an update.
pub fn script(house: &House) -> String {
    let build = json!({
        "version": &*house.version,
        "files": site::shell_of_orders(&house.version),
        "orders": at::ORDERS,
        "list": at::MY_ORDERS,
    });
    super::written(SCRIPT, BLANK, &build)
}
