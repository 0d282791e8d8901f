//! An order as the shopper and the merchant see it.

use super::{Code, PartState};
use crate::{
    catalogue::Unit,
    id::{OrderPartId, ProductId},
    money::{Cents, Price},
    pickup::Window,
    shops::{Shop, ShopKind},
    text::{Name, Phone},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// One product of an order, as it was when it was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The product, which may have changed since.
    pub product: ProductId,
    /// Its name then.
    pub name: Option<Name>,
    /// Its price then.
    pub price: Price,
    /// What the price buys.
    pub unit: Unit,
    /// How many units.
    pub quantity: u32,
}

impl Line {
    /// Price times quantity.
    pub fn total(&self) -> Cents {
        self.price.cents() * self.quantity
    }
}

/// Sum of all lines.
pub fn total(lines: &[Line]) -> Cents {
    lines.iter().map(Line::total).sum()
}

/// What the merchant sees of a part: never the code, since the shopper brings it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// Which part.
    pub part: OrderPartId,
    /// Where it stands.
    pub state: PartState,
    /// Who comes.
    pub name: Name,
    /// Where to reach them.
    pub phone: Phone,
    /// When they come.
    pub window: Window,
    /// When it was sent, on the shop's wall clock.
    pub placed_at: NaiveDateTime,
    /// What they want.
    pub lines: Vec<Line>,
    /// Stands in for products without a name.
    pub kind: ShopKind,
}

/// The shopper's page of truth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// To show or say at the counter.
    pub code: Code,
    /// Who comes.
    pub name: Name,
    /// Slug of the town, to go back to its market.
    pub town: String,
    /// One per shop.
    pub parts: Vec<Part>,
}

/// One shop's share, as the shopper sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Which part.
    pub id: OrderPartId,
    /// Where it stands.
    pub state: PartState,
    /// Where to collect it.
    pub shop: Shop,
    /// When to collect it.
    pub window: Window,
    /// What is in it.
    pub lines: Vec<Line>,
}
