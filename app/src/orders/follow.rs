//! Keeps the shopper's page true while it is open, and remembers the order on this device.

use crate::{
    browser::{network, storage},
    routes,
};
use domain::basket::Basket;
use leptos::prelude::*;

/// Invisible: listens, and loads the page again when the order changed.
#[island]
pub fn Follow(
    /// Key of the order's page.
    key: String,
    /// Slug of the town whose basket became this order.
    town: String,
    /// What the page shows; the server tells what is true now, and only a difference is worth a reload.
    shown: String,
) -> impl IntoView {
    Effect::new(move |_| {
        if storage::remember_order(&key) {
            storage::keep_basket(&town, &Basket::default());
        }
        let address = format!("{}?vu={shown}", routes::order_events(&key));
        network::hear(&address, network::reload);
    });
}
