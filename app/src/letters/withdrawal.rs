//! The receipt of a withdrawal: the durable medium that the law asks for (Code de la consommation, art. L221-21), with what
//! was declared, and the day and hour at which it was received.

use super::{Card, INK_SOFT, Line, Link, Page};
use crate::{i18n::Locale, routes, speech};
use chrono::Datelike;
use domain::orders::{Part, Withdrawn};
use leptos_i18n::td_string;
use services::notifications::WithdrawalLetter;

pub(super) fn page(base_url: &str, locale: Locale, letter: &WithdrawalLetter) -> Page {
    let part = letter.order.parts.iter().find(|part| part.id == letter.part);
    let shop = part.map(|part| part.shop.name.to_string()).unwrap_or_default();
    let title = td_string!(locale, letters.withdrawn, shop = shop);
    let declared = &letter.declared;
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = letter.town.name.clone()),
        title,
        lead: vec![
            td_string!(
                locale,
                letters.hello,
                name = speech::whoever(declared.name.as_ref())
            ),
            td_string!(locale, letters.lead_withdrawn).to_owned(),
            received_at(locale, declared),
        ],
        code: None,
        cards: part.map(|part| card(locale, letter, part)).into_iter().collect(),
        action: Some(Link {
            words: td_string!(locale, withdrawal.see).to_owned(),
            url: format!("{base_url}{}", routes::withdrawal(&letter.page_key, letter.part)),
        }),
        foot: td_string!(locale, letters.foot_withdrawn, town = letter.town.name.clone()),
    }
}

/// "Reçue le mardi 24 novembre 2026 à 14 h 05."
fn received_at(locale: Locale, declared: &Withdrawn) -> String {
    td_string!(
        locale,
        withdrawal.received_at,
        day = speech::date(locale, declared.stated_at.date()),
        year = declared.stated_at.year(),
        hour = speech::hour(locale, declared.stated_at)
    )
}

fn card(locale: Locale, letter: &WithdrawalLetter, part: &Part) -> Card {
    let placed = letter.order.placed_at;
    let order = td_string!(
        locale,
        letters.withdrawn_order,
        code = letter.order.code.to_string(),
        day = speech::date(locale, placed.date()),
        year = placed.year()
    );
    let place = [
        part.shop.address.clone(),
        letter.town.name.clone(),
        part.shop
            .phone
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    ];
    let place: Vec<String> = place.into_iter().filter(|fact| !fact.is_empty()).collect();
    let next = if letter.declared.after_handover {
        td_string!(locale, withdrawal.bring_back)
    } else {
        td_string!(locale, withdrawal.not_given)
    };
    let lines = letter.declared.lines.iter().map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), part.shop.kind);
        let quantity = match line.given {
            Some(given) => speech::given_quantity(locale, line.unit, given),
            None => speech::quantity(line.unit, line.quantity),
        };
        Line {
            what: format!("{quantity} {name}"),
            price: speech::euros(locale, line.total()),
        }
    });
    Card {
        title: part.shop.name.to_string(),
        state: td_string!(locale, letters.withdrawn_state).to_owned(),
        colour: INK_SOFT,
        says: vec![order, place.join(" · "), next.to_owned()],
        lines: lines.collect(),
        link: None,
    }
}
