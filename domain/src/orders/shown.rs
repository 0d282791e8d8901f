//! A part as a screen showed it to somebody who then acted. Of two phones that act at once the second shows what is no
//! longer true, and is told so instead of undoing what the first did.

use super::PartState;
use crate::id::OrderPartId;

/// Which part, and where it stood on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which one.
    pub part: OrderPartId,
    /// Where it stood; none: an older page did not say, and means it however it stands.
    pub state: Option<PartState>,
}

impl Shown {
    /// Whether that is still true. That somebody at the shop has seen it changes nothing for who is about to act on it.
    pub fn still_holds(self, now: PartState) -> bool {
        match self.state {
            None => true,
            Some(PartState::Placed) => matches!(now, PartState::Placed | PartState::Seen),
            Some(shown) => shown == now,
        }
    }
}

/// However it stands.
impl From<OrderPartId> for Shown {
    fn from(part: OrderPartId) -> Self {
        Self { part, state: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_shown_holds_until_somebody_acts() {
        let part = OrderPartId(uuid::Uuid::nil());
        for shown in PartState::ALL.iter().copied() {
            for now in PartState::ALL.iter().copied() {
                let looked_at = (shown, now) == (PartState::Placed, PartState::Seen);
                let holds = Shown {
                    part,
                    state: Some(shown),
                }
                .still_holds(now);
                assert_eq!(holds, shown == now || looked_at, "{shown} {now}");
                assert!(Shown::from(part).still_holds(now));
            }
        }
    }
}
