//! How far a shop has come, seen from its door.

use super::Said;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What there is to do at a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Nobody spoke with them yet.
    ToVisit,
    /// They expect somebody on that day.
    ComeBack(NaiveDate),
    /// They do not want to.
    Refused,
    /// They want to and cannot.
    Stuck,
    /// They came in; their shelf is empty.
    Claimed,
    /// They sell.
    Live,
}

/// What is known of a shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// When somebody claimed it.
    pub claimed_at: Option<DateTime<Utc>>,
    /// When its newest product went on sale; none while the shelf is empty.
    pub listed_at: Option<DateTime<Utc>>,
}

impl Progress {
    /// How far it has come, with the last call at its door and when that was. What the shop did since then counts more
    /// than what it said then.
    pub fn standing(self, last: Option<(Said, Option<NaiveDate>, DateTime<Utc>)>) -> Standing {
        let did = self.claimed_at.max(self.listed_at);
        let said = last.filter(|(_, _, at)| did.is_none_or(|did| *at >= did));
        match (said, self.listed_at, self.claimed_at) {
            (Some((Said::Stuck, ..)), ..) => Standing::Stuck,
            (_, Some(_), _) => Standing::Live,
            (Some((Said::ComeBack, Some(on), _)), ..) => Standing::ComeBack(on),
            (_, None, Some(_)) => Standing::Claimed,
            (Some((Said::Refused, ..)), ..) => Standing::Refused,
            _ => Standing::ToVisit,
        }
    }
}

impl Standing {
    /// Whether somebody should knock there on that day.
    pub fn is_due(self, today: NaiveDate) -> bool {
        match self {
            Self::ToVisit | Self::Stuck | Self::Claimed => true,
            Self::ComeBack(on) => on <= today,
            Self::Refused | Self::Live => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    #[test]
    fn what_a_shop_did_counts_more_than_what_it_said_before() {
        let nine: DateTime<Utc> = "2026-11-27T09:00:00Z".parse().unwrap();
        let at = |hours| nine + Duration::hours(hours);
        let today = nine.date_naive();
        let on = today.succ_opt();
        let tomorrow = on.unwrap();
        let roster = Progress::default();
        let claimed = Progress {
            claimed_at: Some(at(1)),
            listed_at: None,
        };
        let live = Progress {
            claimed_at: Some(at(1)),
            listed_at: Some(at(2)),
        };
        for (progress, last, standing, is_due) in [
            (roster, None, Standing::ToVisit, true),
            (roster, Some((Said::Nobody, None, at(0))), Standing::ToVisit, true),
            (
                roster,
                Some((Said::ComeBack, on, at(0))),
                Standing::ComeBack(tomorrow),
                false,
            ),
            (
                roster,
                Some((Said::ComeBack, Some(today), at(0))),
                Standing::ComeBack(today),
                true,
            ),
            (
                roster,
                Some((Said::Refused, None, at(0))),
                Standing::Refused,
                false,
            ),
            (roster, Some((Said::Stuck, None, at(0))), Standing::Stuck, true),
            // They changed their mind.
            (
                claimed,
                Some((Said::Refused, None, at(0))),
                Standing::Claimed,
                true,
            ),
            (claimed, Some((Said::Stuck, None, at(2))), Standing::Stuck, true),
            (
                claimed,
                Some((Said::Refused, None, at(2))),
                Standing::Claimed,
                true,
            ),
            (live, Some((Said::Stuck, None, at(1))), Standing::Live, false),
            (live, Some((Said::Stuck, None, at(3))), Standing::Stuck, true),
            (live, None, Standing::Live, false),
        ] {
            assert_eq!(progress.standing(last), standing, "{progress:?} {last:?}");
            assert_eq!(standing.is_due(today), is_due, "{standing:?}");
        }
    }
}
