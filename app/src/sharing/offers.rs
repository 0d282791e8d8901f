//! What is shared, put into words.

use super::{Card, Cell, ShareCard, WakeShare};
use crate::{i18n::Locale, routes, session, speech, state::House, ui::Icon};
use domain::{catalogue::Product, shops::Shop, towns::Town, visits::CameBy};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A shopper's button that hands this page's link on; one to a page. Hidden until it is awake: without scripts it can
/// do nothing.
#[component]
pub fn ShareLink(
    /// Language of the texts.
    locale: Locale,
    /// What it is called.
    title: String,
    /// A sentence about it.
    text: String,
    /// Its address, whole.
    url: String,
) -> impl IntoView {
    view! {
        <div class="share" hidden data-title=title data-text=text data-url=CameBy::Shared.note(&url)
            data-copied=td_string!(locale, sharing.copied) data-unable=td_string!(locale, sharing.unable)>
            <button class="button button--quiet" type="button">
                <Icon name="share" />" "{td_string!(locale, sharing.share)}
            </button>
            <p class="share__said" role="status"></p>
        </div>
        <WakeShare />
    }
}

/// A button that shares one product: its photo with the slate, its name, the shop.
#[component]
pub fn ShareProduct(
    /// Where the shop stands.
    town: Town,
    /// What is shared.
    product: Product,
) -> impl IntoView {
    let (house, locale) = (House::here(), session::locale());
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let shop = product.shop.name.to_string();
    let url = house.absolute(&routes::product(&town.slug, &product.shop.slug, &product.slug));
    let url = CameBy::Shared.note(&url);
    let text = td_string!(
        locale,
        sharing.product_text,
        product = name.clone(),
        price = price(locale, &product),
        shop = shop.clone(),
        town = town.name.clone()
    );
    let card = Card {
        cells: vec![cell(locale, &product, 1200)],
        title: name.clone(),
        line: format!("{shop}, {}", town.name),
        address: address(&house, &town, &product.shop.slug),
    };
    let label = td_string!(locale, sharing.share).to_owned();
    view! { <ShareCard locale=locale card=card label=label of=name text=text url=url /> }
}

/// A button that shares the newest products of a shop: a mosaic of at most ten.
#[component]
pub fn ShareNewest(
    /// Where the shop stands.
    town: Town,
    /// Whose they are.
    shop: Shop,
    /// Newest first.
    products: Vec<Product>,
) -> impl IntoView {
    let (house, locale) = (House::here(), session::locale());
    let url = CameBy::Shared.note(&house.absolute(&routes::shop(&town.slug, &shop.slug)));
    let lead = td_string!(
        locale,
        sharing.newest_text,
        shop = shop.name.to_string(),
        town = town.name.clone()
    );
    let lines = products.iter().map(|product| {
        let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
        format!("{name}, {}", price(locale, product))
    });
    let text = [lead].into_iter().chain(lines).collect::<Vec<_>>().join("\n");
    let card = Card {
        cells: products
            .iter()
            .map(|product| cell(locale, product, 640))
            .collect(),
        title: td_string!(locale, sharing.newest_card).to_owned(),
        line: format!("{}, {}", shop.name, town.name),
        address: address(&house, &town, &shop.slug),
    };
    let label = td_string!(locale, sharing.newest).to_owned();
    (!products.is_empty()).then(
        || view! { <ShareCard locale=locale card=card label=label of=String::new() text=text url=url /> },
    )
}

fn cell(locale: Locale, product: &Product, width: u32) -> Cell {
    let (euros, cents) = speech::price_parts(locale, product.price.cents());
    Cell {
        photo: product.photo.as_ref().map(|photo| photo.url(width, "jpg")),
        euros,
        cents,
        unit: speech::unit(locale, product.unit).to_owned(),
    }
}

/// "5,90 € le kilo".
fn price(locale: Locale, product: &Product) -> String {
    let (euros, unit) = (
        speech::euros(locale, product.price.cents()),
        speech::unit(locale, product.unit),
    );
    format!("{euros} {unit}").trim_end().to_owned()
}

/// The shop's page as one would type it.
fn address(house: &House, town: &Town, shop: &str) -> String {
    let link = house.absolute(&routes::shop(&town.slug, shop));
    link.split_once("://")
        .map_or(link.as_str(), |(_, rest)| rest)
        .to_owned()
}
