//! `/{town}/plan`: where the shops stand, on a sheet with the list beside it.

use super::{DrawnPlan, Spot, seen_from_the_street};
use crate::{
    areas::{Market, carried, page_asked},
    kept::ToKeep,
    page::{NoPage, page, param},
    routes, session,
    shops::{Mark, ShopLine},
    state::House,
    ui::{Icon, Pager},
};
use domain::basket::Basket;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::towns;

/// Numbers on one sheet: more cannot be told apart.
const SIZE: usize = 30;

/// The plan of a town.
#[component]
pub fn PlanPage() -> impl IntoView {
    let town = param("town");
    let (basket, number) = (carried(), page_asked());
    page(async move { content(&town, number, basket).await })
}

async fn content(town: &str, number: u64, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let mut shops = seen_from_the_street(&house, &kept, &town).await?;
    // By name; those that stand on no sheet come last.
    shops.sort_by_cached_key(|(shop, _)| {
        let name = domain::catalogue::folded(shop.name.as_str());
        (shop.position.is_none(), name)
    });
    let from = usize::try_from(number - 1)
        .unwrap_or(usize::MAX)
        .saturating_mul(SIZE);
    if from >= shops.len() && number > 1 {
        return Err(NoPage::NotFound);
    }
    let numbered = from..from.saturating_add(SIZE);
    let spots = shops.iter().enumerate().filter_map(|(at, (shop, front))| {
        Some(Spot {
            number: numbered.contains(&at).then_some(at + 1),
            name: shop.name.to_string(),
            slug: shop.slug.clone(),
            link: routes::carrying(&routes::shop(&town.slug, &shop.slug), &basket),
            address: shop.address.clone(),
            position: shop.position.map(|at| (at.latitude, at.longitude))?,
            is_open: front.door.is_open(),
        })
    });
    let spots: Vec<Spot> = spots.collect();
    let here = routes::plan(&town.slug);
    let leads_to = |number: u64| routes::carrying(&routes::leaf(&here, number), &basket);
    let previous = (number > 1).then(|| leads_to(number - 1));
    let next = (shops.len() > numbered.end).then(|| leads_to(number + 1));
    let slug = town.slug.clone();
    let lines = shops.into_iter().enumerate().skip(from).take(SIZE).map(|(at, (shop, front))| {
        let mark = if shop.position.is_some() { Mark::Number(at + 1) } else { Mark::Nowhere };
        view! {
            <li class="shop-list__item">
                <ShopLine locale=locale town=slug.clone() shop=shop door=front.door basket=basket.clone() mark=mark />
            </li>
        }
        .into_any()
    });
    let lines = lines.collect_view();
    let title = td_string!(locale, roam.plan_title, town = town.name.clone());
    let words = if spots.is_empty() {
        td_string!(locale, roam.plan_none)
    } else {
        td_string!(locale, roam.plan_words)
    };
    let address = house.absolute(&routes::leaf(&here, number));
    let all = routes::carrying(&routes::shops(&town.slug), &basket);
    let tiles = house.look.tiles.filter(|_| !spots.is_empty());
    let credit = tiles.as_ref().map(|tiles| tiles.credit.to_string());
    let tiles = tiles.map(|tiles| tiles.template.to_string());
    Ok(view! {
        <Title text=title.clone() />
        <Meta name="description" content=words />
        <Meta property="og:type" content="website" />
        <Meta property="og:title" content=title.clone() />
        <Meta property="og:description" content=words />
        <Meta property="og:url" content=address />
        <Market town=town leaf=number>
            <div class="page page--stalls">
                <div class="page__head">
                    <h1>{title}</h1>
                    <p class="soft">{words}</p>
                </div>
                <div class="plan-page">
                    <div class="plan-page__sheet">
                        <DrawnPlan locale=locale spots=spots tiles=tiles />
                        {credit.map(|credit| view! { <p class="soft small">{credit}</p> })}
                    </div>
                    <div class="plan-page__list">
                        <ul class="shop-list shop-list--numbered" role="list">{lines}</ul>
                        <Pager locale=locale page=number previous=previous next=next />
                        <p><a class="link" href=all>{td_string!(locale, town.all_shops)}" "<Icon name="arrow-right" /></a></p>
                    </div>
                </div>
            </div>
        </Market>
    }
    .into_any())
}
