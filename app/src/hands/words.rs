//! Until when somebody helps, in words.

use crate::{i18n::Locale, speech};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use domain::hand::Term;
use leptos_i18n::td_string;
use services::pickup;

/// An instant at the shop, to be said there.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    at: NaiveDateTime,
    today: NaiveDate,
}

impl Until {
    /// On the wall clock of the shop's town, as seen now.
    pub fn of(time_zone: &str, at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        Self {
            at: pickup::wall_clock(time_zone, at),
            today: pickup::wall_clock(time_zone, now).date(),
        }
    }

    /// "jusqu’à 11 h 47", "jusqu’à minuit", "jusqu’au vendredi 27 novembre, 11 h 47".
    pub fn said(self, locale: Locale) -> String {
        let Self { at, today } = self;
        let hour = speech::hour(locale, at);
        if at.date() == today {
            td_string!(locale, hand.until_hour, hour = hour)
        } else if at == (today + Days::new(1)).and_time(NaiveTime::MIN) {
            td_string!(locale, hand.until_midnight).to_owned()
        } else {
            td_string!(
                locale,
                hand.until_day,
                day = speech::date(locale, at.date()),
                hour = hour
            )
        }
    }
}

/// "une heure".
pub fn term(locale: Locale, term: Term) -> &'static str {
    match term {
        Term::Hour => td_string!(locale, hand.term_hour),
        Term::Today => td_string!(locale, hand.term_today),
        Term::ThreeDays => td_string!(locale, hand.term_three_days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_help_is_said_as_people_say_it() {
        let until = |at: &str| {
            let (at, now) = (at.parse().unwrap(), "2026-11-24T09:00:00Z".parse().unwrap());
            Until::of("Europe/Paris", at, now).said(Locale::fr)
        };
        assert_eq!(until("2026-11-24T10:00:00Z"), "jusqu’à 11\u{A0}h");
        assert_eq!(until("2026-11-24T23:00:00Z"), "jusqu’à minuit");
        assert_eq!(
            until("2026-11-27T09:05:00Z"),
            "jusqu’au vendredi 27 novembre, 10\u{A0}h\u{A0}05"
        );
    }
}
