//! How much is still to be said at a shop, and until when.

use super::Fact;
use chrono::{Days, NaiveDate};

/// Days that a merchant has to say what does not belong to the offer itself. Our own term: the law gives none, it only
/// does not ask for it before the shop's counter.
pub const DAYS: i64 = 7;

/// The last day on which a fact may be said of what was listed on that day.
pub fn by(listed: NaiveDate) -> NaiveDate {
    let days = Days::new(DAYS.unsigned_abs());
    listed.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

/// Something of which facts are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is missing; at least one.
    pub facts: Vec<Fact>,
    /// The last day to say it.
    pub by: NaiveDate,
}

impl Waiting {
    /// Whether that day has passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.by < today
    }
}

/// "3 products to complete before Tuesday."
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// Things that are offered.
    pub all: usize,
    /// Of these, to be completed.
    pub open: usize,
    /// Of these, those whose day has passed.
    pub late: usize,
    /// The first day that has not passed.
    pub next: Option<NaiveDate>,
}

impl Meter {
    /// Of all things that are offered, and those of them that wait.
    pub fn of<'a>(all: usize, waiting: impl Iterator<Item = &'a Waiting>, today: NaiveDate) -> Self {
        let empty = Self {
            all,
            ..Self::default()
        };
        waiting.fold(empty, |so_far, one| {
            let is_late = one.is_late(today);
            let next = [so_far.next, Some(one.by).filter(|_| !is_late)];
            Self {
                all,
                open: so_far.open + 1,
                late: so_far.late + usize::from(is_late),
                next: next.into_iter().flatten().min(),
            }
        })
    }

    /// Things of which nothing is missing.
    pub const fn complete(&self) -> usize {
        self.all.saturating_sub(self.open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
    }

    fn waiting(listed: u32) -> Waiting {
        Waiting {
            facts: vec![Fact::Allergens],
            by: by(day(listed)),
        }
    }

    #[test]
    fn a_week_after_it_was_listed_it_is_late() {
        let bread = waiting(1);
        assert_eq!(bread.by, day(8));
        assert!(!bread.is_late(day(8)));
        assert!(bread.is_late(day(9)));
    }

    #[test]
    fn the_meter_names_the_first_day_that_is_left() {
        let all = [waiting(1), waiting(4), waiting(3)];
        let meter = Meter::of(9, all.iter(), day(9));
        assert_eq!((meter.open, meter.late, meter.next), (3, 1, Some(day(10))));
        assert_eq!(meter.complete(), 6);
        assert_eq!(Meter::of(2, [].iter(), day(9)).next, None);
    }
}
