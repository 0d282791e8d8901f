//! What this device keeps for itself: baskets by town, and the orders it sent.

use crate::i18n::Locale;
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

/// The key under which this basket was sent before, if no order's page answered it: sent again, it is the same order.
pub fn unanswered(town: &str, basket: &str) -> Option<String> {
    let kept = shelf()?.get_item(&sending(town)).ok().flatten()?;
    let (key, sent) = kept.split_once(' ')?;
    (sent == basket).then(|| key.to_owned())
}

/// Remembers under which key a basket is being sent.
pub fn keep_unanswered(town: &str, basket: &str, key: &str) {
    if let Some(shelf) = shelf() {
        // A device without room asks for a new key next time, as it does without scripts.
        let _ = shelf.set_item(&sending(town), &format!("{key} {basket}"));
    }
}

/// Its order's page has answered.
pub fn forget_unanswered(town: &str) {
    if let Some(shelf) = shelf() {
        let _ = shelf.remove_item(&sending(town));
    }
}

/// An order that this device sent. Nothing more of it is kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Key of its page.
    pub key: String,
    /// The day it was sent, as "2026-11-24"; empty for those from before days were kept.
    pub day: String,
}

impl Sent {
    /// "mardi 24 novembre", as this browser says it.
    pub fn day_in(&self, locale: Locale) -> String {
        let options = js_sys::Object::new();
        for (part, how) in [
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            // A day is the same everywhere.
            ("timeZone", "UTC"),
        ] {
            let _ = js_sys::Reflect::set(&options, &part.into(), &how.into());
        }
        let day = js_sys::Date::new(&self.day.as_str().into());
        if day.get_time().is_nan() {
            return "…".to_owned();
        }
        day.to_locale_date_string(locale.as_ref(), &options).into()
    }
}

/// As many as are kept; older ones make room.
const MOST_ORDERS: usize = 50;

/// The orders that this device sent, the latest first.
pub fn orders() -> Vec<Sent> {
    let kept = shelf().and_then(|shelf| shelf.get_item(ORDERS).ok().flatten());
    kept.as_deref().map(read_orders).unwrap_or_default()
}

/// One order a line, its key and its day; before days were kept it was a list of keys in JSON, which reads the same.
fn read_orders(text: &str) -> Vec<Sent> {
    let lines = text
        .split(['\n', ','])
        .map(|line| line.trim_matches(['[', ']', '"', ' ']));
    lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (key, day) = line.split_once(' ').unwrap_or((line, ""));
            Sent {
                key: key.to_owned(),
                day: day.to_owned(),
            }
        })
        .collect()
}

fn keep_orders(orders: &[Sent]) -> bool {
    let Some(shelf) = shelf() else { return false };
    let lines: Vec<String> = orders
        .iter()
        .take(MOST_ORDERS)
        .map(|order| format!("{} {}", order.key, order.day))
        .collect();
    if lines.is_empty() {
        shelf.remove_item(ORDERS).is_ok()
    } else {
        shelf.set_item(ORDERS, &lines.join("\n")).is_ok()
    }
}

/// Remembers an order sent from this device; true when it is a new one.
pub fn remember_order(order: Sent) -> bool {
    let mut known = orders();
    let was_known = known.iter().position(|known| known.key == order.key);
    if let Some(at) = was_known {
        if known[at].day.is_empty() {
            known[at].day = order.day;
            keep_orders(&known);
        }
        return false;
    }
    known.insert(0, order);
    keep_orders(&known)
}

/// Forgets one.
pub fn forget_order(key: &str) {
    let mut known = orders();
    known.retain(|order| order.key != key);
    keep_orders(&known);
}

/// Forgets all of them.
pub fn forget_orders() {
    keep_orders(&[]);
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

fn sending(town: &str) -> String {
    format!("halle.sending.{town}")
}

fn shelf() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
