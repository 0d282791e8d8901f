//! What is offered while one types, as the lines of the list under the field: the server draws them, so that the browser need
//! not know how.

use crate::{i18n::Locale, routes, speech, state::House, ui::KindPicture};
use domain::{catalogue::Product, search::Query, shops::Shop, towns::Town};
use leptos::prelude::*;
use services::{error::Error, search, towns};

/// The lines for what was typed so far, as HTML; empty when there is nothing to offer.
pub async fn offers(house: &House, locale: Locale, town: &str, typed: &str) -> Result<String, Error> {
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let offered = search::suggest(db, &town, Query::parse(typed), house.clock.now()).await?;
    let shops = offered
        .shops
        .into_iter()
        .zip(0..)
        .map(|(shop, at)| of_shop(locale, &town, shop, at));
    let shops: String = shops.collect();
    let first = shops.matches("role=\"option\"").count();
    let products = offered.products.into_iter().zip(first..);
    let products: String = products
        .map(|(product, at)| of_product(locale, &town, product, at))
        .collect();
    Ok(shops + &products)
}

fn of_shop(locale: Locale, town: &Town, shop: Shop, at: usize) -> String {
    Owner::new().with(|| {
        view! {
            <li class="offer" role="option" id=id(at) aria-selected="false" data-to=routes::shop(&town.slug, &shop.slug)>
                <KindPicture kind=shop.kind class="offer__picture" />
                <span class="offer__name">{shop.name.to_string()}</span>" "
                <span class="offer__of">{speech::kind(locale, shop.kind)}</span>
            </li>
        }
        .to_html()
    })
}

fn of_product(locale: Locale, town: &Town, product: Product, at: usize) -> String {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let price = format!(
        "{} {}",
        speech::euros(locale, product.price.cents()),
        speech::unit(locale, product.unit)
    );
    let to = routes::product(&town.slug, &product.shop.slug, &product.slug);
    Owner::new().with(|| {
        view! {
            <li class="offer" role="option" id=id(at) aria-selected="false" data-to=to>
                <KindPicture kind=product.shop.kind class="offer__picture" />
                <span class="offer__name">{name}</span>" "
                <span class="offer__of">{product.shop.name.to_string()}</span>" "
                <span class="offer__price">{price.trim_end().to_owned()}</span>
            </li>
        }
        .to_html()
    })
}

/// By which the field names the line that is chosen.
fn id(at: usize) -> String {
    format!("offer-{at}")
}
