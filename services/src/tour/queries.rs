//! The doors of a town, and what was heard at each.

use super::entity;
use crate::{
    accounts::{OfficialOf, entity::shop_member},
    error::Error,
    shops,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::ShopId,
    shops::{Fact, Shop, missing},
    tour::{Progress, Said, Standing},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Statement,
};
use std::collections::{HashMap, HashSet};

/// A call as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// How it ended.
    pub said: Said,
    /// The day to come back on.
    pub on: Option<NaiveDate>,
    /// Empty when there is none.
    pub note: String,
    /// When it was noted.
    pub at: DateTime<Utc>,
}

/// A door with its shop.
#[derive(Clone, Debug)]
pub struct OnTour {
    /// The shop.
    pub shop: Shop,
    /// What it did so far.
    pub progress: Progress,
    /// What there is to do.
    pub standing: Standing,
    /// What was heard there, the last call first.
    pub calls: Vec<Heard>,
    /// Somebody owns it.
    pub is_owned: bool,
    /// What the law wants to be known of who sells there, and nobody said.
    pub missing: Vec<Fact>,
}

/// All doors of the official's town, by name.
pub async fn doors(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Vec<OnTour>, Error> {
    let rows = shops::entity::Entity::find()
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .order_by_asc(shops::entity::Column::Name)
        .order_by_asc(shops::entity::Column::Id)
        .all(db)
        .await?;
    let newest = newest(db, who).await?;
    let mut heard = heard(db, who).await?;
    let owned = owned(db, who).await?;
    let traders = shops::traders_of_town(db, who.town()).await?;
    let doors = rows.into_iter().map(|row| {
        let progress = Progress {
            claimed_at: row.claimed_at,
            listed_at: newest.get(&row.id).copied(),
        };
        let calls = heard.remove(&row.id).unwrap_or_default();
        let last = calls.first().map(|call| (call.said, call.on, call.at));
        let shop = Shop::from(row);
        OnTour {
            standing: progress.standing(last),
            is_owned: owned.contains(&shop.id),
            missing: missing(&shop, traders.get(&shop.id)),
            shop,
            progress,
            calls,
        }
    });
    Ok(doors.collect())
}

/// How many doors the official's town has.
pub async fn count(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<u64, Error> {
    let of_town = shops::entity::Entity::find().filter(shops::entity::Column::TownId.eq(who.town()));
    Ok(of_town.count(db).await?)
}

/// The shops that somebody owns.
async fn owned(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<HashSet<ShopId>, Error> {
    let of_town = shops::entity::Entity::find()
        .select_only()
        .column(shops::entity::Column::Id)
        .filter(shops::entity::Column::TownId.eq(who.town()));
    let owned: Vec<ShopId> = shop_member::Entity::find()
        .select_only()
        .column(shop_member::Column::ShopId)
        .filter(shop_member::Column::ShopId.in_subquery(of_town.into_query()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(owned.into_iter().collect())
}

/// Of each shelf the last product alone is looked at, however many there are.
const NEWEST: &str = "SELECT s.id, (
    SELECT p.listed_at FROM products p WHERE p.shop_id = s.id AND p.withdrawn_at IS NULL
    ORDER BY p.listed_at DESC LIMIT 1
) AS newest FROM shops s WHERE s.town_id = $1";

#[derive(FromQueryResult)]
struct Newest {
    id: ShopId,
    newest: Option<DateTime<Utc>>,
}

/// When the newest product of each shop went on sale.
async fn newest(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
) -> Result<HashMap<ShopId, DateTime<Utc>>, Error> {
    let asked = Statement::from_sql_and_values(db.get_database_backend(), NEWEST, [who.town().into()]);
    let rows = Newest::find_by_statement(asked).all(db).await?;
    let listed = rows.into_iter().filter_map(|row| Some((row.id, row.newest?)));
    Ok(listed.collect())
}

async fn heard(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<HashMap<ShopId, Vec<Heard>>, Error> {
    let calls = entity::Entity::find()
        .filter(entity::Column::TownId.eq(who.town()))
        .order_by_desc(entity::Column::MadeAt)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    let mut heard: HashMap<ShopId, Vec<Heard>> = HashMap::new();
    for call in calls {
        heard.entry(call.shop_id).or_default().push(Heard {
            said: call.said,
            on: call.come_back_on,
            note: call.note,
            at: call.made_at,
        });
    }
    Ok(heard)
}
