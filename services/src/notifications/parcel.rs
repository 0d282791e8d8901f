//! What is really sent, as the market knows it: no word of any language is in here.

use super::{Call, Subscription};
use crate::{accounts::way_back::Access, decisions::Decided, secret::Secret};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    id::{OrderPartId, ShopId},
    notifications::{AccessNews, News},
    orders::{Order, Withdrawn},
    pickup::Window,
    shops::{Shop, Trader},
    text::Email,
    towns::Town,
};

/// Something to deliver.
#[derive(Clone, Debug)]
pub enum Parcel {
    /// To a device.
    Ring {
        /// Which one.
        to: Box<Subscription>,
        /// What it says.
        ring: Ring,
    },
    /// To an address.
    Letter {
        /// Whose.
        to: Email,
        /// The language to write in, as "fr".
        locale: String,
        /// What it says.
        wish: Wish,
    },
    /// To a shop's own till.
    Till(Box<Call>),
}

/// What a device says.
#[derive(Clone, Debug)]
pub struct Ring {
    /// Why it rings.
    pub why: Ringing,
    /// Its language, as "fr".
    pub locale: String,
}

/// Why a device rings.
#[derive(Clone, Debug)]
pub enum Ringing {
    /// To see whether it does.
    Test,
    /// There is an order.
    NewOrder(Box<Share>),
    /// There still is.
    StillUnseen(Box<Share>),
    /// For officials: a shop sees nothing.
    NobodySaw(Box<Share>),
    /// A shopper took an order back.
    Cancelled(Box<Share>),
    /// A shopper withdrew from an order.
    Withdrawn(Box<Share>),
    /// The town hall decided something about the shop.
    Decided(Box<DecisionLetter>),
}

/// What a letter is about.
#[derive(Clone, Debug)]
pub enum Wish {
    /// To the second contact.
    StillUnseen(Box<Share>),
    /// To the town hall.
    NobodySaw(Box<Share>),
    /// To the shopper.
    Order(Box<OrderLetter>),
    /// To the shopper: what was declared, and when it was received.
    Withdrawn(Box<WithdrawalLetter>),
    /// To whoever reported something: it came, or what came of it.
    Report(Box<ReportLetter>),
    /// To whoever sells: what the town hall decided, with its reasons.
    Decided(Box<DecisionLetter>),
    /// To whoever signs in: about how they do.
    Access(Box<AccessLetter>),
}

/// One shop's part of an order: enough to hurry, and nothing about the shopper.
#[derive(Clone, Debug)]
pub struct Share {
    /// Which part.
    pub part: OrderPartId,
    /// Whose.
    pub shop: Shop,
    /// Where.
    pub town: Town,
    /// When it was sent, on the shop's wall clock.
    pub placed_at: NaiveDateTime,
    /// When somebody comes for it.
    pub window: Window,
    /// How many different things are in it.
    pub articles: u64,
    /// How many parts nobody at the shop has seen.
    pub unseen: u64,
    /// The day it is at the shop.
    pub today: NaiveDate,
}

/// How a whole order stands.
#[derive(Clone, Debug)]
pub struct OrderLetter {
    /// What just changed.
    pub news: News,
    /// Where it was ordered.
    pub town: Town,
    /// Key of the order's page.
    pub page_key: String,
    /// All of it.
    pub order: Order,
    /// The day it is in town.
    pub today: NaiveDate,
    /// Who stands behind the signs of its shops, as far as they said.
    pub traders: Vec<(ShopId, Trader)>,
}

/// The receipt of a shopper who withdrew from a shop's part of an order.
#[derive(Clone, Debug)]
pub struct WithdrawalLetter {
    /// Where it was ordered.
    pub town: Town,
    /// Key of the order's page.
    pub page_key: String,
    /// The order as it stands now.
    pub order: Order,
    /// Which part of it.
    pub part: OrderPartId,
    /// What was declared.
    pub declared: Withdrawn,
}

/// What somebody reported, and what came of it.
#[derive(Clone, Debug)]
pub struct ReportLetter {
    /// Where.
    pub town: Town,
    /// About whose page.
    pub shop: Shop,
    /// The page's path, as it was then.
    pub place: String,
    /// What was said.
    pub words: String,
    /// When, on the town's wall clock.
    pub reported_at: NaiveDateTime,
    /// What was decided; none: it came.
    pub answer: Option<Decided>,
}

/// What a town hall decided about a shop.
#[derive(Clone, Debug)]
pub struct DecisionLetter {
    /// Whose.
    pub town: Town,
    /// What was decided.
    pub decided: Decided,
    /// When, on the town's wall clock.
    pub decided_at: NaiveDateTime,
}

/// How somebody comes in, or that it is no longer there that they are written to.
#[derive(Clone, Debug)]
pub struct AccessLetter {
    /// What it is for.
    pub what: AccessNews,
    /// To what one comes in; several, where they have the same address.
    pub accesses: Vec<Access>,
    /// The town whose colours it has.
    pub town: Town,
    /// Of the link that it brings.
    pub link: Secret,
}
