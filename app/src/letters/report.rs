//! To whoever reported something: that it came, and what came of it, with the ways to contest that (Regulation (EU) 2022/2065,
//! art. 16(4) and 16(5)).

use super::{BASIL, Card, INK_SOFT, Link, Page};
use crate::{i18n::Locale, speech};
use domain::decisions::Measure;
use leptos_i18n::td_string;
use services::notifications::ReportLetter;

pub(super) fn page(base_url: &str, locale: Locale, letter: &ReportLetter) -> Page {
    let shop = letter.shop.name.to_string();
    let (title, lead) = match &letter.answer {
        None => (
            td_string!(locale, letters.reported, shop = shop.clone()),
            vec![td_string!(
                locale,
                letters.lead_reported,
                town = letter.town.name.clone()
            )],
        ),
        Some(decided) => {
            let lead = if decided.measure == Measure::Asked {
                td_string!(locale, letters.lead_report_asked)
            } else {
                td_string!(locale, letters.lead_report_answered)
            };
            (
                td_string!(locale, letters.report_answered, shop = shop.clone()),
                vec![lead.to_owned(), td_string!(locale, letters.no_machine).to_owned()],
            )
        }
    };
    let said = Card {
        title: shop,
        state: td_string!(
            locale,
            letters.reported_at,
            when = speech::moment(locale, letter.reported_at)
        ),
        colour: INK_SOFT,
        says: vec![letter.place.clone(), speech::quoted(locale, &letter.words)],
        lines: Vec::new(),
        link: None,
    };
    let answer = letter.answer.as_ref().map(|decided| Card {
        title: speech::measure(locale, decided.measure).to_owned(),
        state: td_string!(locale, letters.decided).to_owned(),
        colour: BASIL,
        says: decided
            .rule
            .map(|rule| speech::rule(locale, rule).to_owned())
            .into_iter()
            .chain([decided.facts.clone()])
            .chain((!decided.why.is_empty()).then(|| decided.why.clone()))
            .chain(contest(locale))
            .collect(),
        lines: Vec::new(),
        link: None,
    });
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = letter.town.name.clone()),
        title,
        lead,
        code: None,
        cards: answer.into_iter().chain([said]).collect(),
        action: Some(Link {
            words: td_string!(locale, letters.see_page).to_owned(),
            url: format!("{base_url}{}", letter.place),
        }),
        foot: td_string!(locale, letters.foot_reporter).to_owned(),
    }
}

/// What one may do who does not agree.
pub(super) fn contest(locale: Locale) -> [String; 3] {
    [
        td_string!(locale, letters.contest_town),
        td_string!(locale, letters.contest_body),
        td_string!(locale, letters.contest_court),
    ]
    .map(str::to_owned)
}
