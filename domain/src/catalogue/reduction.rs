//! What a reduction is compared with: never typed, always computed from the prices that were really asked.

use crate::money::Price;
use chrono::{DateTime, Duration, Utc};

/// The lowest price of this long before the reduction is the one to be struck (Code de la consommation, art. L112-1-1, I).
pub const COMPARED_OVER: Duration = Duration::days(30);

/// A price that a product had, and has no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastPrice {
    /// What it cost.
    pub price: Price,
    /// Until then.
    pub until: DateTime<Utc>,
}

/// How a product stands before its merchant announces a reduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// What it costs.
    pub price: Price,
    /// What a reduction that still lasts is compared with.
    pub reduced_from: Option<Price>,
    /// It is about to spoil, as what perishes is: the rule of the lowest price is not for it (art. L112-1-1, II).
    pub perishes: bool,
}

/// With which price a new one is compared; none when it is no lower, and so no reduction. Of reductions that follow each
/// other, all are compared with what the first was (art. L112-1-1, I, third sentence).
pub fn compared_with(before: Before, past: &[PastPrice], new: Price, at: DateTime<Utc>) -> Option<Price> {
    let lowest = || {
        past.iter()
            .filter(|known| known.until > at - COMPARED_OVER)
            .map(|known| known.price)
            .chain([before.price])
            .min_by_key(|price| price.cents())
    };
    let reference = match before.reduced_from {
        Some(first) => Some(first),
        None if before.perishes => Some(before.price),
        None => lowest(),
    };
    reference.filter(|reference| reference.cents() > new.cents())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(amount: i64) -> Price {
        Price::from_cents(amount * 100).unwrap()
    }

    fn day(number: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::days(number)
    }

    fn costs(price: i64) -> Before {
        Before {
            price: euros(price),
            reduced_from: None,
            perishes: false,
        }
    }

    #[test]
    fn the_lowest_of_thirty_days_is_struck_and_not_the_last() {
        let past = [
            PastPrice {
                price: euros(5),
                until: day(60),
            },
            PastPrice {
                price: euros(8),
                until: day(80),
            },
        ];
        // Raised the day before, to be "reduced" the day after.
        assert_eq!(compared_with(costs(12), &past, euros(7), day(85)), None);
        assert_eq!(compared_with(costs(12), &past, euros(4), day(85)), Some(euros(5)));
        // Thirty days later that price is forgotten.
        assert_eq!(compared_with(costs(12), &past, euros(7), day(90)), Some(euros(8)));
        assert_eq!(compared_with(costs(12), &[], euros(10), day(90)), Some(euros(12)));
    }

    #[test]
    fn what_costs_no_less_is_no_reduction() {
        assert_eq!(compared_with(costs(10), &[], euros(10), day(1)), None);
        assert_eq!(compared_with(costs(10), &[], euros(11), day(1)), None);
    }

    #[test]
    fn reductions_that_follow_each_other_are_compared_with_what_the_first_was() {
        let before = Before {
            reduced_from: Some(euros(10)),
            ..costs(8)
        };
        assert_eq!(compared_with(before, &[], euros(6), day(1)), Some(euros(10)));
    }

    #[test]
    fn what_is_about_to_spoil_is_compared_with_what_it_just_cost() {
        let before = Before {
            perishes: true,
            ..costs(4)
        };
        let past = [PastPrice {
            price: euros(2),
            until: day(9),
        }];
        assert_eq!(compared_with(before, &past, euros(3), day(10)), Some(euros(4)));
        assert_eq!(compared_with(costs(4), &past, euros(3), day(10)), None);
    }
}
