//! What is sold: in every stock and size, with and without a photograph, a name, another price before.

use super::{Part, STOCKS, name};
use crate::{
    catalogue::{Display, ProductGrid},
    i18n::Locale,
    ui::PriceLabel,
};
use chrono::{DateTime, Days, Utc};
use domain::{
    basket::Basket,
    catalogue::{Category, Product, SoldBy, Stock, Unit},
    id::{ProductId, ShopId},
    money::Price,
    photos::Photo,
    shops::ShopKind,
};
use leptos::prelude::*;
use uuid::Uuid;

#[component]
pub(super) fn Goods(locale: Locale, now: DateTime<Utc>, photo: Option<Photo>) -> impl IntoView {
    let products = STOCKS.iter().enumerate().map(|(at, stock)| Product {
        stock: *stock,
        photo: photo.clone().filter(|_| at % 2 == 0),
        reduced_from: (at == 2).then(|| Price::from_cents(1_690).ok()).flatten(),
        unit: Unit::ALL[at % Unit::ALL.len()],
        // The fourth was not confirmed for long.
        confirmed_at: if at == 1 { now - Days::new(60) } else { now },
        ..product(at, now)
    });
    let products: Vec<_> = products.collect();
    let again = products.clone();
    let labels = [
        ("", 350),
        ("price-label--big", 1_290),
        ("price-label--huge", 123_400),
    ];
    let labels = labels.map(|(size, cents)| {
        let price = Price::from_cents(cents).ok();
        price.map(|price| view! { <PriceLabel locale=locale price=price unit=Unit::Kilogram size=size /> })
    });
    let labels = labels.collect_view();
    view! {
        <Part name="PriceLabel"><div class="design__row">{labels}</div></Part>
        <Part name="ProductGrid, stall">
            <ProductGrid locale=locale town="dourdan".into() products=products basket=Basket::default() with_shop=true display=Display::Stall />
        </Part>
        <Part name="ProductGrid, strip">
            <ProductGrid locale=locale town="dourdan".into() products=again basket=Basket::default() with_shop=true display=Display::Strip />
        </Part>
    }
}

fn product(at: usize, now: DateTime<Utc>) -> Product {
    Product {
        id: ProductId(Uuid::from_u128(at as u128)),
        slug: format!("produit-{at}"),
        name: (at != 4).then(|| name("Confiture de coing du verger")),
        price: Price::from_cents(350 + i64::try_from(at).unwrap_or_default() * 415)
            .expect("a price that is written here"),
        reduced_from: None,
        unit: Unit::Piece,
        content: "370 g".parse().ok(),
        stock: Stock::Always,
        photo: None,
        category: Category::Grocery,
        confirmed_at: now,
        lead: None,
        shop: SoldBy {
            id: ShopId(Uuid::from_u128(at as u128)),
            slug: "commerce".into(),
            name: name("La pause"),
            kind: ShopKind::ALL[at * 2 % ShopKind::ALL.len()],
        },
    }
}
