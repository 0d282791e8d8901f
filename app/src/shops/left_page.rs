//! The page of a shop whose merchant has left the market.

use crate::{
    areas::{Market, carried},
    i18n::Locale,
    routes,
    ui::{Drawing, EmptyState},
};
use domain::{shops::Shop, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

/// The page.
pub fn left(locale: Locale, town: Town, shop: &Shop) -> AnyView {
    let title = td_string!(locale, gone.left_title, shop = shop.name.to_string());
    let market = routes::carrying(&routes::town(&town.slug), &carried());
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <Market town=town>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{td_string!(locale, gone.left_words)}</p>
                <div class="empty-state__actions"><a class="button" href=market>{td_string!(locale, page.to_market)}</a></div>
            </EmptyState>
        </Market>
    }
    .into_any()
}
