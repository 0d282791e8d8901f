//! Answers, made of what the market's pages show too: the same queries, which know nothing of what is held back, hidden or
//! suspended.

use super::{
    answer::{Tellable, Trouble},
    told,
};
use app::{routes, state::House};
use axum::extract::{Query, rejection::QueryRejection};
use domain::{catalogue::Product, id::ProductId, shops::Shop, towns::Town};
use serde::Deserialize;
use services::{catalogue, db::Where, error::Error, pickup, shops, towns};

/// Products in one answer, unless somebody asks for another number.
const USUAL: u64 = 50;
/// The most of them.
const MOST: u64 = 100;
/// Pixels of a photo's largest size.
const WIDEST: u32 = 1200;

/// Which piece of a long list is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    after: Option<String>,
    limit: Option<String>,
}

/// The same, as it was typed.
pub type Asked = Result<Query<Paging>, QueryRejection>;

impl Paging {
    fn read(asked: Asked) -> Result<(Option<ProductId>, u64), Trouble> {
        let Query(Self { after, limit }) =
            asked.map_err(|_| Trouble::Refused("`after` and `limit` may each be there once"))?;
        let after = after
            .map(|id| id.parse::<ProductId>().map_err(|_| NO_SUCH_PLACE))
            .transpose()?;
        let limit = limit.map_or(Ok(USUAL), |typed| {
            let limit = typed
                .parse::<u64>()
                .ok()
                .filter(|limit| (1..=MOST).contains(limit));
            limit.ok_or(Trouble::Refused("`limit` is a number from 1 to 100"))
        })?;
        Ok((after, limit))
    }
}

const NO_SUCH_PLACE: Trouble =
    Trouble::Refused("`after` is the id of a product of this town, as `next` of the piece before has it");

/// All towns.
pub async fn towns(house: &House) -> Result<Tellable<told::Towns>, Trouble> {
    let towns = towns::all(house.db.read()).await?;
    let towns = towns.iter().map(|town| told::Town {
        slug: town.slug.clone(),
        name: town.name.clone(),
        time_zone: town.time_zone.clone(),
        page: house.absolute(&routes::town(&town.slug)),
        shops: house.absolute(&routes::api::shops(&town.slug)),
        products: house.absolute(&routes::api::of_town(&town.slug)),
    });
    let towns = told::Towns {
        towns: towns.collect(),
    };
    Ok(Tellable::new(towns, Where::Everywhere, house.clock.now()))
}

/// The shops of a town.
pub async fn shops(house: &House, town: &str) -> Result<Tellable<told::Shops>, Trouble> {
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shops = shops::in_town(db, town.id).await?;
    let shops = shops.into_iter().map(|shop| one_shop(house, &town, shop));
    let shops = told::Shops {
        shops: shops.collect(),
    };
    Ok(Tellable::new(shops, town.id, house.clock.now()))
}

/// One shop with its next openings: true until the first of them is over.
pub async fn shop(house: &House, town: &str, shop: &str) -> Result<Tellable<told::ShopToday>, Trouble> {
    let (db, now) = (house.db.read(), house.clock.now());
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let openings = pickup::openings(&shop, &town.time_zone, now);
    let today = pickup::wall_clock(&town.time_zone, now).date();
    let first_over = openings.first().map(|open| open.to);
    let shows = Where::Shop(town.id, shop.id);
    let shop = told::ShopToday {
        at_the_door: shop.hands_out(&town, today),
        next_openings: openings
            .into_iter()
            .map(|open| told::Opening {
                from: open.from,
                to: open.to,
            })
            .collect(),
        shop: one_shop(house, &town, shop),
    };
    Ok(Tellable::new(shop, shows, now).until(first_over))
}

/// What can be bought in a town, or in one of its shops.
pub async fn products(
    house: &House,
    town: &str,
    shop: Option<&str>,
    asked: Asked,
) -> Result<Tellable<told::Products>, Trouble> {
    let (after, limit) = Paging::read(asked)?;
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = match shop {
        Some(slug) => Some(shops::by_slug(db, town.id, slug).await?),
        None => None,
    };
    let of = shop.as_ref().map(|shop| shop.id);
    // One more than is told tells whether the list goes on.
    let found = catalogue::on_offer(db, town.id, of, after, limit + 1).await;
    let mut found = found.map_err(|error| match error {
        Error::NotFound => NO_SUCH_PLACE,
        other => other.into(),
    })?;
    let goes_on = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let last = found.last().filter(|_| goes_on).map(|product| product.id);
    let address = match &shop {
        Some(shop) => routes::api::of_shop(&town.slug, &shop.slug),
        None => routes::api::of_town(&town.slug),
    };
    let address = routes::asking(&address, "limit", &limit.to_string());
    let products = told::Products {
        next: last.map(|last| house.absolute(&routes::asking(&address, "after", &last.to_string()))),
        products: found
            .into_iter()
            .map(|product| one_product(house, &town, product))
            .collect(),
    };
    let shows = of.map_or(Where::Town(town.id), |shop| Where::Shop(town.id, shop));
    Ok(Tellable::new(products, shows, house.clock.now()))
}

/// One product, sold out or not.
pub async fn product(
    house: &House,
    (town, shop, product): (&str, &str, &str),
) -> Result<Tellable<told::Product>, Trouble> {
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let product = catalogue::by_slug(db, shop.id, product).await?;
    let product = one_product(house, &town, product);
    Ok(Tellable::new(
        product,
        Where::Shop(town.id, shop.id),
        house.clock.now(),
    ))
}

fn one_shop(house: &House, town: &Town, shop: Shop) -> told::Shop {
    told::Shop {
        page: house.absolute(&routes::shop(&town.slug, &shop.slug)),
        details: house.absolute(&routes::api::shop(&town.slug, &shop.slug)),
        products: house.absolute(&routes::api::of_shop(&town.slug, &shop.slug)),
        slug: shop.slug,
        name: shop.name.to_string(),
        kind: shop.kind,
        address: shop.address,
        phone: shop.phone.map(|phone| phone.to_string()),
        position: shop.position.map(|place| told::Position {
            latitude: place.latitude,
            longitude: place.longitude,
        }),
        about: shop.about,
        opening_hours: shop.hours,
    }
}

fn one_product(house: &House, town: &Town, product: Product) -> told::Product {
    let stock = product.stock.as_told();
    told::Product {
        page: house.absolute(&routes::product(&town.slug, &product.shop.slug, &product.slug)),
        id: product.id.to_string(),
        slug: product.slug,
        name: product.name.map(|name| name.to_string()),
        price_cents: product.price.cents().0,
        reduced_from_cents: product.reduced_from.map(|price| price.cents().0),
        unit: product.unit,
        content: product.content.map(|content| content.to_string()),
        stock: stock.kind(),
        pieces: stock.count().map(i32::unsigned_abs),
        category: product.category,
        photo: product.photo.map(|photo| told::Photo {
            url: house.absolute(&photo.url(WIDEST, "jpg")),
            width: photo.width,
            height: photo.height,
        }),
        confirmed_at: product.confirmed_at,
        shop: told::SoldBy {
            slug: product.shop.slug,
            name: product.shop.name.to_string(),
        },
    }
}
