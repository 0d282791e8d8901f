//! How far shops have come, from somebody at the door to goods that changed hands: what a town hall looks at to see whether
//! its market lives, and who needs a hand. Reckoned from what happened and when; nothing of it is stored.

use crate::tour::Standing;
use chrono::{DateTime, Duration, NaiveDate, Utc};

words! {
    /// Something that happens once to each shop that gets there, in the order in which it usually does.
    Milestone {
        /// An official spoke with them, or they were given a link.
        Met = "met",
        /// Somebody claimed the shop.
        Claimed = "claimed",
        /// The first product went on sale.
        FirstProduct = "first_product",
        /// The tenth one did.
        TenProducts = "ten_products",
        /// A shopper's first order.
        Ordered = "ordered",
        /// An order that was handed over.
        HandedOver = "handed_over",
    }
}

/// How many there are.
const MILESTONES: usize = 6;

impl Milestone {
    /// How long a shop may stay before this one until somebody should help.
    pub const fn patience(self) -> Duration {
        match self {
            // It is not hurried: somebody has to knock first.
            Self::Met => Duration::MAX,
            // An empty shelf is seen by shoppers, and the official is still in the street.
            Self::FirstProduct => Duration::hours(1),
            Self::Claimed => Duration::days(1),
            Self::TenProducts => Duration::days(2),
            Self::HandedOver => Duration::days(3),
            Self::Ordered => Duration::days(7),
        }
    }
}

/// When a shop passed each milestone; none where it did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Journey([Option<DateTime<Utc>>; MILESTONES]);

impl Journey {
    /// With these instants, in the order of [`Milestone::ALL`].
    pub const fn of(instants: [Option<DateTime<Utc>>; MILESTONES]) -> Self {
        Self(instants)
    }

    /// When it passed one.
    pub const fn passed(&self, milestone: Milestone) -> Option<DateTime<Utc>> {
        self.0[milestone as usize]
    }

    /// What comes next: the first milestone behind the last one that was passed in a row. A shop that was claimed was met,
    /// whether or not anybody noted it.
    pub fn next(&self) -> Option<Milestone> {
        let was_met = self.passed(Milestone::Claimed).is_some();
        let lies_ahead = |milestone: &&Milestone| {
            self.passed(**milestone).is_none() && !(was_met && **milestone == Milestone::Met)
        };
        // Ten products are a means: who sells without them needs no advice.
        let sells = self.passed(Milestone::Ordered).is_some();
        let mut ahead = Milestone::ALL.iter().filter(lies_ahead);
        ahead
            .find(|milestone| !(sells && **milestone == Milestone::TenProducts))
            .copied()
    }

    /// When the last of its milestones was passed.
    pub fn since(&self) -> Option<DateTime<Utc>> {
        self.0.iter().flatten().max().copied()
    }

    /// Where it is stuck and since when, if somebody should help by now. `standing` is what was last heard at its door: who
    /// does not want to, or expects somebody on another day, is left in peace; who is stuck is helped at once.
    pub fn stuck(
        &self,
        standing: Standing,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Option<(Milestone, DateTime<Utc>)> {
        let (next, since) = (self.next()?, self.since()?);
        let is_late = now - since >= next.patience();
        let needs_help = match standing {
            Standing::Stuck => true,
            Standing::Refused => false,
            Standing::ComeBack(on) => on <= today,
            Standing::ToVisit | Standing::Claimed | Standing::Live => is_late,
        };
        (needs_help && next != Milestone::Met).then_some((next, since))
    }
}

/// A milestone over many shops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Which one.
    pub milestone: Milestone,
    /// Shops that passed it.
    pub shops: usize,
    /// Minutes from the milestone before, for the shop in the middle of those that passed both in this order; none where
    /// there is no such shop.
    pub minutes: Option<i64>,
}

/// All milestones in order, over these shops.
pub fn funnel(journeys: &[Journey]) -> Vec<Passed> {
    let of = |at: usize, milestone: Milestone| {
        let shops = journeys.iter().filter(|one| one.0[at].is_some()).count();
        let before = at.checked_sub(1);
        let spans = journeys.iter().filter_map(|one| {
            let span = one.0[at]? - one.0[before?]?;
            (span >= Duration::zero()).then(|| span.num_minutes())
        });
        Passed {
            milestone,
            shops,
            minutes: median(spans.collect()),
        }
    };
    let milestones = Milestone::ALL.iter().enumerate();
    milestones.map(|(at, milestone)| of(at, *milestone)).collect()
}

/// The one in the middle; of two, what lies between them.
fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let above = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(above);
    }
    let below = *values.get(middle.checked_sub(1)?)?;
    Some(below + (above - below) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nine() -> DateTime<Utc> {
        "2026-11-27T09:00:00Z".parse().unwrap()
    }

    /// Minutes after nine; what is negative did not happen.
    fn journey(minutes: [i64; MILESTONES]) -> Journey {
        let at = |after| (after >= 0).then(|| nine() + Duration::minutes(after));
        Journey::of(minutes.map(at))
    }

    #[test]
    fn the_median_is_of_those_who_went_both_steps() {
        let shops = [
            journey([0, 10, 12, 30, -1, -1]),
            journey([0, 20, 26, -1, -1, -1]),
            journey([0, 60, -1, -1, -1, -1]),
            // Claimed before anybody noted the visit: it says nothing of how long that took.
            journey([50, 40, 44, 45, 100, 160]),
            journey([0, -1, -1, -1, -1, -1]),
        ];
        let steps: Vec<_> = funnel(&shops)
            .iter()
            .map(|step| (step.shops, step.minutes))
            .collect();
        assert_eq!(
            steps,
            [
                (5, None),
                (4, Some(20)),
                (3, Some(4)),
                (2, Some(9)),
                (1, Some(55)),
                (1, Some(60)),
            ]
        );
        assert!(
            funnel(&[])
                .iter()
                .all(|step| (step.shops, step.minutes) == (0, None))
        );
    }

    #[test]
    fn what_comes_next_is_what_somebody_can_help_with() {
        for (minutes, next) in [
            ([-1, -1, -1, -1, -1, -1], Some(Milestone::Met)),
            ([0, -1, -1, -1, -1, -1], Some(Milestone::Claimed)),
            // Nobody noted the visit.
            ([-1, 0, -1, -1, -1, -1], Some(Milestone::FirstProduct)),
            ([0, 0, 1, -1, -1, -1], Some(Milestone::TenProducts)),
            ([0, 0, 1, 9, -1, -1], Some(Milestone::Ordered)),
            // It sells without ten products.
            ([0, 0, 1, -1, 9, -1], Some(Milestone::HandedOver)),
            ([0, 0, 1, -1, 9, 10], None),
            ([0, 0, 1, 2, 9, 10], None),
        ] {
            assert_eq!(journey(minutes).next(), next, "{minutes:?}");
        }
    }

    #[test]
    fn who_is_stuck_is_told_when_it_lasts() {
        let (empty, today) = (journey([0, 5, -1, -1, -1, -1]), nine().date_naive());
        let at = |minutes| nine() + Duration::minutes(minutes);
        let stuck = |standing, minutes| empty.stuck(standing, today, at(minutes));
        let here = Some((Milestone::FirstProduct, at(5)));
        assert_eq!(stuck(Standing::Claimed, 64), None);
        assert_eq!(stuck(Standing::Claimed, 65), here);
        // They said so themselves.
        assert_eq!(stuck(Standing::Stuck, 6), here);
        assert_eq!(stuck(Standing::Refused, 9_000), None);
        let (now, tomorrow) = (
            Standing::ComeBack(today),
            Standing::ComeBack(today.succ_opt().unwrap()),
        );
        assert_eq!((stuck(now, 6), stuck(tomorrow, 9_000)), (here, None));
        // Nobody knocked yet: the tour's page knows.
        let unmet = journey([-1; MILESTONES]);
        assert_eq!(unmet.stuck(Standing::ToVisit, today, at(90_000)), None);
    }

    proptest! {
        #[test]
        fn a_funnel_counts_each_shop_once(minutes in prop::collection::vec(prop::array::uniform6(-1_i64..9_000), 0..40)) {
            let shops: Vec<Journey> = minutes.iter().copied().map(journey).collect();
            for (at, step) in funnel(&shops).iter().enumerate() {
                prop_assert_eq!(step.shops, minutes.iter().filter(|one| one[at] >= 0).count());
                prop_assert!(step.minutes.is_none_or(|minutes| (0..9_000).contains(&minutes)));
            }
        }

        #[test]
        fn half_lie_on_either_side_of_the_median(values in prop::collection::vec(-99_i64..99, 1..40)) {
            let middle = median(values.clone()).unwrap();
            prop_assert!(values.iter().filter(|value| **value < middle).count() * 2 <= values.len());
            prop_assert!(values.iter().filter(|value| **value > middle).count() * 2 <= values.len());
        }
    }
}
