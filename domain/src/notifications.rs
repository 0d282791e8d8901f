//! What people are told when they are not looking. A message says what happened and to whom it matters; words and
//! addresses are found when it is sent, so that it tells the truth of that moment.

use crate::id::{DecisionId, LetterId, OrderId, OrderPartId, ReportId, SessionId, ShopId, TownId};
use serde::{Deserialize, Serialize};

/// One thing worth telling. Written in the transaction of what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Message {
    /// To everybody who works at the shop, on each device that wants to ring.
    NewOrder {
        /// Whose devices.
        shop: ShopId,
        /// Which part.
        part: OrderPartId,
    },
    /// Nobody at the shop has seen it for the shop's delay: to its devices once more, and to its second contact.
    StillUnseen {
        /// Whose second contact.
        shop: ShopId,
        /// Which part.
        part: OrderPartId,
    },
    /// Nobody has seen it after the second contact either: to the officials of the town.
    NobodySaw {
        /// Whose officials.
        town: TownId,
        /// Which part.
        part: OrderPartId,
    },
    /// To the shopper, when they left an address: how the whole order stands.
    OrderStands {
        /// Which order.
        order: OrderId,
        /// What just changed.
        news: News,
    },
    /// The shopper took a part back: to the shop's devices, where somebody may be preparing it.
    Cancelled {
        /// Whose devices.
        shop: ShopId,
        /// Which part.
        part: OrderPartId,
    },
    /// The shopper withdrew from a part: a receipt to the shopper, who may need it for years, and word to the shop.
    Withdrawn {
        /// Whose devices.
        shop: ShopId,
        /// Which part.
        part: OrderPartId,
    },
    /// To whoever reported something and left an address: it was received.
    Reported {
        /// Which report.
        report: ReportId,
    },
    /// To the same: what came of it.
    ReportAnswered {
        /// Which report.
        report: ReportId,
        /// By which decision.
        decision: DecisionId,
    },
    /// A town hall decided something about a shop: to its devices and to whoever sells there.
    Decided {
        /// Whose devices.
        shop: ShopId,
        /// What was decided.
        decision: DecisionId,
    },
    /// To where somebody reads letters: how they come in, or that it is no longer there that they are written to.
    Access {
        /// Which letter.
        letter: LetterId,
    },
    /// To the shop's own till: what became of a part.
    Till {
        /// Whose till.
        shop: ShopId,
        /// Which part.
        part: OrderPartId,
        /// What happened to it.
        event: TillEvent,
    },
    /// To the same: is it reached?
    TillTest {
        /// Whose till.
        shop: ShopId,
    },
    /// To one device: does it ring?
    TestRing {
        /// Which device.
        session: SessionId,
    },
}

words! {
    /// What a shop's own till is told of a part of an order.
    TillEvent {
        /// It was sent.
        Placed = "placed",
        /// It goes on, or holds something else than was ordered.
        Changed = "changed",
        /// It ends without the goods changing hands: taken back, refused, or nobody came.
        Cancelled = "cancelled",
        /// The goods changed hands.
        HandedOver = "handed_over",
    }
}

words! {
    /// Why a shopper hears from us.
    News {
        /// The order was sent.
        Placed = "placed",
        /// A part waits on the counter.
        Ready = "ready",
        /// A part was said to be ready, and is not yet.
        NotReady = "not_ready",
        /// A part cannot be served; the rest stands.
        Refused = "refused",
        /// Nobody answered in time, or nobody came.
        Expired = "expired",
        /// What is in a part is not what was ordered.
        Changed = "changed",
    }
}

words! {
    /// What a letter about somebody's own access is for.
    AccessNews {
        /// Its link confirms that they read letters there.
        Confirm = "confirm",
        /// Its link lets them in.
        Enter = "enter",
        /// Another address was confirmed: this one lets nobody in any more.
        Changed = "changed",
        /// The address was taken away: it lets nobody in any more.
        Removed = "removed",
    }
}
