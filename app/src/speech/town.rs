//! What a town says of its shops' doors.

use super::{
    kind, list,
    time::{far_date, hour, weekday_name},
};
use crate::i18n::Locale;
use chrono::{NaiveDate, NaiveTime, Weekday};
use domain::{
    shops::{ShopKind, Week},
    towns::Days,
};
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

/// "mardi – samedi 9 h – 12 h 30, 14 h 30 – 19 h · dimanche 9 h – 12 h": an ordinary week.
pub fn week(locale: Locale, week: &Week) -> String {
    let name = |at: usize| u8::try_from(at).ok().and_then(|at| Weekday::try_from(at).ok());
    let name = |at: usize| name(at).map_or("", |day| weekday_name(locale, day));
    let clock = |minute: u32| {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minute % (24 * 60) * 60, 0);
        hour(locale, NaiveDate::MIN.and_time(time.unwrap_or_default()))
    };
    let days = week.alike().into_iter().map(|(first, last, open)| {
        let days = if first == last {
            name(first).to_owned()
        } else {
            format!("{} – {}", name(first), name(last))
        };
        let open = open
            .iter()
            .map(|(from, to)| format!("{} – {}", clock(*from), clock(*to)));
        format!("{days} {}", open.collect::<Vec<_>>().join(", "))
    });
    days.collect::<Vec<_>>().join(" · ")
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
