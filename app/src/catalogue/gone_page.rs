//! The page of a product that is not there any more: said kindly, with what else its shop has.

use super::ProductGrid;
use crate::{
    areas::{Market, carried},
    i18n::Locale,
    page::NoPage,
    routes,
    state::House,
    ui::Icon,
};
use domain::{shops::Shop, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::catalogue;

/// Products that are offered instead.
const MORE: u64 = 8;

/// The page. `for_good`: its merchant took the product back; else it is only out of sight.
pub async fn gone(
    house: &House,
    locale: Locale,
    (town, shop): (Town, Shop),
    for_good: bool,
) -> Result<AnyView, NoPage> {
    let more = catalogue::in_shop(house.db.read(), shop.id, MORE).await?;
    let title = if for_good {
        td_string!(locale, gone.title)
    } else {
        td_string!(locale, gone.away_title)
    };
    let name = shop.name.to_string();
    let words = if more.is_empty() {
        td_string!(locale, gone.nothing, shop = name.clone())
    } else {
        td_string!(locale, gone.words, shop = name.clone())
    };
    let call = shop.phone.clone().map(|phone| {
        let call = routes::call(&phone);
        view! { <a class="button button--quiet" href=call><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let has_more = !more.is_empty();
    let basket = carried();
    let shelf = routes::carrying(&routes::shop(&town.slug, &shop.slug), &basket);
    let slug = town.slug.clone();
    Ok(view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market town=town>
            <div class="page">
                <div class="empty-state">
                    <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/empty-stall.svg#ink" /></svg>
                    <h1 class="empty-state__title">{title}</h1>
                    <p>{words}</p>
                    <div class="empty-state__actions">
                        <a class="button" href=shelf.clone()>{td_string!(locale, gone.to_shop, shop = name.clone())}</a>
                        {call}
                    </div>
                </div>
                {has_more.then(|| view! {
                    <section class="section" aria-labelledby="more">
                        <div class="section__head">
                            <h2 id="more">{td_string!(locale, product.more, shop = name)}</h2>
                            <a href=shelf>{td_string!(locale, product.all)}</a>
                        </div>
                        <ProductGrid locale=locale town=slug products=more basket=basket />
                    </section>
                })}
            </div>
        </Market>
    }
    .into_any())
}
