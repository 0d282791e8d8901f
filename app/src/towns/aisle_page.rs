//! `/{town}/rayon/{category}`: what there is of one category, page by page.

use super::aisle_tags;
use crate::{
    areas::{Market, carried, page_asked},
    catalogue::ProductGrid,
    kept::ToKeep,
    page::{NoPage, page, param},
    routes, session, speech,
    state::House,
    ui::{Drawing, EmptyPart, Pager, Tag, Tags},
};
use domain::{basket::Basket, catalogue::Category};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    catalogue::{self, Leaf},
    towns,
};

/// Products on a page.
const SIZE: u64 = 24;

/// An aisle of a town's market.
#[component]
pub fn AislePage() -> impl IntoView {
    let (town, category) = (param("town"), param("category"));
    let (basket, number) = (carried(), page_asked());
    page(async move { content(&town, &category, number, basket).await })
}

async fn content(town: &str, category: &str, number: u64, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    kept.town(&town, house.clock.now());
    let category = Category::of_slug(category).ok_or(NoPage::NotFound)?;
    let shelf = catalogue::in_aisle(db, town.id, category, Leaf { number, size: SIZE }).await?;
    if shelf.products.is_empty() && number > 1 {
        return Err(NoPage::NotFound);
    }
    let aisles = catalogue::aisles(db, town.id).await?;
    let name = speech::category(locale, category);
    let title = td_string!(locale, roam.aisle_title, aisle = name, town = town.name.clone());
    let words = td_string!(locale, roam.aisle_words, aisle = name, town = town.name.clone());
    let here = routes::aisle(&town.slug, category);
    let address = house.absolute(&routes::leaf(&here, number));
    let leads_to = |number: u64| routes::carrying(&routes::leaf(&here, number), &basket);
    let previous = (number > 1).then(|| leads_to(number - 1));
    let next = shelf.goes_on.then(|| leads_to(number + 1));
    let mut tags = vec![Tag {
        words: td_string!(locale, roam.all_aisles).to_owned(),
        count: None,
        address: routes::carrying(&routes::town(&town.slug), &basket),
        here: false,
    }];
    tags.extend(aisle_tags(locale, &town.slug, &aisles, Some(category), &basket));
    let count = aisles
        .iter()
        .find(|(aisle, _)| *aisle == category)
        .map(|(_, count)| speech::products(locale, *count));
    let is_empty = shelf.products.is_empty();
    let slug = town.slug.clone();
    Ok(view! {
        <Title text=title.clone() />
        <Meta name="description" content=words.clone() />
        <Meta property="og:type" content="website" />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=words />
        <Meta property="og:url" content=address />
        <Market town=town leaf=number>
            <div class="page page--stalls">
                <Tags label=td_string!(locale, roam.aisles).to_owned() tags=tags />
                <div class="section__head aisle__head">
                    <h1>{name}</h1>
                    {count.map(|count| view! { <p class="soft">{count}</p> })}
                </div>
                {is_empty.then(|| view! {
                    <EmptyPart title=td_string!(locale, roam.aisle_empty_title).to_owned() drawing=Drawing::EmptyStall words=td_string!(locale, roam.aisle_empty).to_owned() />
                })}
                <ProductGrid locale=locale town=slug products=shelf.products basket=basket with_shop=true level=2 />
                <Pager locale=locale page=number previous=previous next=next />
            </div>
        </Market>
    }
    .into_any())
}
