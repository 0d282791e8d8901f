//! To those who can wake a shop up: its second contact, and the town hall. Never whose order it is or what is in it.

use super::{BEET, Card, Link, Page};
use crate::{i18n::Locale, routes, speech};
use leptos_i18n::td_string;
use services::notifications::Share;

pub(super) fn to_second_contact(base_url: &str, locale: Locale, share: &Share) -> Page {
    let title = td_string!(locale, letters.unseen, shop = share.shop.name.to_string());
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = share.town.name.clone()),
        title,
        lead: vec![td_string!(locale, letters.lead_unseen).to_owned()],
        code: None,
        cards: vec![card(locale, share)],
        action: Some(Link {
            words: td_string!(locale, letters.see_inbox).to_owned(),
            url: format!("{base_url}{}", routes::INBOX),
        }),
        foot: td_string!(locale, letters.foot_contact, shop = share.shop.name.to_string()),
    }
}

pub(super) fn to_town_hall(base_url: &str, locale: Locale, share: &Share) -> Page {
    let title = td_string!(locale, letters.nobody, shop = share.shop.name.to_string());
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = share.town.name.clone()),
        title,
        lead: vec![td_string!(locale, letters.lead_nobody).to_owned()],
        code: None,
        cards: vec![card(locale, share)],
        action: Some(Link {
            words: td_string!(locale, letters.see_board).to_owned(),
            url: format!("{base_url}{}", routes::TOWN_HALL),
        }),
        foot: td_string!(locale, letters.foot_hall).to_owned(),
    }
}

fn card(locale: Locale, share: &Share) -> Card {
    let day = speech::day(locale, share.placed_at.date(), share.today);
    let hour = speech::hour(locale, share.placed_at);
    let window = speech::window(locale, &share.window, share.today);
    let phone = share
        .shop
        .phone
        .as_ref()
        .map(|phone| td_string!(locale, letters.call, phone = phone.to_string()));
    let says = [
        Some(td_string!(locale, letters.sent_at, day = day, hour = hour)),
        Some(td_string!(locale, letters.collect, when = window)),
        phone,
    ];
    Card {
        title: share.shop.name.to_string(),
        state: articles(locale, share.articles),
        colour: BEET,
        says: says.into_iter().flatten().collect(),
        lines: Vec::new(),
        link: None,
    }
}

/// "un article", "3 articles".
pub(super) fn articles(locale: Locale, count: u64) -> String {
    if count == 1 {
        td_string!(locale, letters.article).to_owned()
    } else {
        td_string!(locale, letters.articles, count = count)
    }
}
