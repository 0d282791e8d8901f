//! Keeps the shopper's page true while it is open, has the phone keep it for when there is no network, and remembers the
//! order on this device.

use super::api::standing;
use crate::{
    browser::{
        contact, ear, network,
        storage::{self, Sent},
        worker,
    },
    routes,
    ui::Icon,
};
use domain::basket::Basket;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two questions whether the market is there.
const LOST: i32 = 10_000;
const REACHED: i32 = 60_000;

/// Listens, and loads the page again when the order changed. Seen only while the market is not reached.
#[island]
pub fn Follow(
    /// Key of the order's page.
    key: String,
    /// Slug of the town whose basket became this order.
    town: String,
    /// The day it was sent, as "2026-11-24".
    sent: String,
    /// What was ordered a moment ago, as a basket: it leaves the one that this device keeps. Empty for an order of before.
    bought: String,
    /// What the page shows; the server tells what is true now, and only a difference is worth a reload.
    shown: String,
    /// What to say while there is no network.
    last_seen: String,
) -> impl IntoView {
    let is_lost = RwSignal::new(false);
    Effect::new(move |_| {
        let order = Sent {
            key: key.clone(),
            day: sent.clone(),
        };
        let bought: Basket = bought.parse().unwrap_or_default();
        if storage::remember_order(order) && !bought.is_empty() {
            let mut kept = storage::basket(&town);
            kept.take_out(&bought);
            storage::keep_basket(&town, &kept);
            storage::forget_unanswered(&town);
        }
        worker::keep_orders();
        let address = format!("{}?vu={shown}", routes::order_events(&key));
        let (key, shown) = (key.clone(), shown.clone());
        ear::hear(&address, network::reload, move || {
            spawn_local(look(key.clone(), shown.clone()));
        });
        spawn_local(watch(is_lost));
    });
    view! {
        <div class="notice order__last-seen" role="status" hidden=move || !is_lost.get()>
            <Icon name="alert" />
            <p>{last_seen}</p>
        </div>
    }
}

/// Where events do not come through: what somebody is about to do on the page is not taken away for nothing.
async fn look(key: String, shown: String) {
    if standing(key).await.is_ok_and(|now| now != shown) {
        network::reload();
    }
}

async fn watch(is_lost: RwSignal<bool>) {
    loop {
        let is_there = contact::market().await.is_some();
        is_lost.set(!is_there);
        contact::pause(if is_there { REACHED } else { LOST }).await;
    }
}
