//! A shop in the market: its card, and its page.

use crate::{
    abroad::{About, PageHead},
    areas::{Market, carried},
    catalogue::ProductGrid,
    i18n::Locale,
    kept::ToKeep,
    page::{NoPage, page, param},
    routes, session,
    sharing::ShareLink,
    speech,
    state::House,
    ui::{Icon, KindPicture, Picture},
};
use domain::{
    basket::Basket,
    shops::{Door, Shop},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{catalogue, pickup, shops, towns};

/// Products on a shop's page.
const ON_SHELF: u64 = 200;

/// A shop with its door, as a link.
#[component]
pub fn ShopCard(
    locale: Locale,
    /// Slug of the town.
    town: String,
    shop: Shop,
    door: Door,
    /// What the page's address carries along.
    basket: Basket,
    /// Level of its heading, 2 or 3.
    level: u8,
) -> impl IntoView {
    let address = routes::carrying(&routes::shop(&town, &shop.slug), &basket);
    let state = if door.is_open() {
        "opening-state opening-state--open"
    } else {
        "opening-state"
    };
    let link = view! { <a class="cover-link" href=address>{shop.name.to_string()}</a> };
    let name = if level == 2 {
        view! { <h2 class="shop-card__name">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="shop-card__name">{link}</h3> }.into_any()
    };
    view! {
        <article class="shop-card">
            <KindPicture kind=shop.kind class="shop-card__kind-picture" />
            {name}
            <p class="shop-card__kind">{speech::kind(locale, shop.kind)}</p>
            <p class=state>{speech::door(locale, &door)}</p>
            {shop.at_the_door.then(|| view! { <p class="shop-card__door">{td_string!(locale, door_mode.words)}</p> })}
        </article>
    }
}

/// `/{town}/{shop}`
#[component]
pub fn ShopPage() -> impl IntoView {
    let (town, shop) = (param("town"), param("shop"));
    let basket = carried();
    page(async move { content(&town, &shop, basket).await })
}

async fn content(town: &str, shop: &str, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let products = catalogue::in_shop(db, shop.id, ON_SHELF).await?;
    let now = house.clock.now();
    kept.town(&town, now);
    let door = kept.door(&shop, &town, now);
    let week = pickup::week(&shop, &town.time_zone, now);
    let name = shop.name.to_string();
    let title = td_string!(locale, shop.title, shop = name.clone(), town = town.name.clone());
    let description = if shop.about.is_empty() {
        td_string!(
            locale,
            shop.description,
            kind = speech::kind(locale, shop.kind),
            town = town.name.clone()
        )
    } else {
        shop.about.clone()
    };
    let address = house.absolute(&routes::shop(&town.slug, &shop.slug));
    let cover = shops::cover(db, shop.id).await?;
    let about = About::of_shop(
        &house,
        locale,
        (&town, &shop),
        (cover.as_ref(), &products),
        description,
        door.today,
    );
    let state = if door.is_open() {
        "opening-state--open"
    } else {
        "opening-state--soon"
    };
    let shared = td_string!(
        locale,
        sharing.shop_text,
        shop = name.clone(),
        town = town.name.clone()
    );
    let is_empty = products.is_empty();
    let count = speech_count(locale, products.len() as u64);
    let slug = town.slug.clone();
    Ok(view! {
        <Title text=title />
        <PageHead about=about />
        <Market town=town>
            <div class="shop-header">
                {cover.map(|cover| {
                    let alt = td_string!(locale, cover.alt, shop = name.clone());
                    view! { <div class="photo shop-cover"><Picture photo=Some(cover) kind=shop.kind sizes="100vw" alt=alt first=true /></div> }
                })}
                <div class="shop-header__inner">
                    <p class="shop-header__kind"><KindPicture kind=shop.kind class="icon" />" "{speech::kind(locale, shop.kind)}</p>
                    <h1 class="shop-header__name">{name.clone()}</h1>
                    <p class=format!("opening-state {state} opening-state--on-kraft")>{speech::door(locale, &door)}</p>
                    {shop.at_the_door.then(|| view! { <p><strong>{td_string!(locale, door_mode.words)}</strong></p> })}
                    {(!shop.about.is_empty()).then(|| view! { <p>{shop.about.clone()}</p> })}
                    <Facts locale=locale shop=shop week=week />
                    <ShareLink locale=locale title=name text=shared url=address />
                </div>
            </div>
            <div class="page">
                <section class="section" aria-labelledby="shelf">
                    <div class="section__head"><h2 id="shelf">{td_string!(locale, shop.shelf)}</h2><p class="soft small">{count}</p></div>
                    {is_empty.then(|| view! {
                        <div class="empty-state">
                            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/empty-stall.svg#ink" /></svg>
                            <h3 class="empty-state__title">{td_string!(locale, shop.empty_title)}</h3>
                            <p>{td_string!(locale, shop.empty)}</p>
                        </div>
                    })}
                    <ProductGrid locale=locale town=slug products=products basket=basket />
                </section>
            </div>
        </Market>
    }
    .into_any())
}

fn speech_count(locale: Locale, count: u64) -> String {
    if speech::is_plural(locale, count) || count == 0 {
        td_string!(locale, town.products, count = count)
    } else {
        td_string!(locale, town.product).to_owned()
    }
}

#[component]
fn Facts(locale: Locale, shop: Shop, week: Vec<pickup::DayHours>) -> impl IntoView {
    let name = shop.name.to_string();
    let hours = if shop.at_the_door {
        td_string!(locale, door_mode.hours)
    } else {
        td_string!(locale, shop.hours)
    };
    let phone = shop.phone.map(|phone| {
        let call = format!("tel:{}", phone.as_str().replace(' ', ""));
        view! { <a class="reach" href=call><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let address = (!shop.address.is_empty())
        .then(|| view! { <span class="reach"><Icon name="map-pin" />" "{shop.address}</span> });
    let rows = week.into_iter().enumerate().map(|(at, day)| {
        let today = at == 0;
        let hours = if day.open.is_empty() {
            td_string!(locale, shop.closed).to_owned()
        } else {
            let stretches = day.open.iter().map(|(from, to)| format!("{} – {}", speech::hour(locale, *from), speech::hour(locale, *to)));
            stretches.collect::<Vec<_>>().join(", ")
        };
        view! {
            <tr class=today.then_some("opening-hours__today")>
                <th scope="row">
                    {speech::weekday(locale, day.date)}
                    {today.then(|| view! { " "<span class="visually-hidden">{td_string!(locale, shop.today)}</span> })}
                </th>
                <td>{hours}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="shop-header__facts">
            {address}
            {phone}
            <details class="opening-hours">
                <summary class="opening-hours__summary"><Icon name="clock" />{hours}</summary>
                <table class="opening-hours__table">
                    <caption class="visually-hidden">{td_string!(locale, shop.hours_of, shop = name)}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </div>
    }
}
