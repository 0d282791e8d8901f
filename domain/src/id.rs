//! Who is who: one id type per noun, so that a shop's id never lands where a product's is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        // The database never makes our ids, so a row number never becomes one.
        #[cfg(feature = "db")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// A commune on this instance.
    TownId,
    /// A merchant's place of business in a town.
    ShopId,
    /// A person who signs in.
    MemberId,
    /// A device on which a member is signed in.
    SessionId,
    /// A code that an official keeps for the day on which the phone is lost.
    RecoveryCodeId,
    /// Something that somebody did.
    DeedId,
    /// A link that lets somebody in once.
    InvitationId,
    /// A letter about how somebody comes in.
    LetterId,
    /// One article on a shop's shelf. The merchant's device makes it, so that sending twice lists once.
    ProductId,
    /// A change that a merchant's device asks for; made there, so that asking twice does it once.
    EditId,
    /// A call of an official at a shop's door; made where it is noted, so that sending twice notes once.
    CallId,
    /// A time for which an official holds a shop's counter.
    StandInId,
    /// A time for which somebody lends a hand at a shop's shelf, from the code on.
    HandId,
    /// Something that somebody of the public reported; made with its form, so that sending twice reports once.
    ReportId,
    /// Something that a town hall decided about a shop; made with its form, so that sending twice decides once.
    DecisionId,
    /// What a merchant answered to a decision; made with its form.
    ReplyId,
    /// A phone at a counter, by which its wishes are known to be in order.
    DeviceId,
    /// A basket once sent.
    OrderId,
    /// One shop's share of an order.
    OrderPartId,
    /// One product in an order part.
    OrderLineId,
}
