use super::SkipLink;
use crate::{
    orders::{BasketLink, MyOrdersLink},
    routes, session,
    ui::Icon,
};
use domain::{basket::Basket, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Body;
use leptos_router::hooks::use_query_map;

/// The basket that the page's address carries.
pub fn carried() -> Basket {
    use_query_map()
        .read_untracked()
        .get("panier")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// The frame of a shopper's page.
#[component]
pub fn Market(
    /// None on pages that belong to no town.
    #[prop(optional)]
    town: Option<Town>,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    let basket = carried();
    let small = if town.is_some() { "" } else { "awning--small" };
    let of_town = town.map(|town| {
        view! {
            <a class="market-header__town" href=routes::carrying(&routes::town(&town.slug), &basket)>{town.name}</a>
            <BasketLink locale=locale town=town.slug carried=basket.to_string() pieces=basket.pieces() />
        }
    });
    view! {
        <Body attr:class="market" />
        <SkipLink />
        <header class="market-header">
            <div class="band market-header__inner">
                <a class="market-header__brand" href="/"><Icon name="halle" />" "{td_string!(locale, page.brand)}</a>
                {of_town}
            </div>
            <div class=format!("awning {small}") aria-hidden="true"></div>
        </header>
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="market-footer">
            <div class="band market-footer__inner"><p>{td_string!(locale, page.footer)}</p><div class="market-footer__links"><MyOrdersLink locale=locale /></div></div>
        </footer>
    }
}
