//! Withdrawing from a contract at a distance (Code de la consommation, art. L221-18 to L221-28): who may, until when, and
//! what stays with the shopper because it perishes.

use super::{Line, OrderKind, PartState};
use crate::text::{Email, Name};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Full days after the goods were received (art. L221-18).
pub const DAYS_TO_WITHDRAW: u64 = 14;

/// Why a part cannot be withdrawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("there is no right to withdraw")]
pub enum NoWithdrawal {
    /// A reservation binds nobody: it is cancelled, or simply not bought.
    NotAContract,
    /// It ended without a sale, or was withdrawn from already.
    Over,
    /// All of it perishes (art. L221-28, 4°).
    Perishable,
    /// The last day has passed.
    TooLate {
        /// Which it was.
        last: NaiveDate,
    },
}

/// What a shopper declared, as it was received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Who declared it; none: it was forgotten.
    pub name: Option<Name>,
    /// Where the receipt went.
    pub email: Option<Email>,
    /// When it was received, on the town's wall clock.
    pub stated_at: NaiveDateTime,
    /// True when the goods were with the shopper: they come back, and what was paid is paid back.
    pub after_handover: bool,
    /// The goods it is about.
    pub lines: Vec<Line>,
}

/// The last day on which a shopper may withdraw from goods received on a day: the fourteenth after it, or the next
/// working day when that is a Saturday, a Sunday or a public holiday (art. L221-19).
pub fn last_day_to_withdraw(received: NaiveDate, is_holiday: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut last = received + Days::new(DAYS_TO_WITHDRAW);
    while matches!(last.weekday(), Weekday::Sat | Weekday::Sun) || is_holiday(last) {
        last = last + Days::new(1);
    }
    last
}

/// Whether a part may be withdrawn from today. It may be from the moment the contract stands; `last` is none until the
/// goods are received, since only that begins the delay.
pub fn may_withdraw(
    kind: OrderKind,
    state: PartState,
    lines: &[Line],
    last: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), NoWithdrawal> {
    if kind != OrderKind::Firm {
        return Err(NoWithdrawal::NotAContract);
    }
    if state.returns_stock() || lines.iter().all(Line::is_missing) {
        return Err(NoWithdrawal::Over);
    }
    if !lines.iter().any(Line::can_be_withdrawn) {
        return Err(NoWithdrawal::Perishable);
    }
    match last.filter(|last| today > *last) {
        Some(last) => Err(NoWithdrawal::TooLate { last }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::Unit, id::ProductId, money::Price, orders::Given};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(perishes: bool) -> Line {
        Line {
            product: ProductId(uuid::Uuid::nil()),
            name: None,
            price: Price::from_cents(450).unwrap(),
            unit: Unit::Piece,
            quantity: 1,
            given: None,
            perishes,
        }
    }

    #[test]
    fn fourteen_days_begin_on_the_morrow_and_end_on_a_working_day() {
        let last = |received| last_day_to_withdraw(day(received), |date| date == day("2026-12-25"));
        assert_eq!(last("2026-11-24"), day("2026-12-08"));
        // A Saturday becomes the Monday after.
        assert_eq!(last("2026-11-28"), day("2026-12-14"));
        // Christmas is a Friday: the Monday after.
        assert_eq!(last("2026-12-11"), day("2026-12-28"));
    }

    #[test]
    fn only_a_contract_about_goods_that_keep_is_withdrawn_from_and_only_in_time() {
        use OrderKind::{Firm, Reservation};
        use PartState::{Cancelled, HandedOver, Placed};
        let (today, last) = (day("2026-12-08"), Some(day("2026-12-08")));
        let both = [line(true), line(false)];
        assert_eq!(may_withdraw(Firm, Placed, &both, None, today), Ok(()));
        assert_eq!(may_withdraw(Firm, HandedOver, &both, last, today), Ok(()));
        assert_eq!(
            may_withdraw(Firm, HandedOver, &both, last, day("2026-12-09")),
            Err(NoWithdrawal::TooLate { last: today })
        );
        assert_eq!(
            may_withdraw(Firm, HandedOver, &[line(true)], last, today),
            Err(NoWithdrawal::Perishable)
        );
        assert_eq!(
            may_withdraw(Firm, Cancelled, &both, None, today),
            Err(NoWithdrawal::Over)
        );
        assert_eq!(
            may_withdraw(Reservation, Placed, &both, None, today),
            Err(NoWithdrawal::NotAContract)
        );
    }

    #[test]
    fn what_was_not_given_is_not_withdrawn_from() {
        let gone = Line {
            given: Some(Given::NOTHING),
            ..line(false)
        };
        let lines = [gone, line(true)];
        assert_eq!(
            may_withdraw(OrderKind::Firm, PartState::Ready, &lines, None, day("2026-12-08")),
            Err(NoWithdrawal::Perishable)
        );
    }
}
