//! The front doors: the list of towns, and a town's market.

use crate::{
    abroad::{About, PageHead},
    areas::{Market, carried},
    catalogue::ProductGrid,
    i18n::Locale,
    kept::ToKeep,
    page::{NoPage, go_to, page, param},
    routes, session,
    shops::ShopCard,
    speech,
    state::House,
};
use domain::{
    basket::Basket,
    shops::{Door, Shop},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Link, Meta, Title};
use services::{catalogue, shops, towns};

/// Products on the town's page.
const NEWEST: u64 = 24;

/// `/`: straight to the town when there is only one.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async move {
        let (house, locale) = (House::here(), session::locale());
        ToKeep::here().towns(house.clock.now());
        let towns = towns::all(house.db.read()).await?;
        if let [only] = towns.as_slice() {
            go_to(&routes::town(&only.slug));
            return Ok(().into_any());
        }
        Ok(home(locale, towns).into_any())
    })
}

fn home(locale: Locale, towns: Vec<Town>) -> impl IntoView {
    let none = towns.is_empty();
    let items = towns.into_iter().map(|town| {
        view! {
            <li class="town-list__item">
                <h3 class="town-list__name"><a class="cover-link" href=routes::town(&town.slug)>{town.name}</a></h3>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <Title text=td_string!(locale, page.brand) />
        <Meta name="description" content=td_string!(locale, home.words) />
        <Link rel="canonical" href=House::here().absolute("/") />
        <Market>
            <Hero kicker=td_string!(locale, home.kicker) name=td_string!(locale, home.title).to_owned() words=td_string!(locale, home.words).to_owned() />
            <div class="page">
                <section class="section" aria-labelledby="towns">
                    <h2 id="towns" class="visually-hidden">{td_string!(locale, home.towns)}</h2>
                    {none.then(|| view! { <p>{td_string!(locale, home.none)}</p> })}
                    <ul class="town-list" role="list">{items}</ul>
                </section>
            </div>
        </Market>
    }
}

#[component]
fn Hero(kicker: &'static str, name: String, words: String) -> impl IntoView {
    view! {
        <div class="town-hero">
            <div class="town-hero__inner">
                <p class="town-hero__kicker">{kicker}</p>
                <h1 class="town-hero__name">{name}</h1>
                <p class="town-hero__words">{words}</p>
                <svg class="town-hero__picture" viewBox="0 0 500 192" aria-hidden="true"><use href="/drawings/market-hall.svg#ink" /></svg>
            </div>
        </div>
    }
}

/// `/{town}`
#[component]
pub fn TownPage() -> impl IntoView {
    let town = param("town");
    let basket = carried();
    page(async move { content(&town, basket).await })
}

async fn content(town: &str, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shops = shops::in_town(db, town.id).await?;
    let products = catalogue::newest_in_town(db, town.id, NEWEST).await?;
    let on_sale = catalogue::count_in_town(db, town.id).await?;
    let now = house.clock.now();
    kept.town(&town, now);
    let with_door = |shop: Shop| {
        let door = kept.door(&shop, &town, now);
        (shop, door)
    };
    let count = shops.len() as u64;
    let (open, closed): (Vec<_>, Vec<_>) = shops
        .into_iter()
        .map(with_door)
        .partition(|(_, door)| door.is_open());
    let words = words(locale, count, on_sale);
    let title = td_string!(locale, town.title, town = town.name.clone());
    let about = About::of_town(&house, locale, &town, &products, words.clone());
    let later = if open.is_empty() {
        td_string!(locale, town.shops)
    } else {
        td_string!(locale, town.later)
    };
    let is_empty = products.is_empty();
    let (slug, name) = (town.slug.clone(), town.name.clone());
    Ok(view! {
        <Title text=title />
        <PageHead about=about />
        <Market town=town>
            <Hero kicker=td_string!(locale, town.kicker) name=name.clone() words=words />
            <div class="page">
                <Strip locale=locale town=slug.clone() shops=open id="open-now" title=td_string!(locale, town.open_now) basket=basket.clone() />
                <section class="section" aria-labelledby="newest">
                    <div class="section__head">
                        <h2 id="newest">{td_string!(locale, town.newest)}</h2>
                        <p class="soft small">{td_string!(locale, town.newest_first)}</p>
                    </div>
                    {is_empty.then(|| view! {
                        <div class="empty-state">
                            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/empty-stall.svg#ink" /></svg>
                            <h3 class="empty-state__title">{td_string!(locale, town.empty_title)}</h3>
                            <p>{td_string!(locale, town.empty, town = name)}</p>
                        </div>
                    })}
                    <ProductGrid locale=locale town=slug.clone() products=products basket=basket.clone() with_shop=true />
                </section>
                <Strip locale=locale town=slug shops=closed id="later" title=later basket=basket />
            </div>
        </Market>
    }
    .into_any())
}

fn words(locale: Locale, shops: u64, products: u64) -> String {
    let products = if speech::is_plural(locale, products) || products == 0 {
        td_string!(locale, town.products, count = products)
    } else {
        td_string!(locale, town.product).to_owned()
    };
    if shops == 1 {
        td_string!(locale, town.words_one, products = products)
    } else {
        td_string!(locale, town.words, shops = shops, products = products)
    }
}

#[component]
fn Strip(
    locale: Locale,
    town: String,
    shops: Vec<(Shop, Door)>,
    id: &'static str,
    title: &'static str,
    basket: Basket,
) -> impl IntoView {
    (!shops.is_empty()).then(|| {
        let cards = shops.into_iter().map(|(shop, door)| {
            view! { <li><ShopCard locale=locale town=town.clone() shop=shop door=door basket=basket.clone() level=3 /></li> }.into_any()
        });
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head"><h2 id=id>{title}</h2></div>
                <ul class="shop-strip" role="list">{cards.collect_view()}</ul>
            </section>
        }
    })
}
