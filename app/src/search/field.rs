//! Where one says what one looks for: a plain form, on every page from which one may look.

use super::OffersList;
use crate::{i18n::Locale, routes, ui::Icon};
use domain::{basket::Basket, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The field with its button. While one types, an island offers what may be meant; without it the form does the same on
/// its own page.
#[component]
pub fn SearchField(
    locale: Locale,
    /// Where one looks.
    town: Town,
    /// What the page's address carries along.
    basket: Basket,
    /// What was typed already.
    #[prop(default = String::new())]
    said: String,
    /// Slug of the only shop in which one looks.
    #[prop(default = None)]
    shop: Option<String>,
) -> impl IntoView {
    let label = td_string!(locale, search.label, town = town.name.clone());
    view! {
        <form class="search-field" role="search" method="get" action=routes::search(&town.slug)>
            <label class="visually-hidden" for="search">{label}</label>
            <OffersList locale=locale asks=routes::suggestions(&town.slug) said=said />
            {shop.map(|shop| view! { <input type="hidden" name="commerce" value=shop /> })}
            {(!basket.is_empty()).then(|| view! { <input type="hidden" name=routes::CARRIED value=basket.to_string() /> })}
            <button class="button search-field__button" type="submit">
                <Icon name="search" />" "{td_string!(locale, search.button)}
            </button>
        </form>
    }
}
