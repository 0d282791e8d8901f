//! The way to the basket. Without scripts the address carries the basket; once awake, this device keeps it.

use crate::{browser::storage, i18n::Locale, routes, ui::Icon};
use domain::basket::Basket;
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::HtmlInputElement;

/// Link to the basket with its count.
#[island]
pub fn BasketLink(
    /// Language of the texts.
    locale: Locale,
    /// Slug of the town.
    town: String,
    /// What the page's address carries.
    carried: String,
    /// Pieces in it.
    pieces: u32,
) -> impl IntoView {
    let basket = RwSignal::new(carried.parse::<Basket>().unwrap_or_default());
    let address = routes::basket(&town);
    let home = town.clone();
    Effect::new(move |_| {
        let settled = settle(&home, basket.get_untracked());
        fill_forms(&home, &settled);
        keep_key(&home);
        basket.set(settled);
    });
    let count = move || {
        basket.with(Basket::pieces).max(if basket.with(Basket::is_empty) {
            0
        } else {
            pieces.min(1)
        })
    };
    let pieces_are = move || match count() {
        1 => td_string!(locale, page.article),
        _ => td_string!(locale, page.articles),
    };
    view! {
        <a class="market-header__basket" href=move || basket.with(|basket| routes::carrying(&address, basket))>
            <Icon name="basket" />" "<span>{td_string!(locale, page.basket)}</span>" "
            <span class="market-header__count" hidden=move || count() == 0>
                {count}<span class="visually-hidden">" "{pieces_are}</span>
            </span>
        </a>
    }
}

/// What this device keeps from now on. The address wins, for it is the newest choice; but a product that was added
/// before this device's basket could be sent along is added to that basket, so that nothing chosen is lost.
fn settle(town: &str, carried: Basket) -> Basket {
    let kept = storage::basket(town);
    let search = web_sys::window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default();
    let Some(text) = value(&search, routes::CARRIED) else {
        return kept;
    };
    let added = value(&search, "ajoute")
        .and_then(|text| text.parse::<Basket>().ok())
        .unwrap_or_default();
    let only_added = !added.is_empty() && text == added.to_string();
    if only_added && !kept.is_empty() && kept != carried {
        let mut merged = kept;
        merged.add_all(&added);
        storage::keep_basket(town, &merged);
        if let Some(window) = web_sys::window() {
            // The page is asked again with all of it; if the browser refuses, the count still tells the truth.
            let _ = window
                .location()
                .replace(&routes::carrying(&routes::basket(town), &merged));
        }
        return merged;
    }
    storage::keep_basket(town, &carried);
    carried
}

fn value<'a>(search: &'a str, name: &str) -> Option<&'a str> {
    search.trim_start_matches('?').split('&').find_map(|pair| {
        pair.split_once('=')
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value)
    })
}

/// The form that sends the basket. Its key is remembered while nothing has answered: whoever lost the answer and comes back
/// with the same basket sends the same order, and not a second one.
fn keep_key(town: &str) {
    let field = |name: &str| {
        let field = document().query_selector(&format!("#reserve input[name={name}]"));
        field.ok().flatten()?.dyn_into::<HtmlInputElement>().ok()
    };
    let (Some(key), Some(basket)) = (field("key"), field("basket")) else {
        return;
    };
    // One that the market gave for another try stays.
    if key.has_attribute("data-fresh")
        && let Some(kept) = storage::unanswered(town, &basket.value())
    {
        key.set_value(&kept);
    }
    let Ok(Some(form)) = document().query_selector("#reserve") else {
        return;
    };
    let town = town.to_owned();
    let sent = Closure::<dyn Fn()>::new(move || {
        storage::keep_unanswered(&town, &basket.value(), &key.value());
    });
    let _ = form.add_event_listener_with_callback("submit", sent.into_js_value().unchecked_ref());
}

/// Forms that add to the basket take along what this device keeps.
fn fill_forms(town: &str, basket: &Basket) {
    let Ok(fields) = document().query_selector_all("input[data-basket]") else {
        return;
    };
    for at in 0..fields.length() {
        let Some(field) = fields
            .item(at)
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        else {
            continue;
        };
        if field.get_attribute("data-basket").as_deref() == Some(town) {
            field.set_value(&basket.to_string());
        }
    }
}
