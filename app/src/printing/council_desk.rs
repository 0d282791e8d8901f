//! The sheet for a town's council: what the board and the figures say, on one page that hands round.

use crate::{i18n::Locale, speech, state::House};
use ::printing::{Council, Figure, Stride};
use chrono::{Datelike, NaiveDate};
use domain::adoption::Passed;
use leptos_i18n::td_string;
use services::{
    accounts::OfficialOf,
    error::Error,
    orders,
    oversight::{self, Board, MarketWeek, Stuck},
    pickup, towns,
};

/// The town's last weeks.
pub async fn council(house: &House, who: &OfficialOf, locale: Locale) -> Result<Council, Error> {
    let (db, now) = (house.db.read(), house.clock.now());
    let town = towns::by_id(db, who.town()).await?;
    let today = pickup::wall_clock(&town.time_zone, now).date();
    let board = oversight::board(db, who).await?;
    let weeks = oversight::weeks(db, who, &town.time_zone, today).await?;
    let adoption = oversight::adoption(db, who, today, now).await?;
    let unseen = orders::unseen_in_town(db, who).await?.len();
    let first = weeks.first().map_or(today, |week| week.first);
    let all = board.shops.len();
    let stuck = adoption.stuck.len();
    let market = td_string!(locale, printing.market, town = town.name.clone());
    Ok(Council {
        language: locale.to_string(),
        title: td_string!(locale, council.document, town = town.name),
        market,
        period: td_string!(
            locale,
            council.period,
            first = dated(locale, first),
            last = dated(locale, today)
        ),
        figures: figures(locale, &board, &weeks),
        way: td_string!(locale, adoption.title).to_owned(),
        steps: adoption
            .funnel
            .iter()
            .map(|step| stride(locale, step, all))
            .collect(),
        weekly: td_string!(locale, council.weekly).to_owned(),
        head: head(locale),
        weeks: weeks.iter().map(|week| row(locale, week)).collect(),
        helped: td_string!(locale, adoption.stuck).to_owned(),
        stuck: unseen_now(locale, unseen)
            .into_iter()
            .chain(adoption.stuck.iter().map(|one| helped(locale, one)))
            .take(Council::STUCK)
            .collect(),
        rest: rest(locale, stuck, unseen),
        foot: td_string!(locale, council.foot).to_owned(),
    })
}

/// "samedi 31 octobre 2026".
fn dated(locale: Locale, day: NaiveDate) -> String {
    format!("{} {}", speech::date(locale, day), day.year())
}

fn figures(locale: Locale, board: &Board, weeks: &[MarketWeek]) -> Vec<Figure> {
    let sum = |of: fn(&MarketWeek) -> u64| weeks.iter().map(of).sum::<u64>();
    let figure = |value: u64, words: &str| Figure {
        value: speech::count(locale, value),
        words: words.to_owned(),
    };
    let online = td_string!(locale, council.online, count = board.shops.len());
    vec![
        figure(board.selling() as u64, &online),
        figure(board.products(), td_string!(locale, hall.products)),
        figure(sum(|week| week.orders), td_string!(locale, council.orders)),
        figure(sum(|week| week.handovers), td_string!(locale, council.handovers)),
        figure(sum(|week| week.views), td_string!(locale, council.views)),
        figure(
            sum(|week| week.unanswered),
            td_string!(locale, council.unanswered),
        ),
    ]
}

fn stride(locale: Locale, step: &Passed, all: usize) -> Stride {
    let percent = (step.shops * 100).checked_div(all).unwrap_or_default();
    Stride {
        words: speech::milestone(locale, step.milestone).to_owned(),
        value: td_string!(locale, council.of, shops = step.shops, all = all),
        percent: u8::try_from(percent).unwrap_or(100),
    }
}

fn head(locale: Locale) -> Vec<String> {
    let words = [
        td_string!(locale, council.week),
        td_string!(locale, council.col_orders),
        td_string!(locale, council.col_handovers),
        td_string!(locale, council.col_unanswered),
        td_string!(locale, council.col_views),
    ];
    words.map(str::to_owned).to_vec()
}

fn row(locale: Locale, week: &MarketWeek) -> Vec<String> {
    let days = td_string!(
        locale,
        closing.span,
        first = speech::date(locale, week.first),
        last = speech::date(locale, week.last)
    );
    let counts = [week.orders, week.handovers, week.unanswered, week.views];
    std::iter::once(days)
        .chain(counts.map(|count| speech::count(locale, count)))
        .collect()
}

/// What is more pressing than any shop: orders that wait while the sheet is printed.
fn unseen_now(locale: Locale, unseen: usize) -> Option<(String, String)> {
    (unseen > 0).then(|| {
        (
            td_string!(locale, unseen.title).to_owned(),
            td_string!(locale, council.waiting, count = unseen),
        )
    })
}

fn helped(locale: Locale, one: &Stuck) -> (String, String) {
    let step = if one.said_so {
        td_string!(locale, adoption.said_so)
    } else {
        speech::short_of(locale, one.before)
    };
    (one.shop.name.to_string(), step.to_owned())
}

/// Of those who do not fit the sheet, only how many there are; the board names them.
fn rest(locale: Locale, stuck: usize, unseen: usize) -> String {
    let room = Council::STUCK - usize::from(unseen > 0);
    match stuck.saturating_sub(room) {
        0 if stuck == 0 => td_string!(locale, adoption.nobody_stuck).to_owned(),
        0 => String::new(),
        1 => td_string!(locale, council.one_more).to_owned(),
        count => td_string!(locale, adoption.rest, count = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_as_in_each_country() {
        let says = |count| (speech::count(Locale::fr, count), speech::count(Locale::en, count));
        assert_eq!(says(999), ("999".into(), "999".into()));
        assert_eq!(says(12_345), ("12\u{202f}345".into(), "12,345".into()));
        assert_eq!(says(1_000_000).0, "1\u{202f}000\u{202f}000");
    }

    #[test]
    fn who_does_not_fit_the_sheet_is_counted() {
        let says = |stuck, unseen| rest(Locale::fr, stuck, unseen);
        assert_eq!(says(0, 0), "Personne en ce moment.");
        assert_eq!(says(Council::STUCK, 0), "");
        assert_eq!(says(Council::STUCK, 3), "Et une autre");
        assert_eq!(says(Council::STUCK + 5, 0), "Et 5 autres");
    }
}
