//! The shapes of all answers. The comments of fields are what vendors read.

use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Category, StockKind, Unit},
    shops::ShopKind,
};
use serde::Serialize;
use std::fmt::Display;
use utoipa::{
    ToSchema,
    openapi::schema::{Object, ObjectBuilder, Type},
};

/// All towns of this market.
#[derive(Debug, Serialize, ToSchema)]
pub struct Towns {
    /// By name.
    pub towns: Vec<Town>,
}

/// A town with a market.
#[derive(Debug, Serialize, ToSchema)]
pub struct Town {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The zone of its clocks, as the IANA database names it.
    pub time_zone: String,
    /// Its page, for people.
    pub page: String,
    /// Where its shops are.
    pub shops: String,
    /// Where all that can be bought is.
    pub products: String,
}

/// The shops of a town.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shops {
    /// By name.
    pub shops: Vec<Shop>,
}

/// A shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shop {
    /// Its name in addresses, unique in its town.
    pub slug: String,
    /// Its sign.
    pub name: String,
    /// What it mainly sells.
    #[schema(schema_with = kinds)]
    pub kind: ShopKind,
    /// Street and number; empty when nobody said.
    pub address: String,
    /// How to call it.
    pub phone: Option<String>,
    /// Where it stands.
    pub position: Option<Position>,
    /// What it says about itself; empty when it says nothing.
    pub about: String,
    /// Its week with its closings, in OpenStreetMap's `opening_hours` syntax; empty when nobody said.
    pub opening_hours: String,
    /// Its page, for people.
    pub page: String,
    /// Where it is told with its next openings.
    pub details: String,
    /// Where its products are.
    pub products: String,
}

/// A point on Earth, in degrees.
#[derive(Debug, Serialize, ToSchema)]
pub struct Position {
    /// North is positive.
    pub latitude: f64,
    /// East is positive.
    pub longitude: f64,
}

/// A shop as it is today.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShopToday {
    /// The shop.
    pub shop: Shop,
    /// Nobody walks in today: while it is open, goods are handed over at the door.
    pub at_the_door: bool,
    /// When it is open during the next seven days, the running opening first; empty when its hours are unknown.
    pub next_openings: Vec<Opening>,
}

/// A stretch of time during which a shop is open.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opening {
    /// When it opens.
    pub from: DateTime<Utc>,
    /// When it closes.
    pub to: DateTime<Utc>,
}

/// A piece of a long list of products.
#[derive(Debug, Serialize, ToSchema)]
pub struct Products {
    /// What can be bought, newest first.
    pub products: Vec<Product>,
    /// Where the list goes on; null at its end.
    pub next: Option<String>,
}

/// A product.
#[derive(Debug, Serialize, ToSchema)]
pub struct Product {
    /// Never changes.
    pub id: String,
    /// Its name in addresses, unique in its shop; follows its name.
    pub slug: String,
    /// Its name; null until its merchant gives it one.
    pub name: Option<String>,
    /// What one unit costs, in euro cents, all taxes included.
    pub price_cents: i64,
    /// The lowest price of the thirty days before a reduction, in euro cents; null when there is none.
    pub reduced_from_cents: Option<i64>,
    /// What the price buys.
    #[schema(schema_with = units)]
    pub unit: Unit,
    /// How much is in one piece, as "500 g" or "75 cl".
    pub content: Option<String>,
    /// How much there is. A list names no product that is out.
    #[schema(schema_with = stocks)]
    pub stock: StockKind,
    /// How many there are, when few enough are left to be counted.
    pub pieces: Option<u32>,
    /// Where a shopper looks for it.
    #[schema(schema_with = categories)]
    pub category: Category,
    /// Its photo.
    pub photo: Option<Photo>,
    /// When its merchant last said that it is there.
    pub confirmed_at: DateTime<Utc>,
    /// Who sells it.
    pub shop: SoldBy,
    /// Its page, for people.
    pub page: String,
}

/// Who sells a product.
#[derive(Debug, Serialize, ToSchema)]
pub struct SoldBy {
    /// The shop's name in addresses.
    pub slug: String,
    /// Its sign.
    pub name: String,
}

/// A picture that never changes: another one has another address.
#[derive(Debug, Serialize, ToSchema)]
pub struct Photo {
    /// Where it is, as JPEG.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Why there is no other answer, as RFC 9457 writes it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always "about:blank": the status says it all.
    pub r#type: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The status.
    pub status: u16,
    /// What happened, in a sentence.
    pub detail: String,
}

fn kinds() -> Object {
    words("What it mainly sells.", ShopKind::ALL)
}

fn units() -> Object {
    words("What the price buys.", Unit::ALL)
}

fn stocks() -> Object {
    words(
        "How much there is. A list names no product that is out.",
        StockKind::ALL,
    )
}

fn categories() -> Object {
    words("Where a shopper looks for it.", Category::ALL)
}

/// One of the words that the market itself uses.
fn words<W: Display>(says: &str, all: &[W]) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(says))
        .enum_values(Some(all.iter().map(ToString::to_string)))
        .build()
}
