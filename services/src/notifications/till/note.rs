//! What a till reads: JSON whose fields are a promise to whoever makes tills. Fields may be added; none goes or changes its
//! meaning. Nothing in it is about the shopper, and the order's code, by which the shopper proves whose the goods are, is
//! in it only once they have changed hands.

use chrono::{DateTime, Utc};
use domain::{
    catalogue::Unit,
    id::{OrderPartId, ProductId},
    orders::{Code, OrderKind, PartState},
};
use serde::Serialize;
use uuid::Uuid;

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TillNote {
    /// `order.placed`, `order.changed`, `order.cancelled`, `order.handed_over` or `test`.
    pub event: String,
    /// The town's name in addresses.
    pub town: String,
    /// The shop's.
    pub shop: String,
    /// As it stands when this is sent, whatever happened before; null in a test.
    pub order: Option<TillOrder>,
}

impl TillNote {
    /// One that shows whoever makes tills what they look like.
    pub fn example() -> Self {
        let at = |seconds: i64| DateTime::from_timestamp(1_795_510_800 + seconds, 0).unwrap_or_default();
        let line = TillLine {
            product: ProductId(Uuid::from_u128(2)),
            name: Some("Miel de tilleul".to_owned()),
            price_cents: 980,
            unit: Unit::Piece,
            quantity: 2,
            given_thousandths: None,
            total_cents: 1_960,
        };
        let order = TillOrder {
            part: OrderPartId(Uuid::from_u128(1)),
            kind: OrderKind::Reservation,
            state: PartState::Placed,
            code: None,
            placed_at: at(0),
            changed_at: at(0),
            pickup: TillPickup {
                from: at(3_600),
                to: at(12_600),
            },
            total_cents: 1_960,
            lines: vec![line],
        };
        Self {
            event: "order.placed".to_owned(),
            town: "dourdan".to_owned(),
            shop: "la-pause".to_owned(),
            order: Some(order),
        }
    }
}

/// The shop's part of an order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TillOrder {
    /// Which part; the same in all messages about it.
    pub part: OrderPartId,
    /// "reservation" or "firm".
    pub kind: OrderKind,
    /// `placed`, `seen`, `accepted`, `ready`, `handed_over`, `refused`, `cancelled` or `expired`.
    pub state: PartState,
    /// The shopper's code, once the goods have changed hands.
    pub code: Option<Code>,
    /// When it was sent.
    pub placed_at: DateTime<Utc>,
    /// When it came to this state. Of two messages that arrive in the wrong order, the later one counts.
    pub changed_at: DateTime<Utc>,
    /// When somebody comes for it.
    pub pickup: TillPickup,
    /// What all lines cost, in euro cents.
    pub total_cents: i64,
    /// What is in it.
    pub lines: Vec<TillLine>,
}

/// Between two instants.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TillPickup {
    /// From then.
    pub from: DateTime<Utc>,
    /// Until then.
    pub to: DateTime<Utc>,
}

/// One product of it, as it was when it was ordered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TillLine {
    /// Which product, as `/api/v1` names it too.
    pub product: ProductId,
    /// Its name; null when it had none.
    pub name: Option<String>,
    /// What one unit costs, in euro cents, all taxes included.
    pub price_cents: i64,
    /// What the price buys: `piece`, `kilogram`, `hundred_grams` or `litre`.
    pub unit: Unit,
    /// How many units were ordered.
    pub quantity: u32,
    /// Thousandths of the unit that are really given; null: as ordered.
    pub given_thousandths: Option<i32>,
    /// What it costs, in euro cents.
    pub total_cents: i64,
}
