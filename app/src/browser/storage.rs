//! What this device keeps for itself: baskets by town, and the orders it sent.

use domain::{basket::Basket, id::DeviceId};
use web_sys::{Storage, window};

const DEVICE: &str = "halle.device";
const ORDERS: &str = "halle.orders";

/// The basket kept for a town.
pub fn basket(town: &str) -> Basket {
    let kept = shelf().and_then(|shelf| shelf.get_item(&key(town)).ok().flatten());
    kept.and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Keeps a town's basket. A device without room simply carries it in the address.
pub fn keep_basket(town: &str, basket: &Basket) {
    if let Some(shelf) = shelf() {
        let _ = if basket.is_empty() {
            shelf.remove_item(&key(town))
        } else {
            shelf.set_item(&key(town), &basket.to_string())
        };
    }
}

/// Remembers an order sent from this device; true when it is a new one.
pub fn remember_order(key: &str) -> bool {
    let Some(shelf) = shelf() else { return false };
    let mut known: Vec<String> = shelf
        .get_item(ORDERS)
        .ok()
        .flatten()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    if known.iter().any(|order| order == key) {
        return false;
    }
    known.push(key.to_owned());
    let Ok(text) = serde_json::to_string(&known) else {
        return false;
    };
    shelf.set_item(ORDERS, &text).is_ok()
}

/// This phone among those of its shop, made the first time it is asked for. None where nothing can be kept.
pub fn device() -> Option<DeviceId> {
    let shelf = shelf()?;
    let known = shelf.get_item(DEVICE).ok().flatten();
    if let Some(device) = known.and_then(|text| text.parse().ok()) {
        return Some(device);
    }
    let device = DeviceId(super::new_id());
    shelf.set_item(DEVICE, &device.to_string()).ok()?;
    Some(device)
}

fn key(town: &str) -> String {
    format!("halle.basket.{town}")
}

fn shelf() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
