//! To whoever signs in, about how they do: an address to confirm, a link that lets them in, and that an address does not any
//! more.

use super::{Link, Page};
use crate::{i18n::Locale, routes, way_back::place};
use domain::notifications::AccessNews;
use leptos_i18n::td_string;
use services::notifications::AccessLetter;

pub(super) fn page(base_url: &str, locale: Locale, letter: &AccessLetter) -> Page {
    let places: Vec<String> = letter
        .accesses
        .iter()
        .map(|access| place(locale, access))
        .collect();
    let place = places.join(", ");
    let is_of_shop = letter.accesses.iter().any(|access| access.shop.is_some());
    let devices = if is_of_shop {
        routes::DEVICE
    } else {
        routes::TOWN_DEVICES
    };
    let link = routes::letter(letter.link.reveal());
    let (title, lead, not_you, words, path) = match letter.what {
        AccessNews::Confirm => (
            td_string!(locale, letters.confirm, place = place.clone()),
            td_string!(locale, letters.lead_confirm, place = place),
            td_string!(locale, letters.not_you_confirm),
            td_string!(locale, letters.confirm_link),
            link.as_str(),
        ),
        AccessNews::Enter => (
            td_string!(locale, letters.enter).to_owned(),
            td_string!(locale, letters.lead_enter, places = place),
            td_string!(locale, letters.not_you_enter),
            td_string!(locale, letters.enter_link),
            link.as_str(),
        ),
        AccessNews::Changed => (
            td_string!(locale, letters.address_changed, place = place),
            td_string!(locale, letters.lead_address_changed).to_owned(),
            td_string!(locale, letters.not_you_changed),
            td_string!(locale, letters.see_devices),
            devices,
        ),
        AccessNews::Removed => (
            td_string!(locale, letters.address_removed, place = place),
            td_string!(locale, letters.lead_address_removed).to_owned(),
            td_string!(locale, letters.not_you_changed),
            td_string!(locale, letters.see_devices),
            devices,
        ),
    };
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = letter.town.name.clone()),
        title,
        lead: vec![lead, not_you.to_owned()],
        code: None,
        cards: Vec::new(),
        action: Some(Link {
            words: words.to_owned(),
            url: format!("{base_url}{path}"),
        }),
        foot: td_string!(locale, letters.foot_access, town = letter.town.name.clone()),
    }
}
