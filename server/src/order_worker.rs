//! The service worker of a shopper's orders: `order_worker.js`, with what it must know of this build written into it.

use crate::site;
use app::{routes as at, state::House};
use serde_json::json;

const SCRIPT: &str = include_str!("order_worker.js");
/// The line of the script that is replaced. It makes the script valid as it lies there.
const BLANK: &str = "const BUILD = { version: 'none', files: [], orders: '', list: '' };";

/// What the browser runs. It is another one whenever a file of the site is, which is how browsers see an update.
pub fn script(house: &House) -> String {
    let build = json!({
        "version": &*house.version,
        "files": site::shell_of_orders(&house.version),
        "orders": at::ORDERS,
        "list": at::MY_ORDERS,
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
