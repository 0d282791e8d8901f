//! To whoever sells: what the town hall decided, with the whole statement of reasons (Regulation (EU) 2022/2065, art. 17).

use super::{BEET, Card, INK_SOFT, Link, Page, report::contest};
use crate::{i18n::Locale, routes, speech};
use domain::decisions::Measure;
use leptos_i18n::td_string;
use services::notifications::DecisionLetter;

pub(super) fn page(base_url: &str, locale: Locale, letter: &DecisionLetter) -> Page {
    let decided = &letter.decided;
    let shop = decided.shop.name.to_string();
    let title = match decided.measure {
        Measure::Suspended => td_string!(locale, letters.decided_suspended, shop = shop),
        Measure::Held => td_string!(locale, letters.decided_held, shop = shop),
        Measure::Lifted => td_string!(locale, letters.decided_lifted, shop = shop),
        Measure::Asked | Measure::Nothing => td_string!(locale, letters.decided_asked, shop = shop),
    };
    let restricts = decided.measure.restricts();
    let lead = match decided.measure {
        Measure::Suspended => Some(td_string!(locale, decisions.what_still_works)),
        _ => None,
    };
    let rule = decided
        .rule
        .map(|rule| td_string!(locale, letters.by_rule, rule = speech::rule(locale, rule)));
    let source = if decided.report.is_some() {
        td_string!(locale, decisions.from_report)
    } else {
        td_string!(locale, decisions.from_town)
    };
    let reasons = [
        Some(decided.facts.clone()),
        rule,
        Some(decided.why.clone()).filter(|why| !why.is_empty()),
        restricts.then(|| source.to_owned()),
        restricts.then(|| td_string!(locale, letters.no_machine).to_owned()),
    ];
    let mut says: Vec<String> = reasons.into_iter().flatten().collect();
    if restricts {
        says.push(td_string!(locale, decisions.until_lifted).to_owned());
        says.extend(contest(locale));
    }
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = letter.town.name.clone()),
        title,
        lead: lead.map(str::to_owned).into_iter().collect(),
        code: None,
        cards: vec![Card {
            title: crate::decisions::about(locale, decided),
            state: format!(
                "{} · {}",
                speech::measure(locale, decided.measure),
                speech::moment(locale, letter.decided_at)
            ),
            colour: if restricts { BEET } else { INK_SOFT },
            says,
            lines: Vec::new(),
            link: None,
        }],
        action: Some(Link {
            words: td_string!(locale, letters.see_decision).to_owned(),
            url: format!("{base_url}{}", routes::DECISIONS),
        }),
        foot: td_string!(locale, letters.foot_decided, shop = decided.shop.name.to_string()),
    }
}
