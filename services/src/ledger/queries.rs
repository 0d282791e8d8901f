//! Reading the ledger.

use super::entity;
use crate::{
    accounts::{MerchantOf, OfficialOf, entity::member},
    catalogue::entity::product,
    error::Error,
    shops,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, ProductId, ShopId},
    ledger::Deed,
    orders::Actor,
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Lines on a page.
const MOST: u64 = 100;

/// One line.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub deed: Deed,
    /// To which product, and its name today; none when it concerns no product.
    pub product: Option<(ProductId, Option<Name>)>,
    /// At which shop.
    pub shop: Option<Name>,
    /// To whom, when not to who did it.
    pub about: Option<Name>,
    /// As whom; none: the operator.
    pub actor: Option<Actor>,
    /// Who.
    pub name: Option<Name>,
    /// "Android, Chrome"; empty when unknown.
    pub device: String,
    /// What was, in the shape that the deed says.
    pub before: Option<String>,
    /// What is since.
    pub after: Option<String>,
}

/// What was done at a merchant's shop, or to one of its products: the newest hundred lines, newest first. Of another
/// shop's product there are none.
pub async fn of_shop(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    product: Option<ProductId>,
) -> Result<Vec<Entry>, Error> {
    let mut wanted = entity::Entity::find().filter(entity::Column::ShopId.eq(who.shop()));
    if let Some(product) = product {
        wanted = wanted.filter(entity::Column::ProductId.eq(product));
    }
    read(db, wanted).await
}

/// What was done to the shops and roles of an official's town: the newest hundred lines, newest first.
pub async fn of_town(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Vec<Entry>, Error> {
    let wanted = entity::Entity::find()
        .filter(entity::Column::TownId.eq(who.town()))
        .filter(entity::Column::Deed.is_in(Deed::OF_TOWN));
    read(db, wanted).await
}

/// When a town hall last made a link into a merchant's shop, if it was later than `after`.
pub async fn let_back_in(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    after: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let last = entity::Entity::find()
        .filter(entity::Column::ShopId.eq(who.shop()))
        .filter(entity::Column::DoneAt.gt(after))
        .filter(entity::Column::Deed.eq(Deed::LetBackIn))
        .order_by_desc(entity::Column::DoneAt)
        .one(db)
        .await?;
    Ok(last.map(|row| row.done_at))
}

async fn read(
    db: &impl ConnectionTrait,
    wanted: sea_orm::Select<entity::Entity>,
) -> Result<Vec<Entry>, Error> {
    let rows = wanted
        .order_by_desc(entity::Column::DoneAt)
        .order_by_desc(entity::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let names = Names::of(db, &rows).await?;
    Ok(rows.into_iter().map(|row| names.entry(row)).collect())
}

/// What everybody and everything in the lines is called today.
struct Names {
    members: HashMap<MemberId, Name>,
    shops: HashMap<ShopId, Name>,
    products: HashMap<ProductId, Option<Name>>,
}

impl Names {
    async fn of(db: &impl ConnectionTrait, rows: &[entity::Model]) -> Result<Self, Error> {
        let members = rows
            .iter()
            .flat_map(|row| [row.member_id, row.about_id])
            .flatten();
        let members = member::Entity::find()
            .filter(member::Column::Id.is_in(members))
            .all(db)
            .await?;
        let shops = shops::entity::Entity::find()
            .filter(shops::entity::Column::Id.is_in(rows.iter().filter_map(|row| row.shop_id)))
            .all(db)
            .await?;
        let products: Vec<(ProductId, Option<Name>)> = product::Entity::find()
            .select_only()
            .columns([product::Column::Id, product::Column::Name])
            .filter(product::Column::Id.is_in(rows.iter().filter_map(|row| row.product_id)))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            members: members.into_iter().map(|row| (row.id, row.name)).collect(),
            shops: shops.into_iter().map(|row| (row.id, row.name)).collect(),
            products: products.into_iter().collect(),
        })
    }

    fn entry(&self, row: entity::Model) -> Entry {
        let member = |id: Option<MemberId>| id.and_then(|id| self.members.get(&id).cloned());
        Entry {
            at: row.done_at,
            deed: row.deed,
            product: row
                .product_id
                .map(|id| (id, self.products.get(&id).cloned().flatten())),
            shop: row.shop_id.and_then(|id| self.shops.get(&id).cloned()),
            about: member(row.about_id),
            actor: row.actor,
            name: member(row.member_id),
            device: row.device,
            before: row.before,
            after: row.after,
        }
    }
}
