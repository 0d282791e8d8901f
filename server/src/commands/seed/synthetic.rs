//! Towns of any number and size, written straight into the tables: for measurements, where the verbs would take hours.

use anyhow::Result;
use app::state::House;
use chrono::{Duration, Utc};
use domain::{
    catalogue::{Category, StockKind, Unit},
    id::{ProductId, ShopId, TownId},
    money::Price,
    search::{VERSION, indexed},
    shops::ShopKind,
    text::Name,
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use services::{
    catalogue::{entity::product, words},
    db::Transaction,
    secret, shops, slugs, towns,
};

/// Rows in one statement: below SQLite's limit of 32,766 values.
const ROWS: usize = 1_000;
/// Towns that are written together: each wait for the disk is for all of them.
const TOGETHER: usize = 50;

const THINGS: [&str; 24] = [
    "Confiture",
    "Miel",
    "Pain",
    "Brioche",
    "Fromage",
    "Saucisson",
    "Terrine",
    "Huile",
    "Vinaigre",
    "Savon",
    "Bougie",
    "Thé",
    "Tisane",
    "Bière",
    "Cidre",
    "Vin",
    "Jus",
    "Soupe",
    "Pommes",
    "Poires",
    "Livre",
    "Puzzle",
    "Écharpe",
    "Panier",
];
const KINDS: [&str; 20] = [
    "de fraise",
    "de coing",
    "de tilleul",
    "au levain",
    "aux noix",
    "de chèvre",
    "de brebis",
    "fumé",
    "de campagne",
    "d’olive",
    "de cidre",
    "à la lavande",
    "de Noël",
    "vert",
    "de verveine",
    "blonde",
    "brut",
    "rouge",
    "du verger",
    "en laine",
];
const SIZES: [&str; 8] = [
    "",
    ", 250 g",
    ", 500 g",
    ", 1 kg",
    ", 25 cl",
    ", 75 cl",
    ", le lot de 3",
    ", grand modèle",
];

pub async fn open(house: &House, towns: u32, shops_per_town: u32, products_per_shop: u32) -> Result<()> {
    let first = towns::all(house.db.read()).await?.len();
    let numbers: Vec<usize> = (1..=towns as usize).collect();
    for some in numbers.chunks(TOGETHER) {
        let tx = house.db.write().await?;
        for number in some {
            let now = house.clock.now();
            town(&tx, first + number, shops_per_town, products_per_shop, now).await?;
        }
        tx.commit().await?;
        println!("{} of {towns} towns", some.last().unwrap_or(&0));
    }
    println!("{towns} towns with {shops_per_town} shops each, {products_per_shop} products in every shop.");
    Ok(())
}

async fn town(
    tx: &Transaction,
    number: usize,
    shops: u32,
    products: u32,
    at: chrono::DateTime<Utc>,
) -> Result<()> {
    let town = towns::entity::ActiveModel {
        id: Set(TownId(secret::id())),
        insee_code: Set(format!("9{number:04}")),
        name: Set(format!("Ville {number}")),
        slug: Set(format!("ville-{number}")),
        postcodes: Set(format!("9{number:04}")),
        time_zone: Set("Europe/Paris".into()),
        created_at: Set(at),
        ..Default::default()
    };
    let town = town.insert(tx).await?.id;
    let ids: Vec<ShopId> = (0..shops).map(|_| ShopId(secret::id())).collect();
    let shop_rows: Vec<_> = ids
        .iter()
        .zip(1..)
        .map(|(id, shop)| shop_row(town, *id, shop, at))
        .collect::<Result<_>>()?;
    for rows in shop_rows.chunks(ROWS) {
        shops::entity::Entity::insert_many(rows.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    let mut rows = Vec::with_capacity(ROWS);
    let mut kept = Vec::new();
    for (shop, id) in ids.into_iter().enumerate() {
        let category = Category::usual(kind_of(shop + 1));
        for place in 0..products as usize {
            let mut row = product_row((town, id), number * 7919 + shop * 104_729 + place, place, at)?;
            let of_product = indexed(name_of(&row), None, None, Unit::Piece, category);
            row.words = Set(Some(words::joined(&of_product)));
            row.words_version = Set(VERSION);
            kept.extend(words::of(town, *row.id.as_ref(), of_product));
            rows.push(row);
        }
    }
    for rows in rows.chunks(ROWS) {
        product::Entity::insert_many(rows.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(words::insert(tx, kept).await?)
}

fn kind_of(number: usize) -> ShopKind {
    ShopKind::ALL[number % ShopKind::ALL.len()]
}

fn name_of(row: &product::ActiveModel) -> Option<&str> {
    row.name.as_ref().as_ref().map(Name::as_str)
}

fn shop_row(
    town: TownId,
    id: ShopId,
    number: usize,
    at: chrono::DateTime<Utc>,
) -> Result<shops::entity::ActiveModel> {
    Ok(shops::entity::ActiveModel {
        id: Set(id),
        town_id: Set(town),
        slug: Set(format!("commerce-{number}")),
        name: Set(format!("Commerce {number}").parse()?),
        kind: Set(kind_of(number)),
        address: Set(format!("{number} rue du Marché")),
        phone: Set(String::new()),
        latitude: Set(None),
        longitude: Set(None),
        hours: Set("Tu-Sa 09:00-12:30,14:30-19:00".into()),
        about: Set(String::new()),
        created_at: Set(at),
        claimed_at: Set(Some(at)),
        ..Default::default()
    })
}

/// `seed` chooses the words and the price: the same town is always the same.
fn product_row(
    (town, shop): (TownId, ShopId),
    seed: usize,
    place: usize,
    at: chrono::DateTime<Utc>,
) -> Result<product::ActiveModel> {
    let name = format!(
        "{} {}{}",
        THINGS[seed % THINGS.len()],
        KINDS[seed / THINGS.len() % KINDS.len()],
        SIZES[seed / 480 % SIZES.len()]
    );
    let listed = at - Duration::minutes(i64::try_from(seed % 100_000)?);
    let counted = seed.is_multiple_of(3);
    Ok(product::ActiveModel {
        id: Set(ProductId(secret::id())),
        shop_id: Set(shop),
        town_id: Set(Some(town)),
        slug: Set(format!("{}-{place}", slugs::slug(&name, "article"))),
        price: Set(Price::from_cents(i64::try_from(100 + seed % 4_900)?)?),
        name: Set(name.parse().ok()),
        unit: Set(Unit::Piece),
        stock_kind: Set(if counted {
            StockKind::Pieces
        } else {
            StockKind::Plenty
        }),
        stock_count: Set(counted.then_some(5)),
        photo_hash: Set(None),
        hidden: Set(false),
        listed_at: Set(listed),
        changed_at: Set(listed),
        ..Default::default()
    })
}
