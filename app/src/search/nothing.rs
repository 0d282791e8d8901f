//! When nothing was found: what to do then.

use crate::{i18n::Locale, routes, ui::Icon};
use domain::{
    basket::Basket,
    shops::{Shop, ShopKind},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing has that name; somebody may have it all the same.
#[component]
pub fn Nothing(
    locale: Locale,
    town: Town,
    /// Who may have it, with a number to call.
    ask: Option<Shop>,
    /// What the page's address carries along.
    basket: Basket,
) -> impl IntoView {
    let advice = match ask.and_then(|shop| shop.phone.clone().map(|phone| (shop, phone))) {
        Some((shop, phone)) => {
            let call = routes::call(&phone);
            let address = routes::carrying(&routes::shop(&town.slug, &shop.slug), &basket);
            view! {
                <p class="nothing__advice">
                    {ask_at(locale, shop.kind)}" "<a href=address>{shop.name.to_string()}</a>
                    {td_string!(locale, search.ask_by)}<a class="nothing__phone" href=call>{phone.to_string()}</a>
                    {td_string!(locale, search.ask_after)}
                </p>
            }
            .into_any()
        }
        None => view! { <p class="nothing__advice">{td_string!(locale, search.ask_all)}</p> }.into_any(),
    };
    let home = routes::carrying(&routes::town(&town.slug), &basket);
    view! {
        <div class="empty-state">
            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/empty-stall.svg#ink" /></svg>
            <h2 class="empty-state__title">{td_string!(locale, search.nothing, town = town.name)}</h2>
            {advice}
            <div class="empty-state__actions">
                <a class="button button--quiet" href=home><Icon name="store" />" "{td_string!(locale, search.to_shops)}</a>
            </div>
        </div>
    }
}

/// Something would be found if less were asked for.
#[component]
pub fn Narrowed(
    locale: Locale,
    /// The same without filters.
    wider: String,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <p>{td_string!(locale, search.narrowed)}</p>
            <div class="empty-state__actions"><a class="button button--quiet" href=wider>{td_string!(locale, search.widen)}</a></div>
        </div>
    }
}

fn ask_at(locale: Locale, kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Grocer => td_string!(locale, search.ask_grocer),
        ShopKind::Bakery => td_string!(locale, search.ask_bakery),
        ShopKind::Butcher => td_string!(locale, search.ask_butcher),
        ShopKind::Cheese => td_string!(locale, search.ask_cheese),
        ShopKind::MarketGarden => td_string!(locale, search.ask_market_garden),
        ShopKind::Wine => td_string!(locale, search.ask_wine),
        ShopKind::Brewery => td_string!(locale, search.ask_brewery),
        ShopKind::Tea => td_string!(locale, search.ask_tea),
        ShopKind::Florist => td_string!(locale, search.ask_florist),
        ShopKind::Books => td_string!(locale, search.ask_books),
        ShopKind::Toys => td_string!(locale, search.ask_toys),
        ShopKind::Clothes => td_string!(locale, search.ask_clothes),
        ShopKind::Hardware => td_string!(locale, search.ask_hardware),
        ShopKind::Other => td_string!(locale, search.ask_other),
    }
}
