//! `/{town}/recherche`: products and shops of a town that answer what was typed.

use super::{
    SearchField,
    asked::Asked,
    filters::FilterBar,
    nothing::{Narrowed, Nothing},
};
use crate::{
    areas::{Market, carried},
    catalogue::ProductGrid,
    i18n::Locale,
    kept::ToKeep,
    page::{NoPage, page, param},
    session,
    shops::ShopCard,
    speech,
    state::House,
    ui::{Icon, Pager},
};
use domain::{
    basket::Basket,
    search::{Filters, Query},
    shops::{Door, Shop},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    search::{self, Found},
    towns,
};

/// `/{town}/recherche`
#[component]
pub fn SearchPage() -> impl IntoView {
    let town = param("town");
    let (asked, basket) = (Asked::here(), carried());
    page(async move { content(&town, asked, basket).await })
}

async fn content(town: &str, asked: Asked, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let (db, now) = (house.db.read(), house.clock.now());
    let town = towns::by_slug(db, town).await?;
    let query = Query::parse(&asked.said);
    let is_vague = query.says_nothing() && !asked.said.is_empty();
    let found = search::find(db, &town, query, &asked.filters, asked.page, now).await?;
    // Whom to call when there is nothing depends on more doors than were looked at.
    if found.ask.is_none() {
        kept.town(&town, now);
        kept.doors(&found.doors, &town);
    }
    let said = asked.said.clone();
    let (title, heading) = if said.is_empty() || is_vague {
        let all = td_string!(locale, search.all_title, town = town.name.clone());
        (all.clone(), all)
    } else {
        let title = td_string!(
            locale,
            search.title,
            said = said.clone(),
            town = town.name.clone()
        );
        (title, td_string!(locale, search.heading, said = said.clone()))
    };
    let note = note(locale, &found, is_vague);
    let count = (found.total > 0).then(|| count(locale, found.total));
    let wider = asked
        .with(|filters| *filters = Filters::default())
        .address(&town.slug, &basket);
    let is_narrow = !asked.filters.is_empty();
    let is_nothing = found.total == 0 && found.shops.is_empty();
    let Found {
        shops,
        products,
        total,
        page,
        pages,
        facets,
        ask,
        ..
    } = found;
    let slug = town.slug.clone();
    let here = asked.filters.shop.clone();
    let sheet = |page: usize| asked.on_page(page).address(&slug, &basket);
    let previous = (page > 1).then(|| sheet(page - 1));
    let next = (page < pages).then(|| sheet(page + 1));
    Ok(view! {
        <Title text=title />
        // Robots find products on their own pages.
        <Meta name="robots" content="noindex, follow" />
        <Market town=town.clone()>
            <div class="page page--stalls">
                <SearchField locale=locale town=town.clone() basket=basket.clone() said=said shop=here />
                <div class="search-head">
                    <h1 class="search-head__title">{heading}</h1>
                    {count.map(|count| view! { <p class="soft">{count}</p> })}
                </div>
                {note.map(|note| view! { <p class="search-note"><Icon name="search" />" "{note}</p> })}
                <FilterBar locale=locale town=slug.clone() asked=asked.clone() facets=facets total=total basket=basket.clone() />
                <Shops locale=locale town=slug.clone() shops=shops basket=basket.clone() />
                {(total > 0).then(|| view! {
                    <section class="section search-products" aria-labelledby="products">
                        <h2 id="products" class="visually-hidden">{td_string!(locale, search.products)}</h2>
                        <ProductGrid locale=locale town=slug.clone() products=products basket=basket.clone() with_shop=true />
                    </section>
                })}
                {(is_nothing && is_narrow).then(|| view! { <Narrowed locale=locale wider=wider /> })}
                {(is_nothing && !is_narrow).then(|| view! { <Nothing locale=locale town=town ask=ask basket=basket.clone() /> })}
                <Pager locale=locale page=page as u64 pages=pages as u64 previous=previous next=next />
            </div>
        </Market>
    }
    .into_any())
}

/// What to know about what is shown when it is not quite what was asked for.
fn note(locale: Locale, found: &Found, is_vague: bool) -> Option<String> {
    if is_vague {
        return Some(td_string!(locale, search.vague).to_owned());
    }
    if found.is_partial {
        return Some(td_string!(locale, search.partial).to_owned());
    }
    let words = found.instead.join(", ");
    (!words.is_empty()).then(|| td_string!(locale, search.instead, words = words))
}

fn count(locale: Locale, total: usize) -> String {
    let total = total as u64;
    if speech::is_plural(locale, total) {
        td_string!(locale, town.products, count = total)
    } else {
        td_string!(locale, town.product).to_owned()
    }
}

#[component]
fn Shops(locale: Locale, town: String, shops: Vec<(Shop, Door)>, basket: Basket) -> impl IntoView {
    (!shops.is_empty()).then(|| {
        let cards = shops.into_iter().map(|(shop, door)| {
            view! { <li><ShopCard locale=locale town=town.clone() shop=shop door=door basket=basket.clone() level=3 /></li> }.into_any()
        });
        view! {
            <section class="section search-shops" aria-labelledby="shops">
                <h2 id="shops" class="visually-hidden">{td_string!(locale, search.shops)}</h2>
                <ul class="shop-strip" role="list">{cards.collect_view()}</ul>
            </section>
        }
    })
}
