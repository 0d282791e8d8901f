//! A week of opening hours as a merchant types it, and as OpenStreetMap writes it.

use chrono::{NaiveTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Monday first, as on a shop's door.
pub const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
const WORDS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// A morning and an afternoon; a day without a break uses the first only.
pub const STRETCHES: usize = 2;

/// What was typed for one stretch of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StretchForm {
    /// "9:00", "9h", "9 h 30"; empty when there is no such stretch.
    pub from: String,
    /// The same; "0:00" means midnight at the day's end.
    pub to: String,
}

/// What was typed for a week, Monday first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekForm {
    /// The stretches of each day.
    pub days: [[StretchForm; STRETCHES]; 7],
    /// The door stays closed on public holidays.
    pub closed_on_holidays: bool,
}

/// Why a day's hours cannot be taken as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayError {
    /// Not a time of day.
    NotATime,
    /// A beginning without an end, or the other way round.
    Unfinished,
    /// It closes before it opens, or the afternoon begins before the morning ends.
    Backwards,
}

/// A week that makes sense.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    days: [Vec<Stretch>; 7],
    closed_on_holidays: bool,
}

/// Minutes since midnight: 0 to 1440.
pub type Minute = u32;
/// From when to when a door is open.
pub type Stretch = (Minute, Minute);

/// Midnight at a day's end.
const MIDNIGHT: Minute = 24 * 60;

impl WeekForm {
    /// What most shops of a French town do, to begin with.
    pub fn usual() -> Self {
        let stretch = |from: &str, to: &str| StretchForm {
            from: from.into(),
            to: to.into(),
        };
        let mut week = Self {
            closed_on_holidays: true,
            ..Self::default()
        };
        for day in &mut week.days[1..6] {
            *day = [stretch("09:00", "12:30"), stretch("14:30", "19:00")];
        }
        week
    }

    /// The week, or what is wrong with each day.
    pub fn parse(&self) -> Result<Week, [Option<DayError>; 7]> {
        let mut week = Week {
            closed_on_holidays: self.closed_on_holidays,
            ..Week::default()
        };
        let mut wrong = [None; 7];
        for (at, day) in self.days.iter().enumerate() {
            match parse_day(day) {
                Ok(stretches) => week.days[at] = stretches,
                Err(error) => wrong[at] = Some(error),
            }
        }
        if wrong.iter().all(Option::is_none) {
            Ok(week)
        } else {
            Err(wrong)
        }
    }
}

fn parse_day(day: &[StretchForm; STRETCHES]) -> Result<Vec<(Minute, Minute)>, DayError> {
    let mut stretches: Vec<(Minute, Minute)> = Vec::new();
    for StretchForm { from, to } in day {
        match (from.trim().is_empty(), to.trim().is_empty()) {
            (true, true) => continue,
            (false, false) => {}
            _ => return Err(DayError::Unfinished),
        }
        let from = minute(from).ok_or(DayError::NotATime)?;
        let to = match minute(to).ok_or(DayError::NotATime)? {
            0 => MIDNIGHT,
            to => to,
        };
        if to <= from || stretches.last().is_some_and(|(_, before)| from < *before) {
            return Err(DayError::Backwards);
        }
        stretches.push((from, to));
    }
    Ok(stretches)
}

/// "9", "9h", "9:30", "9 h 30", "09.30", and "930" from a keypad without a colon.
fn minute(typed: &str) -> Option<Minute> {
    let text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let (hour, minute) = text
        .split_once([':', 'h', '.'])
        .or_else(|| text.split_at_checked(text.len().checked_sub(2).filter(|at| *at > 0)?))
        .unwrap_or((&text, ""));
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !(minute.is_empty() || digits(minute)) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, format!("0{minute}").parse().ok()?);
    if hour == 24 && minute == 0 {
        return Some(0);
    }
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl Week {
    /// From stretches of each day, Monday first; what a form cannot hold is left out.
    pub fn from_days(days: [Vec<(NaiveTime, NaiveTime)>; 7], closed_on_holidays: bool) -> Self {
        let minutes = |time: NaiveTime| time.hour() * 60 + time.minute();
        let end = |time: NaiveTime| {
            if minutes(time) == 0 {
                MIDNIGHT
            } else {
                minutes(time)
            }
        };
        let day = |day: Vec<(NaiveTime, NaiveTime)>| {
            day.into_iter()
                .take(STRETCHES)
                .map(|(from, to)| (minutes(from), end(to)))
                .collect()
        };
        Self {
            days: days.map(day),
            closed_on_holidays,
        }
    }

    /// As it stands in the form.
    pub fn form(&self) -> WeekForm {
        let mut form = WeekForm {
            closed_on_holidays: self.closed_on_holidays,
            ..WeekForm::default()
        };
        for (day, stretches) in form.days.iter_mut().zip(&self.days) {
            for (field, (from, to)) in day.iter_mut().zip(stretches) {
                *field = StretchForm {
                    from: clock(*from),
                    to: clock(to % MIDNIGHT),
                };
            }
        }
        form
    }

    /// In OpenStreetMap's `opening_hours` syntax, days with the same hours together; empty for a week without any.
    pub fn to_osm(&self) -> String {
        let open = self.alike().into_iter();
        let mut rules: Vec<String> = open
            .map(|(first, last, day)| format!("{} {}", span(first, last), hours(day)))
            .collect();
        if self.closed_on_holidays && !rules.is_empty() {
            rules.push("PH off".to_owned());
        }
        rules.join("; ")
    }

    /// Days that follow each other with the same hours: the first and the last of them, counted from Monday as 0, and from
    /// which minute to which the door is open. Days on which it stays closed are left out.
    pub fn alike(&self) -> Vec<(usize, usize, &[Stretch])> {
        let mut alike: Vec<(usize, usize, &[Stretch])> = Vec::new();
        for (at, day) in self.days.iter().enumerate() {
            match alike.last_mut() {
                Some((_, last, same)) if *last + 1 == at && *same == day.as_slice() => *last = at,
                _ if day.is_empty() => {}
                _ => alike.push((at, at, day)),
            }
        }
        alike
    }
}

fn span(first: usize, last: usize) -> String {
    if first == last {
        WORDS[first].to_owned()
    } else {
        format!("{}-{}", WORDS[first], WORDS[last])
    }
}

fn hours(day: &[Stretch]) -> String {
    day.iter()
        .enumerate()
        .fold(String::new(), |mut text, (at, (from, to))| {
            let joint = if at == 0 { "" } else { "," };
            // Writing into a string never fails.
            let _ = write!(text, "{joint}{}-{}", clock(*from), clock(*to));
            text
        })
}

fn clock(minute: Minute) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(stretches: &[(&str, &str)]) -> [StretchForm; STRETCHES] {
        let mut day = <[StretchForm; STRETCHES]>::default();
        for (field, (from, to)) in day.iter_mut().zip(stretches) {
            *field = StretchForm {
                from: (*from).into(),
                to: (*to).into(),
            };
        }
        day
    }

    #[test]
    fn days_with_the_same_hours_are_said_together() {
        let mut form = WeekForm::usual();
        form.days[6] = day(&[("9:00", "12:30")]);
        let week = form.parse().unwrap();
        let spans: Vec<(usize, usize)> = week
            .alike()
            .iter()
            .map(|(first, last, _)| (*first, *last))
            .collect();
        assert_eq!(spans, [(1, 5), (6, 6)]);
        assert!(Week::default().alike().is_empty());
        // A day off in between keeps them apart.
        form.days[3] = day(&[]);
        let week = form.parse().unwrap();
        assert_eq!(
            week.alike()
                .iter()
                .map(|(first, last, _)| (*first, *last))
                .collect::<Vec<_>>(),
            [(1, 2), (4, 5), (6, 6)]
        );
    }

    #[test]
    fn a_week_is_written_as_on_the_map() {
        assert_eq!(
            WeekForm::usual().parse().unwrap().to_osm(),
            "Tu-Sa 09:00-12:30,14:30-19:00; PH off"
        );
        let mut form = WeekForm::default();
        form.days[0] = day(&[("8h", "12h30")]);
        form.days[5] = day(&[("9", "0:00")]);
        form.days[6] = day(&[("900", "24:00")]);
        assert_eq!(
            form.parse().unwrap().to_osm(),
            "Mo 08:00-12:30; Sa-Su 09:00-24:00"
        );
        assert_eq!(WeekForm::default().parse().unwrap().to_osm(), "");
    }

    #[test]
    fn each_day_says_what_is_wrong_with_it() {
        let mut form = WeekForm::usual();
        form.days[0] = day(&[("9h", "")]);
        form.days[2] = day(&[("neuf", "12h")]);
        form.days[3] = day(&[("14h", "12h")]);
        form.days[4] = day(&[("9h", "14h"), ("13h", "19h")]);
        form.days[5] = day(&[("9h", "25h")]);
        let wrong = form.parse().unwrap_err();
        assert_eq!(
            wrong,
            [
                Some(DayError::Unfinished),
                None,
                Some(DayError::NotATime),
                Some(DayError::Backwards),
                Some(DayError::Backwards),
                Some(DayError::NotATime),
                None
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_sent_again(days in proptest::array::uniform7((0u32..700, 1u32..700, any::<bool>()))) {
            let mut form = WeekForm::default();
            for (field, (from, length, open)) in form.days.iter_mut().zip(days) {
                if open {
                    field[0] = StretchForm { from: clock(from), to: clock(from + length) };
                }
            }
            let week = form.parse().unwrap();
            prop_assert_eq!(week.form().parse(), Ok(week.clone()));
        }

        #[test]
        fn no_text_makes_it_panic(from in ".{0,9}", to in ".{0,9}") {
            let mut form = WeekForm::default();
            form.days[0] = [StretchForm { from, to }, StretchForm::default()];
            let _ = form.parse();
        }
    }
}
