//! What people are told when they are not looking, in the order in which it happens: a message is *told* in the
//! transaction of what it tells, *addressed* to devices and people, *taken* by a node, *prepared* with what is true
//! then, sent by push or mail, and *settled*. Why it is so is in `docs/decisions/0015-the-outbox.md`.

mod access;
mod address;
mod batch;
mod bell;
pub mod entity;
mod mail;
mod parcel;
mod prepare;
mod push;
mod queue;
mod subscriptions;
mod survey;
mod tell;
mod till;
mod vapid;

pub use batch::{Addressed, address};
pub use bell::{HeardRefused, bell, bell_of_town, hear, is_quiet, ring_me, set_bell, set_town_bell};
pub use mail::{Letter, Mailer};
pub use parcel::{
    AccessLetter, DecisionLetter, OrderLetter, Parcel, ReportLetter, Ring, Ringing, Share, Wish,
    WithdrawalLetter,
};
pub use prepare::{Prepared, prepare};
pub use push::{Notification, Pusher, Urgency};
pub use queue::{Outcome, due, hand_back, settle, sweep, take, take_calls};
pub use subscriptions::{Device, Hosts, SubscribeRefused, Subscription, rings, silence, subscribe};
pub use survey::{Backlog, Count, DeadLetter, Health, backlog, dead_letters, health, send_again, survey};
pub(crate) use tell::TILL_TEST;
pub use tell::tell;
pub use till::{Call, Caller, TillLine, TillNote, TillOrder, TillPickup};
pub use vapid::PushKey;

use domain::text::UnknownWord;
use std::{fmt, str::FromStr, sync::Arc};
use tokio::sync::Notify;

/// Declares a column of words that only this room knows.
macro_rules! column_of_words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sea_orm::DeriveValueType)]
        #[sea_orm(value_type = "String")]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// The word in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err(UnknownWord) }
            }
        }
    };
}

column_of_words! {
    /// How something is delivered.
    Channel {
        /// To a device.
        Push = "push",
        /// To an address.
        Mail = "mail",
        /// To a shop's own till.
        Till = "till",
    }
}

column_of_words! {
    /// Where a delivery stands.
    DeliveryState {
        /// It is to be sent, for the first time or again.
        Waiting = "waiting",
        /// It was taken by the push service or the mail server.
        Sent = "sent",
        /// There was nothing to tell any more when its time came, or nobody to tell it to.
        Pointless = "pointless",
        /// Given up; the operator can have it sent again.
        Dead = "dead",
    }
}

column_of_words! {
    /// Whose address is looked up when a letter is sent.
    Role {
        Shopper = "shopper",
        SecondContact = "second_contact",
        TownHall = "town_hall",
        /// Whoever reported something.
        Reporter = "reporter",
        /// Whoever sells at a shop; else its second contact.
        Merchant = "merchant",
        /// Whoever signs in, where they read letters about that.
        Member = "member",
    }
}

/// What pages and the postman share: the key that devices subscribe with, whose push services are spoken to, and the
/// word that there is something to send.
#[derive(Clone, Debug, Default)]
pub struct Postbox {
    /// Public half of the server's push key, base64url; empty: no device can ring.
    pub push_key: Arc<str>,
    /// Push services that are spoken to.
    pub hosts: Hosts,
    woken: Arc<Notify>,
}

impl Postbox {
    /// With a key and the hosts that are allowed besides the known ones.
    pub fn new(key: &PushKey, hosts: Hosts) -> Self {
        Self {
            push_key: key.public().into(),
            hosts,
            woken: Arc::default(),
        }
    }

    /// Call it after the commit of something that was told.
    pub fn wake(&self) {
        self.woken.notify_one();
    }

    /// Waits until somebody calls.
    pub async fn woken(&self) {
        self.woken.notified().await;
    }
}
