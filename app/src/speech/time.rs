//! Days and hours as people say them: today and tomorrow by name, then the day of the week.

use crate::i18n::Locale;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use domain::{
    pickup::{Lead, SlotLength, Window},
    shops::{Closure, Door, DoorState},
};
use leptos_i18n::td_string;

/// "9 h", "14 h 30"; "9:00", "14:30".
pub fn hour(locale: Locale, time: NaiveDateTime) -> String {
    match (locale, time.minute()) {
        (Locale::fr, 0) => format!("{}\u{A0}h", time.hour()),
        (Locale::fr, minute) => format!("{}\u{A0}h\u{A0}{minute:02}", time.hour()),
        (Locale::en, minute) => format!("{}:{minute:02}", time.hour()),
    }
}

/// "aujourd’hui", "demain", "jeudi", and from a week on "jeudi 3 décembre".
pub fn day(locale: Locale, date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => td_string!(locale, time.today).to_owned(),
        1 => td_string!(locale, time.tomorrow).to_owned(),
        2..=6 => weekday(locale, date).to_owned(),
        _ => self::date(locale, date),
    }
}

/// "jeudi 3 décembre".
pub fn date(locale: Locale, date: NaiveDate) -> String {
    let (day, month) = (date.day(), month(locale, date.month0()));
    td_string!(
        locale,
        time.date,
        weekday = weekday(locale, date),
        day = day,
        month = month
    )
}

/// "aujourd’hui entre 14 h 30 et 19 h".
pub fn window(locale: Locale, window: &Window, today: NaiveDate) -> String {
    let (from, to) = (hour(locale, window.local_from), hour(locale, window.local_to));
    td_string!(
        locale,
        time.window,
        day = day(locale, window.local_from.date(), today),
        from = from,
        to = to
    )
}

/// "jeudi 24 décembre"; with its year when that is not the next one of its name.
pub fn far_date(locale: Locale, date: NaiveDate, today: NaiveDate) -> String {
    let words = self::date(locale, date);
    if (date - today).num_days() < 300 {
        words
    } else {
        format!("{words} {}", date.year())
    }
}

/// "aujourd’hui", "jeudi 24 décembre", "du jeudi 24 décembre au samedi 2 janvier".
pub fn closure(locale: Locale, closure: &Closure, today: NaiveDate) -> String {
    let full = |day| far_date(locale, day, today);
    match (closure.first - today).num_days() {
        0 | 1 if closure.is_one_day() => day(locale, closure.first, today),
        _ if closure.is_one_day() => full(closure.first),
        _ => td_string!(
            locale,
            closing.span,
            first = full(closure.first),
            last = full(closure.last)
        ),
    }
}

/// "ouvert jusqu’à 19 h", "ouvre demain 9 h", "fermé"; of a shop that is closed to the public, when it hands over.
pub fn door(locale: Locale, door: &Door) -> String {
    if door.at_the_door {
        return handing_over(locale, door);
    }
    match door.state {
        DoorState::Open(Some(until)) if until.date() == door.today => {
            td_string!(locale, door.open_until, hour = hour(locale, until))
        }
        DoorState::Open(_) => td_string!(locale, door.open).to_owned(),
        DoorState::Closed(Some(until)) => td_string!(
            locale,
            door.opens,
            day = day(locale, until.date(), door.today),
            hour = hour(locale, until)
        ),
        DoorState::Closed(None) => td_string!(locale, door.closed).to_owned(),
        DoorState::Unknown => td_string!(locale, door.unknown).to_owned(),
    }
}

/// "remise à la porte jusqu’à 19 h", "remise à la porte demain dès 9 h".
fn handing_over(locale: Locale, door: &Door) -> String {
    match door.state {
        DoorState::Open(Some(until)) if until.date() == door.today => {
            td_string!(locale, door_mode.until, hour = hour(locale, until))
        }
        DoorState::Open(_) => td_string!(locale, door_mode.now).to_owned(),
        DoorState::Closed(Some(until)) => td_string!(
            locale,
            door_mode.from,
            day = day(locale, until.date(), door.today),
            hour = hour(locale, until)
        ),
        DoorState::Closed(None) => td_string!(locale, door_mode.never).to_owned(),
        DoorState::Unknown => td_string!(locale, door.unknown).to_owned(),
    }
}

/// "1 heure", "la veille": what a merchant needs between an order and its collection.
pub fn lead(locale: Locale, lead: Lead) -> &'static str {
    match lead {
        Lead::QuarterHour => td_string!(locale, lead.quarter_hour),
        Lead::HalfHour => td_string!(locale, lead.half_hour),
        Lead::Hour => td_string!(locale, lead.hour),
        Lead::TwoHours => td_string!(locale, lead.two_hours),
        Lead::FourHours => td_string!(locale, lead.four_hours),
        Lead::DayBefore => td_string!(locale, lead.day_before),
    }
}

/// "une heure", "toute l’ouverture": how long a pickup window lasts.
pub fn slot_length(locale: Locale, length: SlotLength) -> &'static str {
    match length {
        SlotLength::Opening => td_string!(locale, slots.opening),
        SlotLength::HalfHour => td_string!(locale, slots.half_hour),
        SlotLength::Hour => td_string!(locale, slots.hour),
        SlotLength::TwoHours => td_string!(locale, slots.two_hours),
    }
}

/// When a shopper can come for what is bought now: "dès aujourd’hui 14 h 30"; none when the hours are unknown.
pub fn walk_in(locale: Locale, first: Option<&Window>, today: NaiveDate) -> Option<String> {
    let first = first?;
    let (day, hour) = (
        day(locale, first.local_from.date(), today),
        hour(locale, first.local_from),
    );
    Some(td_string!(locale, time.walk_in, day = day, hour = hour))
}

/// "jeudi", of a date.
pub fn weekday(locale: Locale, date: NaiveDate) -> &'static str {
    weekday_name(locale, date.weekday())
}

/// "jeudi".
pub fn weekday_name(locale: Locale, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => td_string!(locale, time.monday),
        Weekday::Tue => td_string!(locale, time.tuesday),
        Weekday::Wed => td_string!(locale, time.wednesday),
        Weekday::Thu => td_string!(locale, time.thursday),
        Weekday::Fri => td_string!(locale, time.friday),
        Weekday::Sat => td_string!(locale, time.saturday),
        Weekday::Sun => td_string!(locale, time.sunday),
    }
}

/// `month` counts from 0.
fn month(locale: Locale, month: u32) -> &'static str {
    match month {
        0 => td_string!(locale, time.january),
        1 => td_string!(locale, time.february),
        2 => td_string!(locale, time.march),
        3 => td_string!(locale, time.april),
        4 => td_string!(locale, time.may),
        5 => td_string!(locale, time.june),
        6 => td_string!(locale, time.july),
        7 => td_string!(locale, time.august),
        8 => td_string!(locale, time.september),
        9 => td_string!(locale, time.october),
        10 => td_string!(locale, time.november),
        _ => td_string!(locale, time.december),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn doors_are_said_as_a_neighbour_would() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let at_the_door = false;
        let say = |state| {
            let shown = Door {
                today,
                state,
                at_the_door,
            };
            door(Locale::fr, &shown)
        };
        assert_eq!(
            say(DoorState::Open(Some(at("2026-11-24T19:00:00")))),
            "ouvert jusqu’à 19\u{A0}h"
        );
        assert_eq!(
            say(DoorState::Closed(Some(at("2026-11-24T14:30:00")))),
            "ouvre aujourd’hui à 14\u{A0}h\u{A0}30"
        );
        assert_eq!(
            say(DoorState::Closed(Some(at("2026-11-25T09:00:00")))),
            "ouvre demain à 9\u{A0}h"
        );
        assert_eq!(
            say(DoorState::Closed(Some(at("2026-11-28T09:00:00")))),
            "ouvre samedi à 9\u{A0}h"
        );
        assert_eq!(
            say(DoorState::Closed(Some(at("2026-12-03T09:00:00")))),
            "ouvre jeudi 3 décembre à 9\u{A0}h"
        );
        assert_eq!(say(DoorState::Closed(None)), "fermé");
    }

    #[test]
    fn a_door_that_only_hands_over_is_never_called_open() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        for state in [
            DoorState::Open(Some(at("2026-11-24T19:00:00"))),
            DoorState::Open(None),
            DoorState::Closed(Some(at("2026-11-25T09:00:00"))),
            DoorState::Closed(None),
        ] {
            let shown = Door {
                today,
                state,
                at_the_door: true,
            };
            let says = door(Locale::fr, &shown);
            assert!(!says.contains("ouv") && says.contains("remise"), "{says}");
        }
    }

    #[test]
    fn closings_are_said_by_their_days() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let say = |first: &str, last: &str| {
            let (first, last) = (first.parse().unwrap(), last.parse().unwrap());
            closure(Locale::fr, &Closure { first, last }, today)
        };
        assert_eq!(say("2026-11-24", "2026-11-24"), "aujourd’hui");
        assert_eq!(say("2026-11-25", "2026-11-25"), "demain");
        assert_eq!(say("2026-11-26", "2026-11-26"), "jeudi 26 novembre");
        assert_eq!(
            say("2026-12-24", "2027-01-02"),
            "du jeudi 24 décembre au samedi 2 janvier"
        );
        assert_eq!(say("2027-12-24", "2027-12-24"), "vendredi 24 décembre 2027");
    }
}
