//! The page of a shop that the town hall has suspended, and of all that lies on its shelf: said as it is, with the way on.

use crate::{areas::Market, i18n::Locale, routes, ui::Icon};
use domain::{shops::Shop, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

/// The page.
pub fn suspended(locale: Locale, town: Town, shop: &Shop) -> AnyView {
    let name = shop.name.to_string();
    let title = td_string!(locale, decisions.page_title, shop = name);
    let call = shop.phone.as_ref().map(|phone| {
        view! { <a class="button button--quiet" href=routes::call(phone)><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let (market, says) = (
        routes::town(&town.slug),
        td_string!(locale, decisions.page_words, town = town.name.clone()),
    );
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <Market town=town>
            <div class="page page--narrow">
                <div class="empty-state">
                    <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/empty-stall.svg#ink" /></svg>
                    <h1 class="empty-state__title">{title}</h1>
                    <p>{says}</p>
                    <p>{td_string!(locale, decisions.page_orders)}</p>
                    <div class="empty-state__actions">
                        <a class="button" href=market>{td_string!(locale, page.to_market)}</a>
                        {call}
                    </div>
                </div>
            </div>
        </Market>
    }
    .into_any()
}
