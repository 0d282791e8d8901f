//! Shops: what kinds there are, what people see of one, and whether its door is open.

mod bell;
mod closures;
mod description;
mod facts;
mod hours;
mod street;
mod trader;

pub use bell::{Bell, BellError, BellForm, BellSet};
pub use closures::{Closure, ClosureError, ClosureForm, Closures};
pub(crate) use closures::{MONTHS_AHEAD, typed_date};
pub use description::{Description, DescriptionError, DescriptionForm};
pub use facts::{Fact, missing};
pub use hours::{DAYS, DayError, STRETCHES, StretchForm, Week, WeekForm};
pub use street::street;
pub use trader::{CompanyNumber, Trader, TraderError, TraderForm};

use crate::{
    id::ShopId,
    pickup::{Lead, Slots},
    text::{Name, Phone},
    towns::{Lockdown, Town},
    walk::Position,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

words! {
    /// What a shop mainly sells. It decides the drawing of a product without a photo and, later, which facts the
    /// law wants.
    ShopKind {
        Grocer = "grocer",
        Bakery = "bakery",
        Butcher = "butcher",
        Cheese = "cheese",
        MarketGarden = "market_garden",
        Wine = "wine",
        Brewery = "brewery",
        Tea = "tea",
        Florist = "florist",
        Books = "books",
        Toys = "toys",
        Clothes = "clothes",
        Hardware = "hardware",
        Other = "other",
    }
}

words! {
    /// What somebody is to a shop.
    ShopRole {
        Owner = "owner",
        /// Who works for the owner.
        Helper = "helper",
    }
}

/// A shop as everybody may see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shop {
    /// Who it is.
    pub id: ShopId,
    /// Its place in addresses, unique in its town.
    pub slug: String,
    /// Its sign.
    pub name: Name,
    /// What it mainly sells.
    pub kind: ShopKind,
    /// Street and number.
    pub address: String,
    /// Where it stands, if anybody knows.
    pub position: Option<Position>,
    /// How to call it; none until the merchant gives one.
    pub phone: Option<Phone>,
    /// Opening hours in OpenStreetMap's `opening_hours` syntax, with the closings behind the week; empty when nobody
    /// told us.
    pub hours: String,
    /// What the merchant says about it.
    pub about: String,
    /// What the merchant needs between an order and its collection.
    pub lead: Lead,
    /// Its pickup windows.
    pub slots: Slots,
    /// Closed to the public, as its merchant decided. Whether it is closed also says its town: [`Shop::hands_out`].
    pub at_the_door: bool,
    /// Takes firm orders besides reservations: contracts at a distance.
    pub sells_at_a_distance: bool,
}

impl Shop {
    /// Whether anybody told us a week of hours. Closings alone tell none.
    pub fn has_hours(&self) -> bool {
        !Closures::split(&self.hours).0.trim().is_empty()
    }

    /// Whether nobody walks in on that day, and goods are handed over at the door during the opening hours: because its
    /// merchant decided so, or its town. The only place that knows both.
    pub fn hands_out(&self, town: &Town, day: NaiveDate) -> bool {
        let is_closed_by_town = |lockdown: &Lockdown| lockdown.closes(self.kind, day);
        self.at_the_door || town.lockdown.as_ref().is_some_and(is_closed_by_town)
    }
}

/// Whether a shop's door is open, told in the shop's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The day it is at the shop.
    pub today: NaiveDate,
    /// Open, and until when; or closed, and until when.
    pub state: DoorState,
    /// Nobody walks in: while it is open, goods are handed over through it.
    pub at_the_door: bool,
}

/// Open or closed, and the next change if there is one within a fortnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DoorState {
    /// Open until then.
    Open(Option<NaiveDateTime>),
    /// Closed until then.
    Closed(Option<NaiveDateTime>),
    /// Nobody told us the hours.
    Unknown,
}

impl Door {
    /// True when one could walk in now.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, DoorState::Open(_)) && !self.at_the_door
    }
}
