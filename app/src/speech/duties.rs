//! What is still to be said of goods, in words.

use super::{day, text_error};
use crate::i18n::Locale;
use chrono::NaiveDate;
use domain::{
    duties::{Fact, Licence, Meter, Strength, StrengthError},
    text::TextError,
};
use leptos_i18n::td_string;

/// "3 produits à compléter d’ici mardi."; none when there is nothing to do.
pub fn meter(locale: Locale, meter: &Meter, today: NaiveDate) -> Option<String> {
    let (open, late) = (meter.open, meter.late);
    let by = meter.next.map(|by| until(locale, by, today)).unwrap_or_default();
    Some(match (open, late) {
        (0, _) => return None,
        (1, 0) => td_string!(locale, duties.open_one, by = by),
        (_, 0) => td_string!(locale, duties.open, count = open, by = by),
        (1, _) => td_string!(locale, duties.late_one).to_owned(),
        (_, late) if late == open => td_string!(locale, duties.late, count = open),
        (_, 1) => td_string!(locale, duties.mixed_one, count = open),
        (_, late) => td_string!(locale, duties.mixed, count = open, late = late),
    })
}

/// "ce soir", "demain", "mardi": the last day of something.
pub fn until(locale: Locale, by: NaiveDate, today: NaiveDate) -> String {
    if by == today {
        td_string!(locale, duties.tonight).to_owned()
    } else {
        day(locale, by, today)
    }
}

/// "allergènes".
pub fn fact(locale: Locale, fact: Fact) -> &'static str {
    match fact {
        Fact::Name => td_string!(locale, duties.fact_name),
        Fact::Allergens => td_string!(locale, duties.fact_allergens),
        Fact::Strength => td_string!(locale, duties.fact_strength),
        Fact::Amount => td_string!(locale, duties.fact_amount),
        Fact::Ingredients => td_string!(locale, duties.fact_ingredients),
        Fact::Maker => td_string!(locale, duties.fact_maker),
        Fact::Warnings => td_string!(locale, duties.fact_warnings),
    }
}

/// "allergènes, quantité".
pub fn facts(locale: Locale, facts: &[Fact]) -> String {
    let words: Vec<&str> = facts.iter().map(|one| fact(locale, *one)).collect();
    words.join(", ")
}

/// "Petite licence à emporter : vin, bière, cidre".
pub fn licence(locale: Locale, licence: Licence) -> &'static str {
    match licence {
        Licence::Small => td_string!(locale, duties.small),
        Licence::Full => td_string!(locale, duties.full),
        Licence::AtThePlace => td_string!(locale, duties.at_the_place),
        Licence::OwnHarvest => td_string!(locale, duties.own_harvest),
    }
}

/// "12,5"; in English "12.5".
pub fn percent(locale: Locale, strength: Strength) -> String {
    match locale {
        Locale::fr => strength.to_string(),
        Locale::en => strength.to_string().replace(',', "."),
    }
}

/// "aujourd’hui", "hier", "jeudi 3 décembre": a day that has been.
pub fn past_day(locale: Locale, date: NaiveDate, today: NaiveDate) -> String {
    match (today - date).num_days() {
        0 => td_string!(locale, time.today).to_owned(),
        1 => td_string!(locale, ledger.yesterday).to_owned(),
        _ => super::date(locale, date),
    }
}

/// What is wrong with a postal address.
pub fn address_error(locale: Locale, why: TextError) -> String {
    match why {
        TextError::Missing => td_string!(locale, duties.address_missing).to_owned(),
        _ => text_error(locale, why),
    }
}

/// What is wrong with a strength.
pub fn strength_error(locale: Locale, why: StrengthError) -> &'static str {
    match why {
        StrengthError::Missing | StrengthError::NotAPercentage => {
            td_string!(locale, duties.strength_wrong)
        }
        StrengthError::TooStrong => td_string!(locale, duties.strength_strong),
    }
}

/// What is wrong with an e-mail address or a site.
pub fn online_error(locale: Locale, why: TextError) -> String {
    match why {
        TextError::TooLong { .. } => text_error(locale, why),
        _ => td_string!(locale, wrong.online).to_owned(),
    }
}
