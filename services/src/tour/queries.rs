//! The doors of a town, and what was heard at each.

use super::entity;
use crate::{
    accounts::{OfficialOf, entity::shop_member},
    catalogue::entity::product,
    error::Error,
    shops,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::ShopId,
    shops::{Fact, Shop, missing},
    tour::{Progress, Said, Standing},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
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

/// When the newest product of each shop went on sale.
async fn newest(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
) -> Result<HashMap<ShopId, DateTime<Utc>>, Error> {
    let listed: Vec<(ShopId, DateTime<Utc>)> = product::Entity::find()
        .select_only()
        .column(product::Column::ShopId)
        .column_as(product::Column::ListedAt.max(), "newest")
        .filter(product::Column::TownId.eq(who.town()))
        .filter(product::Column::WithdrawnAt.is_null())
        .group_by(product::Column::ShopId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(listed.into_iter().collect())
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
