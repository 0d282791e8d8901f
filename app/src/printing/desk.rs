//! What a merchant's papers say: the shop's words and prices, in the language of whoever will read them.

use super::NEWEST;
use crate::{error::ApiError, i18n::Locale, routes, speech, state::House};
use ::printing::{Cut, Paper, Poster, PriceCards, PriceTag};
use domain::{catalogue::Product, id::ProductId, shops::Shop, towns::Town, visits::CameBy};
use leptos_i18n::td_string;
use services::{accounts::MerchantOf, catalogue, shops};

/// Products on one print: eight sheets of labels, or twenty-five of cards.
pub(super) const MOST: u64 = 200;

/// For which products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Whatever can be bought.
    OnSale,
    /// The last that were put on sale.
    Newest,
    /// These, in the order of the shelf; on sale or not.
    These(Vec<ProductId>),
}

/// There is no product to print a price of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingToPrint;

/// The window's poster.
pub async fn poster<R>(
    house: &House,
    who: &MerchantOf,
    paper: Paper,
    locale: Locale,
) -> Result<Poster, ApiError<R>> {
    let (shop, town) = shop(house, who).await?;
    Ok(poster_of(house, &town, &shop, paper, locale))
}

/// The poster of any shop of a town.
pub(super) fn poster_of(house: &House, town: &Town, shop: &Shop, paper: Paper, locale: Locale) -> Poster {
    let name = shop.name.to_string();
    let kind = speech::kind(locale, shop.kind).to_owned();
    Poster {
        title: td_string!(locale, printing.poster_title, shop = name.clone()),
        square: td_string!(locale, printing.square, shop = name.clone()),
        ..poster_at(
            house,
            town,
            &routes::shop(&town.slug, &shop.slug),
            (name, kind),
            paper,
            locale,
        )
    }
}

/// A poster with a sign and a line below it, whose square opens one of our pages.
pub(super) fn poster_at(
    house: &House,
    town: &Town,
    page: &str,
    (sign, kind): (String, String),
    paper: Paper,
    locale: Locale,
) -> Poster {
    let link = house.absolute(page);
    Poster {
        paper,
        language: locale.to_string(),
        title: sign.clone(),
        sentence: td_string!(locale, printing.sentence).to_owned(),
        hint: td_string!(locale, printing.hint).to_owned(),
        address: as_typed(&link),
        market: td_string!(locale, printing.market, town = town.name.clone()),
        square: td_string!(locale, printing.square, shop = sign.clone()),
        link: CameBy::Poster.note(&link),
        sign,
        kind,
    }
}

/// Price cards or labels. A product of another shop is not found.
pub async fn price_cards(
    house: &House,
    who: &MerchantOf,
    cut: Cut,
    choice: Choice,
    locale: Locale,
) -> Result<PriceCards, ApiError<NothingToPrint>> {
    let (shop, town) = shop(house, who).await?;
    let products = chosen(house, who, choice).await?;
    if products.is_empty() {
        return Err(ApiError::Refused(NothingToPrint));
    }
    let tags = products
        .into_iter()
        .map(|product| tag(house, locale, &town, &product));
    Ok(PriceCards {
        cut,
        language: locale.to_string(),
        title: td_string!(locale, printing.prices_title, shop = shop.name.to_string()),
        tags: tags.collect(),
        shop: shop.name.to_string(),
    })
}

async fn shop<R>(house: &House, who: &MerchantOf) -> Result<(Shop, Town), ApiError<R>> {
    let shop = shops::by_id(house.db.read(), who.shop()).await?;
    let town = shops::town_of(house.db.read(), who.shop()).await?;
    Ok((shop, town))
}

async fn chosen(
    house: &House,
    who: &MerchantOf,
    choice: Choice,
) -> Result<Vec<Product>, ApiError<NothingToPrint>> {
    let db = house.db.read();
    match choice {
        Choice::OnSale => Ok(catalogue::in_shop(db, who.shop(), MOST).await?),
        Choice::Newest => Ok(catalogue::in_shop(db, who.shop(), NEWEST).await?),
        Choice::These(ids) => {
            let shelf = catalogue::all_of_shop(db, who).await?;
            let mut shelf: Vec<_> = shelf.into_iter().map(|shelved| shelved.product).collect();
            if ids.iter().any(|id| shelf.iter().all(|product| product.id != *id)) {
                return Err(ApiError::NotFound);
            }
            shelf.retain(|product| ids.contains(&product.id));
            shelf.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
            Ok(shelf)
        }
    }
}

fn tag(house: &House, locale: Locale, town: &Town, product: &Product) -> PriceTag {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let (euros, cents) = speech::price_parts(locale, product.price.cents());
    PriceTag {
        euros,
        cents,
        unit: unit(locale, product),
        square: td_string!(locale, printing.square_of, product = name.clone()),
        link: CameBy::PriceCard.note(&house.absolute(&routes::product(
            &town.slug,
            &product.shop.slug,
            &product.slug,
        ))),
        name,
    }
}

/// What the price buys: "le kilo", or what a kilogram of it costs.
pub(super) fn unit(locale: Locale, product: &Product) -> String {
    product.unit_price().map_or_else(
        || speech::unit(locale, product.unit).to_owned(),
        |compared| speech::unit_price(locale, compared),
    )
}

/// An address without what nobody types.
fn as_typed(link: &str) -> String {
    link.split_once("://").map_or(link, |(_, rest)| rest).to_owned()
}
