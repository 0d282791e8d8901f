//! What a town says of its shops' doors.

use super::{kind, list, time::far_date};
use crate::i18n::Locale;
use chrono::NaiveDate;
use domain::{shops::ShopKind, towns::Days};
use leptos_i18n::td_string;

/// "à partir du lundi 30 novembre", "jusqu’au lundi 14 décembre", "du … au …"; "jusqu’à nouvel ordre" where no end is known
/// and the beginning is not ahead.
pub fn days(locale: Locale, days: &Days, today: NaiveDate) -> String {
    let full = |day| far_date(locale, day, today);
    let ahead = days.from.filter(|from| *from > today);
    match (ahead, days.to) {
        (None, None) => td_string!(locale, our_town.open_end).to_owned(),
        (None, Some(to)) if to == today => td_string!(locale, our_town.until_tonight).to_owned(),
        (None, Some(to)) => td_string!(locale, our_town.until, day = full(to)),
        (Some(from), None) => td_string!(locale, our_town.since, day = full(from)),
        (Some(from), Some(to)) if from == to => full(from),
        (Some(from), Some(to)) => {
            td_string!(locale, closing.span, first = full(from), last = full(to))
        }
    }
}

/// "Restent ouverts : épicerie, boulangerie et quincaillerie."
pub fn open_kinds(locale: Locale, kinds: &[ShopKind]) -> String {
    if kinds.is_empty() {
        return td_string!(locale, our_town.none_open).to_owned();
    }
    let names: Vec<String> = kinds
        .iter()
        .map(|open| kind(locale, *open).to_lowercase())
        .collect();
    td_string!(locale, our_town.stay_open, kinds = list(locale, &names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_from_today_on() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let today = day("2026-11-24").unwrap();
        let said = |from, to| days(Locale::fr, &Days { from, to }, today);
        assert_eq!(said(None, None), "jusqu’à nouvel ordre");
        assert_eq!(said(day("2026-11-01"), None), "jusqu’à nouvel ordre");
        assert_eq!(said(day("2026-11-24"), day("2026-11-24")), "jusqu’à ce soir");
        assert_eq!(
            said(day("2026-11-01"), day("2026-12-14")),
            "jusqu’au lundi 14 décembre"
        );
        assert_eq!(said(day("2026-11-30"), None), "à partir du lundi 30 novembre");
        assert_eq!(
            said(day("2026-11-30"), day("2026-12-14")),
            "du lundi 30 novembre au lundi 14 décembre"
        );
    }
}
