//! What a town reports: sales without who bought, visits by day, and what each seller was paid in a year.

use crate::{
    accounts::OfficialOf,
    error::Error,
    orders::entity::{line, order, part},
    shops,
    visits::entity as visit,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{OrderPartId, ShopId},
    money::{Cents, Price},
    orders::{Actor, Given, OrderKind, PartState},
    shops::{Shop, Trader},
    text::Name,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;

/// Ids asked about at once.
const AT_ONCE: usize = 1_000;

/// An order part, without who ordered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// Whose it is.
    pub shop: ShopId,
    /// When it was sent.
    pub placed_at: DateTime<Utc>,
    /// When it was to be collected.
    pub pickup_from: DateTime<Utc>,
    /// When it last moved: when it was handed over, if it was.
    pub changed_at: DateTime<Utc>,
    /// Where it stands.
    pub state: PartState,
    /// Kept aside, or sold at once.
    pub kind: OrderKind,
    /// Who typed it.
    pub entered_as: Actor,
    /// Of how many different products.
    pub lines: usize,
    /// What all that is given costs.
    pub total: Cents,
}

/// What was sent to the shops of the official's town between two instants, the first first.
pub async fn sales(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Sale>, Error> {
    of_parts(
        db,
        who,
        part::Column::PlacedAt
            .gte(from)
            .and(part::Column::PlacedAt.lt(to)),
    )
    .await
}

async fn of_parts(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    which: sea_orm::sea_query::Expr,
) -> Result<Vec<Sale>, Error> {
    let rows = part::Entity::find()
        .find_also_related(order::Entity)
        .filter(order::Column::TownId.eq(who.town()))
        .filter(which)
        .order_by_asc(part::Column::PlacedAt)
        .order_by_asc(part::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<OrderPartId> = rows.iter().map(|(part, _)| part.id).collect();
    let sums = sums(db, &ids).await?;
    let sale = |(part, order): (part::Model, Option<order::Model>)| {
        let order = order?;
        let (lines, total) = sums.get(&part.id).copied().unwrap_or((0, Cents(0)));
        Some(Sale {
            shop: part.shop_id,
            placed_at: part.placed_at,
            pickup_from: part.pickup_from,
            changed_at: part.changed_at,
            state: part.state,
            kind: order.kind,
            entered_as: order.entered_as,
            lines,
            total,
        })
    };
    Ok(rows.into_iter().filter_map(sale).collect())
}

/// How many lines are given of each part, and what they cost.
async fn sums(
    db: &impl ConnectionTrait,
    parts: &[OrderPartId],
) -> Result<HashMap<OrderPartId, (usize, Cents)>, DbErr> {
    type Row = (OrderPartId, Price, i32, Option<i32>);
    let mut sums: HashMap<OrderPartId, (usize, Cents)> = HashMap::new();
    for parts in parts.chunks(AT_ONCE) {
        let rows: Vec<Row> = line::Entity::find()
            .select_only()
            .columns([
                line::Column::PartId,
                line::Column::Price,
                line::Column::Quantity,
                line::Column::Given,
            ])
            .filter(line::Column::PartId.is_in(parts.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for (part, price, quantity, given) in rows {
            let given = given.map_or_else(|| Given::whole(quantity.unsigned_abs()), Given::of_thousandths);
            if given != Given::NOTHING {
                let sum = sums.entry(part).or_insert((0, Cents(0)));
                *sum = (sum.0 + 1, Cents(sum.1.0 + given.cost(price.cents()).0));
            }
        }
    }
    Ok(sums)
}

/// What was seen on one day of the town's page and all its shops' (none), or of a shop's and its products' alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// On the town's calendar.
    pub day: NaiveDate,
    /// Whose pages; none: the whole town's.
    pub shop: Option<Name>,
    /// Pages seen.
    pub views: u64,
    /// Of these, those to which a printed square led.
    pub scans: u64,
    /// Of these, those to which a handed-on link led.
    pub shared: u64,
}

/// Visits since a day, by day; of each the whole town first.
pub async fn visits(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    since: NaiveDate,
) -> Result<Vec<Seen>, Error> {
    let names: HashMap<_, _> = shops_of(db, who)
        .await?
        .into_iter()
        .map(|shop| (shop.id.0, shop.name))
        .collect();
    let mut things: Vec<_> = names.keys().copied().collect();
    things.push(who.town().0);
    let mut seen = Vec::new();
    for things in things.chunks(AT_ONCE) {
        let rows = visit::Entity::find()
            .filter(visit::Column::Thing.is_in(things.iter().copied()))
            .filter(visit::Column::Day.gte(since));
        seen.extend(rows.all(db).await?.into_iter().map(|row| Seen {
            day: row.day,
            shop: names.get(&row.thing).cloned(),
            views: row.views.unsigned_abs(),
            scans: row.scans.unsigned_abs(),
            shared: row.shared.unsigned_abs(),
        }));
    }
    seen.sort_by(|a, b| (a.day, &a.shop).cmp(&(b.day, &b.shop)));
    Ok(seen)
}

/// What a seller was paid in a year.
#[derive(Clone, Debug)]
pub struct SellerYear {
    /// The shop.
    pub shop: Shop,
    /// Who sells there, where it was said.
    pub trader: Option<Trader>,
    /// Sales and their sum, quarter by quarter.
    pub quarters: [(u64, Cents); 4],
}

impl SellerYear {
    /// Sales and their sum in the whole year.
    pub fn total(&self) -> (u64, Cents) {
        let sales = self.quarters.iter().map(|(sales, _)| sales).sum();
        let paid = self.quarters.iter().map(|(_, paid)| paid.0).sum();
        (sales, Cents(paid))
    }
}

/// What was handed over and paid at each shop of the official's town in the four quarters that begin at these instants,
/// the last being the end of the year; every shop that sold something, by name (directive (EU) 2021/514, "DAC7").
pub async fn yearly(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    quarters: &[DateTime<Utc>; 5],
) -> Result<Vec<SellerYear>, Error> {
    let of_year = part::Column::State
        .eq(PartState::HandedOver)
        .and(part::Column::ChangedAt.gte(quarters[0]))
        .and(part::Column::ChangedAt.lt(quarters[4]));
    let mut paid: HashMap<ShopId, [(u64, Cents); 4]> = HashMap::new();
    for sale in of_parts(db, who, of_year).await? {
        let quarter = quarters[1..4]
            .iter()
            .filter(|begins| sale.changed_at >= **begins)
            .count();
        let sum = &mut paid.entry(sale.shop).or_insert([(0, Cents(0)); 4])[quarter];
        *sum = (sum.0 + 1, Cents(sum.1.0 + sale.total.0));
    }
    let mut traders = shops::traders_of_town(db, who.town()).await?;
    let shops = shops_of(db, who).await?;
    Ok(shops
        .into_iter()
        .filter_map(|shop| {
            Some(SellerYear {
                quarters: paid.remove(&shop.id)?,
                trader: traders.remove(&shop.id),
                shop,
            })
        })
        .collect())
}

/// Every shop of the town, by name, on the market or not.
async fn shops_of(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Vec<Shop>, Error> {
    let rows = shops::entity::Entity::find()
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .order_by_asc(shops::entity::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Shop::from).collect())
}
