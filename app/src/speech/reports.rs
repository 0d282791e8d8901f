//! Reports and decisions in words.

use super::{date, hour};
use crate::i18n::Locale;
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use domain::{
    decisions::{Measure, Rule},
    reports::Concern,
};
use leptos_i18n::td_string;

/// What a report is about.
pub fn concern(locale: Locale, concern: Concern) -> &'static str {
    match concern {
        Concern::Forbidden => td_string!(locale, reports.forbidden),
        Concern::Counterfeit => td_string!(locale, reports.counterfeit),
        Concern::Untrue => td_string!(locale, reports.untrue),
        Concern::Age => td_string!(locale, reports.age),
        Concern::Rights => td_string!(locale, reports.rights),
        Concern::Person => td_string!(locale, reports.person),
        Concern::Other => td_string!(locale, reports.other),
    }
}

/// What was done.
pub fn measure(locale: Locale, measure: Measure) -> &'static str {
    match measure {
        Measure::Nothing => td_string!(locale, decisions.nothing),
        Measure::Asked => td_string!(locale, decisions.asked),
        Measure::Held => td_string!(locale, decisions.held),
        Measure::Suspended => td_string!(locale, decisions.suspended),
        Measure::Lifted => td_string!(locale, decisions.lifted),
    }
}

/// On which rule.
pub fn rule(locale: Locale, rule: Rule) -> &'static str {
    match rule {
        Rule::Forbidden => td_string!(locale, decisions.rule_forbidden),
        Rule::Safety => td_string!(locale, decisions.rule_safety),
        Rule::Counterfeit => td_string!(locale, decisions.rule_counterfeit),
        Rule::Misleading => td_string!(locale, decisions.rule_misleading),
        Rule::Alcohol => td_string!(locale, decisions.rule_alcohol),
        Rule::Privacy => td_string!(locale, decisions.rule_privacy),
        Rule::Identity => td_string!(locale, decisions.rule_identity),
        Rule::OtherLaw => td_string!(locale, decisions.rule_other_law),
        Rule::Terms => td_string!(locale, decisions.rule_terms),
    }
}

/// "vendredi 27 novembre 2026, 11 h 12".
pub fn moment(locale: Locale, at: NaiveDateTime) -> String {
    format!("{} {}, {}", date(locale, at.date()), at.year(), hour(locale, at))
}

/// How long something has waited: "depuis 3 jours".
pub fn since(locale: Locale, then: DateTime<Utc>, now: DateTime<Utc>) -> String {
    match (now - then).num_days() {
        ..1 => td_string!(locale, reports.since_today).to_owned(),
        1 => td_string!(locale, reports.since_one).to_owned(),
        days => td_string!(locale, reports.since, days = days),
    }
}
