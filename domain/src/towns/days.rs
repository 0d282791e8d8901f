//! From one day to another on a town's calendar, either of which may be left open.

use crate::shops::{ClosureError, MONTHS_AHEAD, typed_date};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days in a row; by default, all there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first one; none: it has always been so.
    pub from: Option<NaiveDate>,
    /// The last one; none: until somebody says otherwise.
    pub to: Option<NaiveDate>,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysForm {
    /// The first day, as "2026-12-24" or "24/12/2026"; may be empty.
    pub from: String,
    /// The last day; may be empty.
    pub to: String,
}

impl Days {
    /// Whether that day is one of them.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && !self.are_over(day)
    }

    /// Whether the last of them lies behind.
    pub fn are_over(&self, today: NaiveDate) -> bool {
        self.to.is_some_and(|to| to < today)
    }

    /// As the form shows them again.
    pub fn form(&self) -> DaysForm {
        let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        DaysForm {
            from: shown(self.from),
            to: shown(self.to),
        }
    }
}

impl DaysForm {
    /// The days, as seen on `today`.
    pub fn parse(&self, today: NaiveDate) -> Result<Days, ClosureError> {
        let days = Days {
            from: read(&self.from)?,
            to: read(&self.to)?,
        };
        if days.from.zip(days.to).is_some_and(|(from, to)| to < from) {
            return Err(ClosureError::Backwards);
        }
        if days.are_over(today) {
            return Err(ClosureError::Over);
        }
        let end = today.checked_add_months(MONTHS_AHEAD);
        if end.is_none_or(|end| days.from.max(days.to).is_some_and(|last| last > end)) {
            return Err(ClosureError::TooFar);
        }
        Ok(days)
    }
}

fn read(typed: &str) -> Result<Option<NaiveDate>, ClosureError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed_date(typed).map(Some).ok_or(ClosureError::NotADay)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn parse(from: &str, to: &str) -> Result<Days, ClosureError> {
        let form = DaysForm {
            from: from.into(),
            to: to.into(),
        };
        form.parse(day("2026-11-24"))
    }

    #[test]
    fn either_end_may_be_left_open() {
        let always = parse("", " ").unwrap();
        assert!(always.has(NaiveDate::MIN) && always.has(NaiveDate::MAX));
        let until = parse("", "25/11/2026").unwrap();
        assert!(until.has(day("2026-11-25")) && !until.has(day("2026-11-26")));
        let since = parse("2026-11-20", "").unwrap();
        assert!(!since.has(day("2026-11-19")) && since.has(NaiveDate::MAX));
        assert_eq!(since.form().parse(day("2026-11-24")), Ok(since));
    }

    #[test]
    fn days_make_sense_or_say_why_not() {
        assert_eq!(parse("bientôt", ""), Err(ClosureError::NotADay));
        assert_eq!(parse("2026-12-24", "2026-12-23"), Err(ClosureError::Backwards));
        assert_eq!(parse("2026-11-01", "2026-11-23"), Err(ClosureError::Over));
        assert_eq!(parse("2062-12-24", ""), Err(ClosureError::TooFar));
        assert_eq!(parse("", "2062-12-24"), Err(ClosureError::TooFar));
    }
}
