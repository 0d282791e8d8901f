//! An order as the shopper and the merchant see it.

use super::{
    Actor, Alarm, Code, Given, NoWithdrawal, OrderKind, PartState, Reason, Shown, Withdrawn, may_withdraw,
};
use crate::{
    catalogue::Unit,
    id::{OrderPartId, ProductId},
    money::{Cents, Price},
    pickup::Window,
    shops::{Shop, ShopKind},
    text::{Email, Name, Phone, Remark},
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
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
    /// What was really given, when it is not what was ordered.
    pub given: Option<Given>,
    /// It goes bad soon: nobody withdraws from it.
    #[serde(default)]
    pub perishes: bool,
}

impl Line {
    /// Price times what is given.
    pub fn total(&self) -> Cents {
        match self.given {
            Some(given) => given.cost(self.price.cents()),
            None => self.price.cents() * self.quantity,
        }
    }

    /// True when nothing of it is given.
    pub fn is_missing(&self) -> bool {
        self.given == Some(Given::NOTHING)
    }

    /// True for goods that one may withdraw from: they keep, and they are really given.
    pub fn can_be_withdrawn(&self) -> bool {
        !self.perishes && !self.is_missing()
    }
}

/// Where a part stands, with what belongs to that state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Sent.
    Placed {
        /// How far the shop's alarm has gone.
        alarm: Alarm,
    },
    /// Shown on the merchant's screen.
    Seen,
    /// The merchant said yes.
    Accepted,
    /// Waiting on the counter.
    Ready,
    /// The goods changed hands.
    HandedOver {
        /// Until then a finger that slipped can take it back.
        undo_until: DateTime<Utc>,
    },
    /// The merchant cannot serve it.
    Refused {
        /// In a word.
        because: Reason,
        /// In the merchant's own.
        words: Option<Remark>,
        /// What could do instead, while it can be had.
        instead: Option<Instead>,
    },
    /// The shopper took it back.
    Cancelled,
    /// The clock ended it.
    Expired {
        /// Nobody answered, or nobody came.
        because: Reason,
    },
}

/// A product that a merchant offers instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instead {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: Option<Name>,
    /// What it costs.
    pub price: Price,
    /// What the price buys.
    pub unit: Unit,
}

impl Standing {
    /// Without what belongs to it.
    pub const fn state(&self) -> PartState {
        match self {
            Self::Placed { .. } => PartState::Placed,
            Self::Seen => PartState::Seen,
            Self::Accepted => PartState::Accepted,
            Self::Ready => PartState::Ready,
            Self::HandedOver { .. } => PartState::HandedOver,
            Self::Refused { .. } => PartState::Refused,
            Self::Cancelled => PartState::Cancelled,
            Self::Expired { .. } => PartState::Expired,
        }
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
    pub standing: Standing,
    /// Who comes.
    pub name: Name,
    /// Where to reach them.
    pub phone: Phone,
    /// When they come.
    pub window: Window,
    /// When it was sent, on the shop's wall clock.
    pub placed_at: NaiveDateTime,
    /// Who typed it: the shopper, or somebody for them.
    pub entered_as: Actor,
    /// What they want.
    pub lines: Vec<Line>,
    /// Stands in for products without a name.
    pub kind: ShopKind,
    /// Something in it is not for anybody under eighteen: the age is asked at the counter.
    #[serde(default)]
    pub has_alcohol: bool,
    /// The sale is made: a contract at a distance, and not a reservation.
    #[serde(default)]
    pub is_firm: bool,
}

impl Ticket {
    /// Where it stands, in a word.
    pub const fn state(&self) -> PartState {
        self.standing.state()
    }

    /// As a screen that shows it says when somebody acts on it.
    pub const fn shown(&self) -> Shown {
        Shown {
            part: self.part,
            state: Some(self.state()),
        }
    }
}

impl Part {
    /// Where it stands, in a word.
    pub const fn state(&self) -> PartState {
        self.standing.state()
    }

    /// Whether the shopper may withdraw from it today.
    pub fn may_withdraw(&self, kind: OrderKind, today: NaiveDate) -> Result<(), NoWithdrawal> {
        if self.withdrawn.is_some() {
            return Err(NoWithdrawal::Over);
        }
        may_withdraw(kind, self.state(), &self.lines, self.withdraw_until, today)
    }
}

/// The shopper's page of truth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// To show or say at the counter.
    pub code: Code,
    /// Who comes; none: it was forgotten.
    pub name: Option<Name>,
    /// Where news of it go.
    pub email: Option<Email>,
    /// What it is in law.
    pub kind: OrderKind,
    /// When it was sent, on the town's wall clock.
    pub placed_at: NaiveDateTime,
    /// Who typed it: the shopper, or somebody for them.
    pub entered_as: Actor,
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
    pub standing: Standing,
    /// Where to collect it.
    pub shop: Shop,
    /// When to collect it.
    pub window: Window,
    /// How long it is kept aside if nobody comes, on the shop's wall clock.
    pub kept_until: NaiveDateTime,
    /// What is in it.
    pub lines: Vec<Line>,
    /// Once it was handed over: the last day on which a firm order is withdrawn from.
    pub withdraw_until: Option<NaiveDate>,
    /// That the shopper withdrew from it.
    pub withdrawn: Option<Withdrawn>,
}
