//! Whose labels are late: the town hall sees it, because ten minutes together are often enough.

use super::{goods_of, label_of};
use crate::{
    accounts::OfficialOf,
    catalogue::{can_be_bought, entity::product},
    error::Error,
    pickup, shops, towns,
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    duties::{DAYS, by, missing},
    id::ShopId,
    shops::Shop,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// Products looked at for a page: as many as forty full shops have.
const LOOKED_AT: u64 = 2_000;

/// A shop that still has to say something of what it has been selling for more than a week.
#[derive(Clone, Debug)]
pub struct LateShop {
    /// Who it is.
    pub shop: Shop,
    /// Of how many of its products.
    pub products: u64,
}

/// The shops of the official's town whose labels are late, those with the most of them first. Of more than two thousand old
/// products the oldest are looked at.
pub async fn late_in_town(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    now: DateTime<Utc>,
) -> Result<Vec<LateShop>, Error> {
    let time_zone = towns::by_id(db, who.town()).await?.time_zone;
    let today = pickup::wall_clock(&time_zone, now).date();
    let rows = product::Entity::find()
        .find_also_related(shops::entity::Entity)
        .filter(product::Column::TownId.eq(who.town()))
        .filter(shops::entity::Column::ClaimedAt.is_not_null())
        .filter(can_be_bought())
        // What is younger is not late anywhere on earth.
        .filter(product::Column::ListedAt.lt(now - Duration::days(DAYS)))
        // Of a very large town those that have waited longest; others follow as these are mended.
        .order_by_asc(product::Column::ListedAt)
        .limit(LOOKED_AT)
        .all(db)
        .await?;
    let mut late: BTreeMap<ShopId, LateShop> = BTreeMap::new();
    for (row, shop) in rows {
        let Some(shop) = shop else { continue };
        let listed = pickup::wall_clock(&time_zone, row.listed_at).date();
        let facts = missing(
            goods_of(&row, shop.kind),
            &label_of(&row),
            shop.sells_at_a_distance,
        );
        if by(listed) >= today || facts.is_empty() {
            continue;
        }
        let of_shop = late.entry(shop.id).or_insert_with(|| LateShop {
            shop: shop.into(),
            products: 0,
        });
        of_shop.products += 1;
    }
    let mut late: Vec<LateShop> = late.into_values().collect();
    late.sort_by(|one, other| {
        let count = other.products.cmp(&one.products);
        count.then_with(|| one.shop.name.cmp(&other.shop.name))
    });
    Ok(late)
}
