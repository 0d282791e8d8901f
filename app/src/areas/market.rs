use super::SkipLink;
use crate::{orders::BasketLink, routes, session, state::House, ui::Icon};
use domain::{basket::Basket, towns::Town};
use http::request::Parts;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Body, Link};
use leptos_router::hooks::use_query_map;

/// The basket that the page's address carries.
pub fn carried() -> Basket {
    use_query_map()
        .read_untracked()
        .get("panier")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// The page's one address, whatever query it was asked with: none of an order's page, which only its holder knows.
#[component]
fn Canonical() -> impl IntoView {
    let asked = use_context::<Parts>();
    let path = asked
        .as_ref()
        .map_or("", |asked| asked.uri.path().trim_end_matches('/'));
    (!path.starts_with(&routes::order("")))
        .then(|| view! { <Link rel="canonical" href=House::here().absolute(path) /> })
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
    let canonical = town.is_some().then(|| view! { <Canonical /> });
    let of_town = town.map(|town| {
        view! {
            <a class="market-header__town" href=routes::carrying(&routes::town(&town.slug), &basket)>{town.name}</a>
            <BasketLink locale=locale town=town.slug carried=basket.to_string() pieces=basket.pieces() />
        }
    });
    view! {
        <Body attr:class="market" />
        {canonical}
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
            <div class="band market-footer__inner"><p>{td_string!(locale, page.footer)}</p></div>
        </footer>
    }
}
