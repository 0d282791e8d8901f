//! What is said of a stall that the town hall holds.

use crate::{i18n::Locale, speech};
use chrono::{NaiveDate, NaiveDateTime};
use domain::shops::Fact;
use leptos_i18n::td_string;

/// "jusqu’à 11 h 47" today, "jusqu’au dimanche 27 décembre" on another day.
pub fn until(locale: Locale, until: NaiveDateTime, today: NaiveDate) -> String {
    if until.date() == today {
        td_string!(locale, stall.until_hour, hour = speech::hour(locale, until))
    } else {
        td_string!(locale, stall.until_day, day = speech::date(locale, until.date()))
    }
}

/// "Qui vend : 2 sur 6".
pub fn facts_known(locale: Locale, missing: &[Fact]) -> String {
    let known = Fact::ALL.len() - missing.len();
    td_string!(locale, stall.known, known = known, of = Fact::ALL.len())
}

/// "le nom, le numéro d’entreprise".
pub fn facts(locale: Locale, facts: &[Fact]) -> String {
    let word = |fact: &Fact| match fact {
        Fact::Name => td_string!(locale, stall.fact_name),
        Fact::Number => td_string!(locale, stall.fact_number),
        Fact::Email => td_string!(locale, stall.fact_email),
        Fact::Certified => td_string!(locale, stall.fact_certified),
        Fact::Address => td_string!(locale, stall.fact_address),
        Fact::Phone => td_string!(locale, stall.fact_phone),
    };
    facts.iter().map(word).collect::<Vec<_>>().join(", ")
}
