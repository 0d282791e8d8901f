//! How far a shop has come, and how long that took.

use crate::i18n::Locale;
use domain::adoption::Milestone;
use leptos_i18n::td_string;

/// "Première remise".
pub fn milestone(locale: Locale, milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Met => td_string!(locale, adoption.met),
        Milestone::Claimed => td_string!(locale, adoption.claimed),
        Milestone::FirstProduct => td_string!(locale, adoption.first_product),
        Milestone::TenProducts => td_string!(locale, adoption.ten_products),
        Milestone::Ordered => td_string!(locale, adoption.ordered),
        Milestone::HandedOver => td_string!(locale, adoption.handed_over),
    }
}

/// Where it stopped: "Pas encore de commande".
pub fn short_of(locale: Locale, milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Met | Milestone::Claimed => td_string!(locale, adoption.before_claimed),
        Milestone::FirstProduct => td_string!(locale, adoption.before_first_product),
        Milestone::TenProducts => td_string!(locale, adoption.before_ten_products),
        Milestone::Ordered => td_string!(locale, adoption.before_ordered),
        Milestone::HandedOver => td_string!(locale, adoption.before_handed_over),
    }
}

/// "12 min", "3 h", "5 jours": as one says it.
pub fn span(locale: Locale, minutes: i64) -> String {
    match minutes {
        ..60 => td_string!(locale, adoption.in_minutes, count = minutes),
        60..2_880 => td_string!(locale, adoption.in_hours, count = minutes / 60),
        _ => td_string!(locale, adoption.in_days, count = minutes / 1_440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_said_as_one_says_it() {
        for (minutes, says) in [
            (0, "0 min"),
            (59, "59 min"),
            (60, "1 h"),
            (2_879, "47 h"),
            (2_880, "2 jours"),
            (20_000, "13 jours"),
        ] {
            assert_eq!(span(Locale::fr, minutes), says);
        }
    }
}
