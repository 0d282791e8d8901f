//! Days on which a shop stays closed against its habit. They live in the opening hours themselves, as rules behind the
//! week: `Tu-Sa 09:00-12:30; PH off; 2026 Dec 24-2027 Jan 02 off`. So whoever reads the hours knows them too.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// How far ahead a closing may be noted: beyond it, a year was mistyped.
pub(crate) const MONTHS_AHEAD: Months = Months::new(24);

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Whole days, on the shop's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Closure {
    /// The first day that is closed.
    pub first: NaiveDate,
    /// The last day that is closed, never before the first.
    pub last: NaiveDate,
}

/// The closings of a shop: in order, none touching another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closures(Vec<Closure>);

/// What was typed for a closing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosureForm {
    /// The first day, as "2026-12-24" or "24/12/2026".
    pub from: String,
    /// The last day; the first one again when it is left empty.
    pub to: String,
}

/// Why a closing cannot be noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ClosureError {
    /// A day is missing, or is none.
    #[error("not a day")]
    NotADay,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Backwards,
    /// All of it lies in the past.
    #[error("it is over")]
    Over,
    /// More than two years ahead.
    #[error("it is too far ahead")]
    TooFar,
}

impl Closure {
    /// One day.
    pub const fn on(day: NaiveDate) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// Whether that day is closed.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether it is a single day.
    pub fn is_one_day(&self) -> bool {
        self.first == self.last
    }

    /// One of our own rules; none for any other rule.
    fn from_rule(rule: &str) -> Option<Self> {
        let days = rule.trim().strip_suffix(" off")?;
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let closure = Self {
            first: date_of_rule(first)?,
            last: date_of_rule(last)?,
        };
        (closure.first <= closure.last).then_some(closure)
    }
}

impl fmt::Display for Closure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date(f, self.first)?;
        if !self.is_one_day() {
            f.write_str("-")?;
            write_date(f, self.last)?;
        }
        f.write_str(" off")
    }
}

/// With the year on both sides: without it the rule would come back every year.
fn write_date(f: &mut fmt::Formatter<'_>, date: NaiveDate) -> fmt::Result {
    let month = MONTHS[date.month0() as usize];
    write!(f, "{:04} {month} {:02}", date.year(), date.day())
}

fn date_of_rule(text: &str) -> Option<NaiveDate> {
    let mut words = text.split(' ');
    let (year, month, day) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month)?.1;
    let is_number = |word: &str, digits| word.len() == digits && word.bytes().all(|b| b.is_ascii_digit());
    if words.next().is_some() || !is_number(year, 4) || !is_number(day, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)
}

impl ClosureForm {
    /// The closing, as seen on `today`: what has passed of it is left out.
    pub fn parse(&self, today: NaiveDate) -> Result<Closure, ClosureError> {
        let first = typed_date(&self.from).ok_or(ClosureError::NotADay)?;
        let last = if self.to.trim().is_empty() {
            first
        } else {
            typed_date(&self.to).ok_or(ClosureError::NotADay)?
        };
        if last < first {
            return Err(ClosureError::Backwards);
        }
        if last < today {
            return Err(ClosureError::Over);
        }
        if today
            .checked_add_months(MONTHS_AHEAD)
            .is_none_or(|end| last > end)
        {
            return Err(ClosureError::TooFar);
        }
        Ok(Closure {
            first: first.max(today),
            last,
        })
    }
}

/// As browsers send a date, or as people write it where the browser knows no calendar.
pub(crate) fn typed_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

impl Closures {
    /// The week in a shop's hours, and the closings behind it.
    pub fn split(hours: &str) -> (String, Self) {
        let mut closures = Self::default();
        let mut week = Vec::new();
        for rule in rules(hours) {
            match Closure::from_rule(rule) {
                Some(closure) => closures.add(closure),
                None => week.push(rule.trim()),
            }
        }
        // Hours without closings stay as they were written, letter for letter.
        if closures.0.is_empty() {
            return (hours.to_owned(), closures);
        }
        (week.join("; "), closures)
    }

    /// Hours with these closings behind the week, which may be empty.
    pub fn after(&self, week: &str) -> String {
        let week = (!week.trim().is_empty()).then(|| week.to_owned());
        let closures = self.0.iter().map(Closure::to_string);
        week.into_iter().chain(closures).collect::<Vec<_>>().join("; ")
    }

    /// Those that are not over on that day, the next one first.
    pub fn coming(&self, today: NaiveDate) -> impl Iterator<Item = &Closure> {
        self.0.iter().filter(move |closure| closure.last >= today)
    }

    /// Whether that day is closed.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|closure| closure.has(day))
    }

    /// Closes these days, on their own or together with their neighbours. Closing them twice closes them once.
    pub fn add(&mut self, new: Closure) {
        let touches = |known: &Closure| known.first <= after(new.last) && new.first <= after(known.last);
        let all = self.0.iter().copied().filter(touches);
        let merged = all.fold(new, |merged, known| Closure {
            first: merged.first.min(known.first),
            last: merged.last.max(known.last),
        });
        self.0.retain(|known| !touches(known));
        self.0.push(merged);
        self.0.sort_unstable();
    }

    /// Opens these days again; what lies around them stays closed.
    pub fn remove(&mut self, gone: Closure) {
        let parts = std::mem::take(&mut self.0)
            .into_iter()
            .flat_map(|known| left_of(known, gone).into_iter().chain(right_of(known, gone)));
        self.0 = parts.collect();
    }

    /// Forgets those that are over.
    pub fn forget_before(&mut self, today: NaiveDate) {
        self.0.retain(|known| known.last >= today);
    }
}

/// What remains of a closing before the days that open again.
fn left_of(known: Closure, gone: Closure) -> Option<Closure> {
    let last = gone
        .first
        .pred_opt()
        .map_or(known.last, |end| known.last.min(end));
    (known.first <= last).then_some(Closure { last, ..known })
}

/// What remains of a closing behind the days that open again; nothing when it lies before them as a whole.
fn right_of(known: Closure, gone: Closure) -> Option<Closure> {
    let first = known.first.max(after(gone.last));
    (first <= known.last).then_some(Closure { first, ..known })
}

/// The next day; at the end of all calendars, the same.
fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The rules of some hours. A comment between quotes may hold a semicolon of its own.
fn rules(hours: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let rules = hours.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    });
    rules.filter(|rule| !rule.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const WEEK: &str = "Tu-Sa 09:00-12:30; PH off";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn span(first: &str, last: &str) -> Closure {
        Closure {
            first: day(first),
            last: day(last),
        }
    }

    #[test]
    fn a_closing_stands_behind_the_week() {
        let mut closures = Closures::default();
        closures.add(span("2026-12-24", "2027-01-02"));
        closures.add(Closure::on(day("2026-11-25")));
        let hours = closures.after(WEEK);
        assert_eq!(
            hours,
            "Tu-Sa 09:00-12:30; PH off; 2026 Nov 25 off; 2026 Dec 24-2027 Jan 02 off"
        );
        assert_eq!(Closures::split(&hours), (WEEK.to_owned(), closures.clone()));
        assert_eq!(closures.after(""), "2026 Nov 25 off; 2026 Dec 24-2027 Jan 02 off");
    }

    #[test]
    fn neighbours_become_one_and_open_apart() {
        let mut closures = Closures::default();
        for closed in ["2026-12-24", "2026-12-26", "2026-12-25"] {
            closures.add(Closure::on(day(closed)));
        }
        assert_eq!(closures.0, [span("2026-12-24", "2026-12-26")]);
        closures.remove(Closure::on(day("2026-12-25")));
        assert_eq!(
            closures.0,
            [Closure::on(day("2026-12-24")), Closure::on(day("2026-12-26"))]
        );
        closures.forget_before(day("2026-12-25"));
        assert_eq!(closures.after(""), "2026 Dec 26 off");
    }

    #[test]
    fn rules_of_others_are_left_alone() {
        for theirs in [
            "",
            "Tu-Sa 09:00-12:30;PH off",
            "Mo-Fr 08:00-18:00; Dec 25 off",
            "Mo-Fr 08:00-18:00; 2026 Dec 24 10:00-12:00",
            "Mo-Fr 08:00-18:00 \"ring; 2026 Dec 24 off\"",
            "2026 Dec 24,2026 Dec 26 off",
            "2026 Dec 32 off",
            "2026 Dec 26-2026 Dec 24 off",
            "2026 Dec 24-26 off",
        ] {
            assert_eq!(
                Closures::split(theirs),
                (theirs.to_owned(), Closures::default()),
                "{theirs}"
            );
        }
    }

    #[test]
    fn a_typed_closing_makes_sense_or_says_why_not() {
        let today = day("2026-11-24");
        let parse = |from: &str, to: &str| {
            let form = ClosureForm {
                from: from.into(),
                to: to.into(),
            };
            form.parse(today)
        };
        assert_eq!(
            parse("2026-12-24", "2027-01-02"),
            Ok(span("2026-12-24", "2027-01-02"))
        );
        assert_eq!(parse(" 24/12/2026 ", ""), Ok(Closure::on(day("2026-12-24"))));
        assert_eq!(
            parse("2026-11-20", "2026-11-26"),
            Ok(span("2026-11-24", "2026-11-26"))
        );
        assert_eq!(parse("", "2026-12-24"), Err(ClosureError::NotADay));
        assert_eq!(parse("Noël", ""), Err(ClosureError::NotADay));
        assert_eq!(parse("2026-12-24", "2026-12-23"), Err(ClosureError::Backwards));
        assert_eq!(parse("2026-11-20", "2026-11-23"), Err(ClosureError::Over));
        assert_eq!(parse("2062-12-24", ""), Err(ClosureError::TooFar));
    }

    proptest! {
        #[test]
        fn closings_are_a_set_of_days(steps in prop::collection::vec((any::<bool>(), 0u64..60, 0u64..9), 0..24)) {
            let start = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
            let mut closures = Closures::default();
            let mut days = BTreeSet::new();
            for (close, from, length) in steps {
                let span = Closure { first: start + Days::new(from), last: start + Days::new(from + length) };
                let touched = span.first.iter_days().take_while(|day| *day <= span.last);
                if close {
                    closures.add(span);
                    days.extend(touched);
                } else {
                    closures.remove(span);
                    days.retain(|day| !span.has(*day));
                }
            }
            for day in start.iter_days().take(80) {
                prop_assert_eq!(closures.has(day), days.contains(&day), "{}", day);
            }
            for pair in closures.0.windows(2) {
                prop_assert!(after(pair[0].last) < pair[1].first, "{:?}", pair);
            }
            let (week, read) = Closures::split(&closures.after(WEEK));
            prop_assert_eq!((week.as_str(), read), (WEEK, closures));
        }

        #[test]
        fn no_hours_make_it_panic(hours in "[ 0-9A-Za-z;\",:-]{0,60}", from in ".{0,12}") {
            let (week, closures) = Closures::split(&hours);
            let again = Closures::split(&closures.after(&week)).1;
            prop_assert_eq!(again, closures);
            let _ = ClosureForm { from, to: String::new() }.parse(NaiveDate::MIN);
        }
    }
}
