//! What a shop and its town hall see of the counts; nobody else asks.

use super::entity;
use crate::{
    accounts::{MerchantOf, OfficialOf},
    catalogue::entity::product,
    error::Error,
    orders::entity::{line, part},
    pickup, shops,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    id::{ProductId, ShopId},
    orders::PartState,
    text::Name,
    visits::Figures,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// How many days are looked at, today among them.
const DAYS: u64 = 7;
/// Products named in a shop's week.
const BEST: u64 = 5;
/// Ids asked about at once.
const AT_ONCE: usize = 1000;

/// The last seven days of a shop, today among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopWeek {
    /// Of the shop's page and all its products' together.
    pub figures: Figures,
    /// The products seen most, at most five.
    pub products: Vec<ProductSeen>,
}

/// A product in a shop's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductSeen {
    /// Which one.
    pub product: ProductId,
    /// None until the merchant names it.
    pub name: Option<Name>,
    /// Its own.
    pub figures: Figures,
}

/// The last seven days of a town, today among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TownWeek {
    /// Of the town's page, its shops' and their products' together.
    pub figures: Figures,
    /// Shops in whose week something happened, those seen most first.
    pub shops: Vec<(Name, Figures)>,
}

/// Where the days begin: on the town's calendar, and as an instant.
fn begins(time_zone: &str, now: DateTime<Utc>) -> (NaiveDate, DateTime<Utc>) {
    let today = pickup::wall_clock(time_zone, now).date();
    let first = today - Days::new(DAYS - 1);
    (
        first,
        pickup::instant_at(time_zone, first.and_time(NaiveTime::MIN)),
    )
}

/// The week of the merchant's shop. `time_zone` is the town's.
pub async fn of_shop(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    time_zone: &str,
    now: DateTime<Utc>,
) -> Result<ShopWeek, Error> {
    let (first, since) = begins(time_zone, now);
    let mut figures = seen(db, &[who.shop().0], first)
        .await?
        .remove(&who.shop().0)
        .unwrap_or_default();
    for (_, orders) in ordered(db, &[who.shop()], since).await? {
        figures += orders;
    }
    Ok(ShopWeek {
        figures,
        products: products(db, who.shop(), (first, since)).await?,
    })
}

/// The week of the official's town. `time_zone` is the town's.
pub async fn of_town(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    time_zone: &str,
    now: DateTime<Utc>,
) -> Result<TownWeek, Error> {
    let (first, since) = begins(time_zone, now);
    let names: Vec<(ShopId, Name)> = shops::entity::Entity::find()
        .select_only()
        .columns([shops::entity::Column::Id, shops::entity::Column::Name])
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .into_tuple()
        .all(db)
        .await?;
    let ids: Vec<ShopId> = names.iter().map(|(id, _)| *id).collect();
    let mut things: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    things.push(who.town().0);
    let mut by_thing = seen(db, &things, first).await?;
    let mut figures = by_thing.remove(&who.town().0).unwrap_or_default();
    for (shop, orders) in ordered(db, &ids, since).await? {
        figures += orders;
        *by_thing.entry(shop.0).or_default() += orders;
    }
    let mut shops: Vec<(Name, Figures)> = names
        .into_iter()
        .filter_map(|(id, name)| Some((name, by_thing.remove(&id.0)?)))
        .collect();
    shops.sort_by(|(a, of_a), (b, of_b)| of_b.views.cmp(&of_a.views).then_with(|| a.cmp(b)));
    Ok(TownWeek { figures, shops })
}

/// Views, scans and handed-on links of each thing since a day.
async fn seen(
    db: &impl ConnectionTrait,
    things: &[Uuid],
    first: NaiveDate,
) -> Result<HashMap<Uuid, Figures>, DbErr> {
    let mut by_thing: HashMap<Uuid, Figures> = HashMap::new();
    for things in things.chunks(AT_ONCE) {
        let rows = entity::Entity::find()
            .filter(entity::Column::Thing.is_in(things.iter().copied()))
            .filter(entity::Column::Day.gte(first));
        for row in rows.all(db).await? {
            *by_thing.entry(row.thing).or_default() += Figures {
                views: row.views.unsigned_abs(),
                scans: row.scans.unsigned_abs(),
                shared: row.shared.unsigned_abs(),
                ..Figures::default()
            };
        }
    }
    Ok(by_thing)
}

/// Sent or handed over since then.
fn since_then(since: DateTime<Utc>) -> Condition {
    Condition::any().add(part::Column::PlacedAt.gte(since)).add(
        part::Column::ChangedAt
            .gte(since)
            .and(part::Column::State.eq(PartState::HandedOver)),
    )
}

/// What is counted of a part: the orders themselves are the count.
fn of_part(state: PartState, placed: DateTime<Utc>, changed: DateTime<Utc>, since: DateTime<Utc>) -> Figures {
    Figures {
        reservations: u64::from(placed >= since),
        handovers: u64::from(state == PartState::HandedOver && changed >= since),
        ..Figures::default()
    }
}

/// What was reserved and handed over since then, part by part.
async fn ordered(
    db: &impl ConnectionTrait,
    shops: &[ShopId],
    since: DateTime<Utc>,
) -> Result<Vec<(ShopId, Figures)>, DbErr> {
    type Row = (ShopId, PartState, DateTime<Utc>, DateTime<Utc>);
    let mut found = Vec::new();
    for shops in shops.chunks(AT_ONCE) {
        let rows: Vec<Row> = part::Entity::find()
            .select_only()
            .columns([
                part::Column::ShopId,
                part::Column::State,
                part::Column::PlacedAt,
                part::Column::ChangedAt,
            ])
            .filter(part::Column::ShopId.is_in(shops.iter().copied()))
            .filter(since_then(since))
            .into_tuple()
            .all(db)
            .await?;
        let figures = |(shop, state, placed, changed)| (shop, of_part(state, placed, changed, since));
        found.extend(rows.into_iter().map(figures));
    }
    Ok(found)
}

/// The products of a shop seen most.
async fn products(
    db: &impl ConnectionTrait,
    shop: ShopId,
    (first, since): (NaiveDate, DateTime<Utc>),
) -> Result<Vec<ProductSeen>, DbErr> {
    let of_product = product::Entity::belongs_to(entity::Entity)
        .from(product::Column::Id)
        .to(entity::Column::Thing);
    let most: Vec<(ProductId, Option<Name>)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Name])
        .join(JoinType::InnerJoin, of_product.into())
        .filter(product::Column::ShopId.eq(shop))
        .filter(product::Column::WithdrawnAt.is_null())
        .filter(entity::Column::Day.gte(first))
        .group_by(product::Column::Id)
        .group_by(product::Column::Name)
        .order_by_desc(entity::Column::Views.sum())
        .order_by_asc(product::Column::Id)
        .limit(BEST)
        .into_tuple()
        .all(db)
        .await?;
    let ids: Vec<Uuid> = most.iter().map(|(id, _)| id.0).collect();
    let mut figures = seen(db, &ids, first).await?;
    for (product, orders) in ordered_of(db, shop, &ids, since).await? {
        *figures.entry(product.0).or_default() += orders;
    }
    let named = most.into_iter().map(|(product, name)| ProductSeen {
        figures: figures.remove(&product.0).unwrap_or_default(),
        product,
        name,
    });
    Ok(named.collect())
}

/// The same for products of a shop: in how many parts each was.
async fn ordered_of(
    db: &impl ConnectionTrait,
    shop: ShopId,
    products: &[Uuid],
    since: DateTime<Utc>,
) -> Result<Vec<(ProductId, Figures)>, DbErr> {
    type Row = (ProductId, PartState, DateTime<Utc>, DateTime<Utc>);
    let of_part_of = line::Entity::belongs_to(part::Entity)
        .from(line::Column::PartId)
        .to(part::Column::Id);
    let rows: Vec<Row> = line::Entity::find()
        .select_only()
        .column(line::Column::ProductId)
        .columns([
            part::Column::State,
            part::Column::PlacedAt,
            part::Column::ChangedAt,
        ])
        .join(JoinType::InnerJoin, of_part_of.into())
        .filter(part::Column::ShopId.eq(shop))
        .filter(line::Column::ProductId.is_in(products.iter().copied()))
        .filter(since_then(since))
        .into_tuple()
        .all(db)
        .await?;
    let figures = |(product, state, placed, changed)| (product, of_part(state, placed, changed, since));
    Ok(rows.into_iter().map(figures).collect())
}
