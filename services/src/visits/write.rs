use super::{Seen, entity};
use crate::{catalogue::entity::product, db::Db, error::Failed, pickup, shops, towns};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{ProductId, ShopId, TownId},
    visits::Figures,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set,
    sea_query::{Alias, Expr, OnConflict},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Names looked up at once, and rows written at once: databases count their parameters.
const AT_ONCE: usize = 1000;

/// Adds counts to the sums of the day that it is in each town. A product's views are its shop's too, and a shop's its
/// town's. Addresses that are no town, shop or product are left out.
pub(super) async fn write(
    db: &Db,
    counted: &HashMap<Seen, Figures>,
    now: DateTime<Utc>,
) -> Result<(), Failed> {
    let rows = sums(db.read(), counted, now).await?;
    let rows: Vec<entity::ActiveModel> = rows
        .into_iter()
        .map(|((thing, day), figures)| row(thing, day, figures))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let tx = db.write().await?;
    for rows in rows.chunks(AT_ONCE) {
        entity::Entity::insert_many(rows.to_vec())
            .on_conflict(added())
            .exec_without_returning(&tx)
            .await?;
    }
    Ok(tx.commit().await?)
}

fn row(thing: Uuid, day: NaiveDate, figures: Figures) -> entity::ActiveModel {
    let count = |figure: u64| Set(i64::try_from(figure).unwrap_or(i64::MAX));
    entity::ActiveModel {
        thing: Set(thing),
        day: Set(day),
        views: count(figures.views),
        scans: count(figures.scans),
        shared: count(figures.shared),
    }
}

fn added() -> OnConflict {
    let sum = |column: entity::Column| {
        let counted = Expr::col((Alias::new("excluded"), column));
        (column, Expr::col((entity::Entity, column)).add(counted))
    };
    OnConflict::columns([entity::Column::Thing, entity::Column::Day])
        .values([
            sum(entity::Column::Views),
            sum(entity::Column::Scans),
            sum(entity::Column::Shared),
        ])
        .to_owned()
}

/// In the order of their keys: two servers that add to the same rows must not wait for each other.
type Sums = BTreeMap<(Uuid, NaiveDate), Figures>;

async fn sums(
    db: &impl ConnectionTrait,
    counted: &HashMap<Seen, Figures>,
    now: DateTime<Utc>,
) -> Result<Sums, DbErr> {
    let towns = towns_of(db, counted).await?;
    let shops = shops_of(db, counted, &towns).await?;
    let products = products_of(db, counted, &towns, &shops).await?;
    let mut sums = Sums::new();
    for (seen, figures) in counted {
        let Some((town, zone)) = towns.get(&seen.town) else {
            continue;
        };
        let day = pickup::wall_clock(zone, now).date();
        let mut add = |thing: Uuid| *sums.entry((thing, day)).or_default() += *figures;
        if let Some(slug) = &seen.shop {
            // Another page of the town, such as its basket, is nothing that is counted.
            let Some(shop) = shops.get(&(*town, slug.clone())) else {
                continue;
            };
            if let Some(slug) = &seen.product {
                let Some(product) = products.get(&(*shop, slug.clone())) else {
                    continue;
                };
                add(product.0);
            }
            add(shop.0);
        }
        add(town.0);
    }
    Ok(sums)
}

async fn towns_of(
    db: &impl ConnectionTrait,
    counted: &HashMap<Seen, Figures>,
) -> Result<HashMap<String, (TownId, String)>, DbErr> {
    let slugs: Vec<&str> = distinct(counted.keys().map(|seen| seen.town.as_str()));
    let mut found = HashMap::new();
    for slugs in slugs.chunks(AT_ONCE) {
        let rows = towns::entity::Entity::find()
            .filter(towns::entity::Column::Slug.is_in(slugs.iter().copied()))
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.slug, (row.id, row.time_zone))));
    }
    Ok(found)
}

async fn shops_of(
    db: &impl ConnectionTrait,
    counted: &HashMap<Seen, Figures>,
    towns: &HashMap<String, (TownId, String)>,
) -> Result<HashMap<(TownId, String), ShopId>, DbErr> {
    let slugs = distinct(counted.keys().filter_map(|seen| seen.shop.as_deref()));
    let towns: Vec<TownId> = towns.values().map(|(id, _)| *id).collect();
    let mut found = HashMap::new();
    for slugs in slugs.chunks(AT_ONCE) {
        for towns in towns.chunks(AT_ONCE) {
            let rows: Vec<(ShopId, TownId, String)> = shops::entity::Entity::find()
                .select_only()
                .columns([
                    shops::entity::Column::Id,
                    shops::entity::Column::TownId,
                    shops::entity::Column::Slug,
                ])
                .filter(shops::entity::Column::TownId.is_in(towns.iter().copied()))
                .filter(shops::entity::Column::Slug.is_in(slugs.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
            found.extend(rows.into_iter().map(|(id, town, slug)| ((town, slug), id)));
        }
    }
    Ok(found)
}

/// Shop by shop: slugs such as "miel" are everywhere.
async fn products_of(
    db: &impl ConnectionTrait,
    counted: &HashMap<Seen, Figures>,
    towns: &HashMap<String, (TownId, String)>,
    shops: &HashMap<(TownId, String), ShopId>,
) -> Result<HashMap<(ShopId, String), ProductId>, DbErr> {
    let mut wanted: HashMap<ShopId, BTreeSet<&str>> = HashMap::new();
    for seen in counted.keys() {
        let (Some(shop), Some(product)) = (&seen.shop, &seen.product) else {
            continue;
        };
        let town = towns.get(&seen.town).map(|(id, _)| *id);
        if let Some(shop) = town.and_then(|town| shops.get(&(town, shop.clone()))) {
            wanted.entry(*shop).or_default().insert(product);
        }
    }
    let mut found = HashMap::new();
    for (shop, slugs) in wanted {
        let slugs: Vec<&str> = slugs.into_iter().collect();
        for slugs in slugs.chunks(AT_ONCE) {
            let rows: Vec<(ProductId, String)> = product::Entity::find()
                .select_only()
                .columns([product::Column::Id, product::Column::Slug])
                .filter(product::Column::ShopId.eq(shop))
                .filter(product::Column::Slug.is_in(slugs.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
            found.extend(rows.into_iter().map(|(id, slug)| ((shop, slug), id)));
        }
    }
    Ok(found)
}

fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    words.collect::<BTreeSet<_>>().into_iter().collect()
}
