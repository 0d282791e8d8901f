//! What the town hall may see of its shops. Reads all, writes none.

mod adoption;
pub mod figures;
pub mod sheet;
mod weeks;

pub use adoption::{Adoption, Stale, Stuck, adoption};
pub use weeks::{MarketWeek, WEEKS, weeks};

use crate::{
    accounts::{
        OfficialOf,
        entity::{invitation, shop_member},
    },
    catalogue::entity::product,
    error::Error,
    orders::entity::part,
    shops,
};
use domain::{id::ShopId, shops::Shop};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{HashMap, HashSet};

/// How far a shop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// On the roster; nobody has a link yet.
    ToInvite,
    /// Somebody has a link that was not used.
    Invited,
    /// Claimed; the shelf is empty.
    Claimed,
    /// On the market.
    Selling,
}

/// A shop as the town hall sees it.
#[derive(Clone, Debug)]
pub struct OnRoster {
    /// The shop.
    pub shop: Shop,
    /// How far it has come.
    pub step: Step,
    /// Products on its shelf.
    pub products: u64,
    /// Whether its people have heard its bell; none before they sell, and where they have not come yet.
    pub heard: Option<bool>,
}

/// The town at a glance.
#[derive(Clone, Debug)]
pub struct Board {
    /// Every shop of the town, by name.
    pub shops: Vec<OnRoster>,
    /// Order parts that shoppers sent to these shops so far.
    pub reservations: u64,
}

impl Board {
    /// Shops that sell at least one product.
    pub fn selling(&self) -> usize {
        self.shops
            .iter()
            .filter(|shop| shop.step == Step::Selling)
            .count()
    }

    /// Products on all shelves.
    pub fn products(&self) -> u64 {
        self.shops.iter().map(|shop| shop.products).sum()
    }
}

/// The town's board.
pub async fn board(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Board, Error> {
    let rows = shops::entity::Entity::find()
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .order_by_asc(shops::entity::Column::Name)
        .all(db)
        .await?;
    let ids: Vec<ShopId> = rows.iter().map(|row| row.id).collect();
    let products = products_by_shop(db, &ids).await?;
    let invited = invited(db, &ids).await?;
    let with_people = with_people(db, &ids).await?;
    let reservations = part::Entity::find()
        .filter(part::Column::ShopId.is_in(ids))
        .count(db)
        .await?;
    let shops = rows
        .into_iter()
        .map(|row| {
            let on_shelf = products.get(&row.id).copied().unwrap_or(0);
            let step = match row.claimed_at {
                Some(_) if on_shelf > 0 => Step::Selling,
                Some(_) => Step::Claimed,
                None if invited.contains(&row.id) => Step::Invited,
                None => Step::ToInvite,
            };
            OnRoster {
                // Where the town hall stands in, its own bell rings.
                heard: (step == Step::Selling && with_people.contains(&row.id))
                    .then_some(row.alarm_heard_at.is_some()),
                shop: row.into(),
                step,
                products: on_shelf,
            }
        })
        .collect();
    Ok(Board { shops, reservations })
}

async fn products_by_shop(
    db: &impl ConnectionTrait,
    shops: &[ShopId],
) -> Result<HashMap<ShopId, u64>, Error> {
    let counts: Vec<(ShopId, i64)> = product::Entity::find()
        .select_only()
        .column(product::Column::ShopId)
        .column_as(product::Column::Id.count(), "products")
        .filter(product::Column::WithdrawnAt.is_null())
        .filter(product::Column::ShopId.is_in(shops.iter().copied()))
        .group_by(product::Column::ShopId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts
        .into_iter()
        .map(|(shop, count)| (shop, count.unsigned_abs()))
        .collect())
}

async fn with_people(db: &impl ConnectionTrait, shops: &[ShopId]) -> Result<HashSet<ShopId>, Error> {
    let ids: Vec<ShopId> = shop_member::Entity::find()
        .select_only()
        .column(shop_member::Column::ShopId)
        .filter(shop_member::Column::ShopId.is_in(shops.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

async fn invited(db: &impl ConnectionTrait, shops: &[ShopId]) -> Result<Vec<ShopId>, Error> {
    let ids: Vec<Option<ShopId>> = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::ShopId)
        .filter(invitation::Column::ShopId.is_in(shops.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().flatten().collect())
}
