//! The life of an order part, as one table: the button, the verb and the test all ask [`allowed`].

use chrono::{DateTime, Duration, Utc};

words! {
    /// Where an order part stands.
    PartState {
        /// Sent by the shopper; nobody at the shop has seen it yet.
        Placed = "placed",
        /// Shown on the merchant's screen.
        Seen = "seen",
        /// The merchant said yes.
        Accepted = "accepted",
        /// Waiting on the counter.
        Ready = "ready",
        /// The goods changed hands, proven by the order's code.
        HandedOver = "handed_over",
        /// The merchant cannot serve it.
        Refused = "refused",
        /// The shopper took it back.
        Cancelled = "cancelled",
        /// Nobody reacted, or nobody came.
        Expired = "expired",
    }
}

words! {
    /// What an order is in law.
    #[derive(Default)]
    OrderKind {
        /// Goods are kept aside; the sale happens in the shop.
        #[default]
        Reservation = "reservation",
        /// A contract at a distance (Code de la consommation, art. L221-1): confirmed in writing, and withdrawn from
        /// within fourteen days unless the goods perish.
        Firm = "firm",
    }
}

words! {
    /// Who moves an order part.
    Actor {
        Shopper = "shopper",
        /// The owner of the shop.
        Merchant = "merchant",
        /// Who works for the owner.
        Helper = "helper",
        /// Somebody of the town hall, who called the shop.
        Official = "official",
        /// Time that passed.
        Clock = "clock",
    }
}

words! {
    /// What can be done to an order part.
    Act {
        /// It comes into being.
        Place = "place",
        See = "see",
        Accept = "accept",
        MakeReady = "make_ready",
        HandOver = "hand_over",
        /// Not all of it is given, or another weight, as both agreed.
        Adjust = "adjust",
        /// A finger slipped: one step back.
        Undo = "undo",
        Refuse = "refuse",
        Cancel = "cancel",
        /// The shopper withdraws from a contract at a distance, which may be after the handover.
        Withdraw = "withdraw",
        Expire = "expire",
    }
}

/// How long a handover can be undone.
pub const UNDO_HANDOVER: Duration = Duration::minutes(10);

impl Actor {
    /// True when nobody typed it for them.
    pub const fn is_shopper(self) -> bool {
        matches!(self, Self::Shopper)
    }
}

impl Act {
    /// The state an act leads to, from one in which it is allowed.
    pub const fn leads_to(self, from: PartState) -> PartState {
        match self {
            Self::Place => PartState::Placed,
            Self::See => PartState::Seen,
            Self::Accept => PartState::Accepted,
            Self::MakeReady => PartState::Ready,
            Self::HandOver => PartState::HandedOver,
            Self::Adjust => from,
            Self::Undo => match from {
                PartState::HandedOver => PartState::Ready,
                _ => PartState::Accepted,
            },
            Self::Refuse => PartState::Refused,
            Self::Cancel => PartState::Cancelled,
            // What was handed over was handed over: the goods come back by another way.
            Self::Withdraw => match from {
                PartState::HandedOver => from,
                _ => PartState::Cancelled,
            },
            Self::Expire => PartState::Expired,
        }
    }
}

impl PartState {
    /// True once nothing but an undo can happen to the part any more.
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::HandedOver | Self::Refused | Self::Cancelled | Self::Expired
        )
    }

    /// True for the ways out on which the goods go back to the shelf, and the place to its pickup window.
    pub const fn returns_stock(self) -> bool {
        matches!(self, Self::Refused | Self::Cancelled | Self::Expired)
    }
}

/// Who may do what when. A merchant may skip "accepted": making ready says yes by itself. An official who called the
/// shop may answer for it as long as nobody there looked.
pub const fn allowed(actor: Actor, act: Act, state: PartState) -> bool {
    use PartState::{Accepted, HandedOver, Placed, Ready, Seen};
    match (actor, act) {
        (Actor::Merchant | Actor::Helper, Act::See) | (Actor::Official, Act::Accept | Act::Refuse) => {
            matches!(state, Placed)
        }
        (Actor::Merchant | Actor::Helper, Act::Accept) => matches!(state, Placed | Seen),
        (Actor::Merchant | Actor::Helper, Act::MakeReady | Act::Refuse) | (Actor::Shopper, Act::Cancel) => {
            matches!(state, Placed | Seen | Accepted)
        }
        (Actor::Merchant | Actor::Helper, Act::HandOver) => matches!(state, Ready),
        (Actor::Merchant | Actor::Helper, Act::Adjust) => matches!(state, Seen | Accepted | Ready),
        (Actor::Merchant | Actor::Helper, Act::Undo) => matches!(state, Ready | HandedOver),
        // Only from a firm order, and in time: `may_withdraw`.
        (Actor::Shopper, Act::Withdraw) => matches!(state, Placed | Seen | Accepted | Ready | HandedOver),
        (Actor::Clock, Act::Expire) => matches!(state, Placed | Seen | Accepted | Ready),
        _ => false,
    }
}

/// Whether a step can still be taken back: a handover for [`UNDO_HANDOVER`], "ready" as long as it lasts.
pub fn in_time_to_undo(state: PartState, since: DateTime<Utc>, at: DateTime<Utc>) -> bool {
    match state {
        PartState::HandedOver => at < since + UNDO_HANDOVER,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, as a person would write it on paper.
    #[test]
    fn the_table_of_who_may_do_what() {
        let mut table = Vec::new();
        for actor in Actor::ALL {
            for act in Act::ALL {
                let states: Vec<&str> = PartState::ALL
                    .iter()
                    .filter(|s| allowed(*actor, *act, **s))
                    .map(|s| s.as_str())
                    .collect();
                if !states.is_empty() {
                    table.push(format!("{actor} may {act} when {}", states.join(", ")));
                }
            }
        }
        let at_the_shop = |who: &str| {
            [
                "see when placed",
                "accept when placed, seen",
                "make_ready when placed, seen, accepted",
                "hand_over when ready",
                "adjust when seen, accepted, ready",
                "undo when ready, handed_over",
                "refuse when placed, seen, accepted",
            ]
            .map(|line| format!("{who} may {line}"))
        };
        let mut paper = vec![
            "shopper may cancel when placed, seen, accepted".to_owned(),
            "shopper may withdraw when placed, seen, accepted, ready, handed_over".to_owned(),
        ];
        paper.extend(at_the_shop("merchant"));
        paper.extend(at_the_shop("helper"));
        paper.extend(
            [
                "official may accept when placed",
                "official may refuse when placed",
                "clock may expire when placed, seen, accepted, ready",
            ]
            .map(String::from),
        );
        assert_eq!(table, paper);
    }

    #[test]
    fn nothing_but_an_undo_or_a_withdrawal_happens_after_the_end() {
        for state in PartState::ALL.iter().filter(|state| state.is_over()) {
            for actor in Actor::ALL {
                let acts: Vec<&Act> = Act::ALL
                    .iter()
                    .filter(|act| allowed(*actor, **act, *state))
                    .collect();
                let expected: &[&Act] = match (*state, *actor) {
                    (PartState::HandedOver, Actor::Merchant | Actor::Helper) => &[&Act::Undo],
                    (PartState::HandedOver, Actor::Shopper) => &[&Act::Withdraw],
                    _ => &[],
                };
                assert_eq!(acts, expected, "{actor} {state}");
            }
        }
    }

    #[test]
    fn a_finger_that_slipped_has_ten_minutes() {
        let then: DateTime<Utc> = "2026-11-24T10:00:00Z".parse().unwrap();
        let after = |minutes| in_time_to_undo(PartState::HandedOver, then, then + Duration::minutes(minutes));
        assert_eq!((after(0), after(9), after(10)), (true, true, false));
        assert!(in_time_to_undo(PartState::Ready, then, then + Duration::days(2)));
        assert_eq!(Act::Undo.leads_to(PartState::HandedOver), PartState::Ready);
        assert_eq!(Act::Undo.leads_to(PartState::Ready), PartState::Accepted);
    }
}
