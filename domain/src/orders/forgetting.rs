//! How long an order knows whose it is. Names, phone numbers and addresses serve to hand goods over; afterwards they serve
//! nobody, and what the law keeps of a sale is kept without them (GDPR, art. 5(1)(c) and (e), and art. 17).

use super::{PartState, UNDO_HANDOVER};
use chrono::{DateTime, Duration, Utc};
use thiserror::Error;

/// After the end of an order, for whoever finds something wrong with it. Longer than a shopper may withdraw and a shop may
/// take to pay back.
pub const REMEMBERED: Duration = Duration::days(30);

/// How long a backup may hold what the market has forgotten. People are told (GDPR, art. 13(2)(a)).
pub const BACKUPS_KEPT: Duration = Duration::weeks(5);

/// How long a shop has to pay back after a withdrawal was declared (Code de la consommation, art. L221-24).
pub const PAID_BACK_WITHIN: Duration = Duration::days(14);

/// What decides how long one shop's share of an order needs its shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Where it stands.
    pub state: PartState,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When the shopper withdrew from it.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Why an order cannot forget its shopper yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("somebody still needs to know whose it is")]
pub enum StillNeeded {
    /// A shop waits for them.
    Awaited,
    /// The handover can still be taken back for some minutes.
    JustHandedOver,
    /// A shop has to pay back, and may need to call.
    PaidBack {
        /// Until then.
        by: DateTime<Utc>,
    },
}

/// Whether the shopper may be forgotten at once, because they ask for it.
pub fn may_forget(shares: &[Share], at: DateTime<Utc>) -> Result<(), StillNeeded> {
    if shares.iter().any(|share| !share.state.is_over()) {
        return Err(StillNeeded::Awaited);
    }
    let handed_over = |share: &&Share| share.state == PartState::HandedOver;
    let handed_over = shares.iter().filter(handed_over);
    if handed_over
        .into_iter()
        .any(|share| at < share.since + UNDO_HANDOVER)
    {
        return Err(StillNeeded::JustHandedOver);
    }
    let withdrawn = shares.iter().filter_map(|share| share.withdrawn_at).max();
    match withdrawn.map(|stated| stated + PAID_BACK_WITHIN) {
        Some(by) if at < by => Err(StillNeeded::PaidBack { by }),
        _ => Ok(()),
    }
}

/// When the shopper is forgotten without asking; never while somebody still waits for them.
pub fn forgotten_at(shares: &[Share]) -> Option<DateTime<Utc>> {
    if shares.iter().any(|share| !share.state.is_over()) {
        return None;
    }
    let last = |share: &Share| share.withdrawn_at.map_or(share.since, |at| at.max(share.since));
    shares.iter().map(last).max().map(|end| end + REMEMBERED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn share(state: PartState, since: &str) -> Share {
        Share {
            state,
            since: at(since),
            withdrawn_at: None,
        }
    }

    #[test]
    fn nobody_is_forgotten_while_a_shop_waits_for_them() {
        let shares = [
            share(PartState::HandedOver, "2026-11-01T09:00:00Z"),
            share(PartState::Ready, "2026-11-01T09:00:00Z"),
        ];
        assert_eq!(
            may_forget(&shares, at("2027-11-24T09:00:00Z")),
            Err(StillNeeded::Awaited)
        );
        assert_eq!(forgotten_at(&shares), None);
    }

    #[test]
    fn thirty_days_after_the_last_shop_handed_over() {
        let shares = [
            share(PartState::HandedOver, "2026-11-24T09:00:00Z"),
            share(PartState::Refused, "2026-11-20T09:00:00Z"),
        ];
        assert_eq!(forgotten_at(&shares), Some(at("2026-12-24T09:00:00Z")));
        assert_eq!(
            may_forget(&shares, at("2026-11-24T09:09:59Z")),
            Err(StillNeeded::JustHandedOver)
        );
        assert_eq!(may_forget(&shares, at("2026-11-24T09:10:00Z")), Ok(()));
    }

    #[test]
    fn a_shop_that_pays_back_can_call_until_it_has() {
        let shares = [Share {
            withdrawn_at: Some(at("2026-12-08T20:00:00Z")),
            ..share(PartState::HandedOver, "2026-11-24T09:00:00Z")
        }];
        let by = at("2026-12-22T20:00:00Z");
        assert_eq!(
            may_forget(&shares, at("2026-12-22T19:59:59Z")),
            Err(StillNeeded::PaidBack { by })
        );
        assert_eq!(may_forget(&shares, by), Ok(()));
        assert_eq!(forgotten_at(&shares), Some(at("2027-01-07T20:00:00Z")));
    }
}
