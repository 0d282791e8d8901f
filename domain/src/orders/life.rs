//! The life of an order part, as one table: the button, the verb and the test all ask [`allowed`].

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
    /// Who moves an order part.
    Actor {
        Shopper = "shopper",
        Merchant = "merchant",
        /// Time that passed.
        Clock = "clock",
    }
}

words! {
    /// What can be done to an order part.
    Act {
        See = "see",
        Accept = "accept",
        MakeReady = "make_ready",
        HandOver = "hand_over",
        Refuse = "refuse",
        Cancel = "cancel",
        Expire = "expire",
    }
}

impl Act {
    /// The state an act leads to.
    pub const fn leads_to(self) -> PartState {
        match self {
            Self::See => PartState::Seen,
            Self::Accept => PartState::Accepted,
            Self::MakeReady => PartState::Ready,
            Self::HandOver => PartState::HandedOver,
            Self::Refuse => PartState::Refused,
            Self::Cancel => PartState::Cancelled,
            Self::Expire => PartState::Expired,
        }
    }
}

impl PartState {
    /// True once nothing can happen to the part any more.
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::HandedOver | Self::Refused | Self::Cancelled | Self::Expired
        )
    }

    /// True for the ways out on which the goods go back to the shelf.
    pub const fn returns_stock(self) -> bool {
        matches!(self, Self::Refused | Self::Cancelled | Self::Expired)
    }
}

/// Who may do what when. A merchant may skip "accepted": making ready says yes by itself.
pub const fn allowed(actor: Actor, act: Act, state: PartState) -> bool {
    use PartState::{Accepted, Placed, Ready, Seen};
    match (actor, act) {
        (Actor::Merchant, Act::See) => matches!(state, Placed),
        (Actor::Merchant, Act::Accept) => matches!(state, Placed | Seen),
        (Actor::Merchant, Act::MakeReady | Act::Refuse) | (Actor::Shopper, Act::Cancel) => {
            matches!(state, Placed | Seen | Accepted)
        }
        (Actor::Merchant, Act::HandOver) => matches!(state, Ready),
        (Actor::Clock, Act::Expire) => matches!(state, Placed | Seen | Accepted | Ready),
        _ => false,
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
        assert_eq!(
            table,
            [
                "shopper may cancel when placed, seen, accepted",
                "merchant may see when placed",
                "merchant may accept when placed, seen",
                "merchant may make_ready when placed, seen, accepted",
                "merchant may hand_over when ready",
                "merchant may refuse when placed, seen, accepted",
                "clock may expire when placed, seen, accepted, ready",
            ]
        );
    }

    #[test]
    fn nothing_happens_after_the_end() {
        for state in PartState::ALL.iter().filter(|state| state.is_over()) {
            for actor in Actor::ALL {
                assert!(
                    !Act::ALL.iter().any(|act| allowed(*actor, *act, *state)),
                    "{actor} {state}"
                );
            }
        }
    }
}
