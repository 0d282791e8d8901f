//! Who stands behind a shop's sign.

use crate::{accounts::AsOwner, db::Transaction, error::Error};
use chrono::{DateTime, Utc};
use domain::{
    id::{ShopId, TownId},
    shops::{CompanyNumber, Trader},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set,
    sea_query::OnConflict,
};
use std::collections::HashMap;

/// The traders' table.
pub mod entity {
    use domain::{id::ShopId, text::Name};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "traders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub shop_id: ShopId,
        pub name: Name,
        pub email: String,
        /// Digits only.
        pub number: String,
        /// Empty: not said.
        pub mediator: String,
        /// When it last said to sell only what the law allows.
        pub certified_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Takes down who sells at a merchant's shop, and that they said to sell only what the law allows.
pub async fn identify(
    tx: &Transaction,
    who: &AsOwner,
    trader: Trader,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = entity::ActiveModel {
        shop_id: Set(who.shop()),
        name: Set(trader.name),
        email: Set(trader.email.to_string()),
        number: Set(trader.number.as_str().to_owned()),
        mediator: Set(trader.mediator.map(String::from).unwrap_or_default()),
        certified_at: Set(at),
    };
    let replaced = OnConflict::column(entity::Column::ShopId)
        .update_columns([
            entity::Column::Name,
            entity::Column::Email,
            entity::Column::Number,
            entity::Column::Mediator,
            entity::Column::CertifiedAt,
        ])
        .to_owned();
    entity::Entity::insert(row)
        .on_conflict(replaced)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Who sells at a shop; none: not said yet.
pub async fn trader(db: &impl ConnectionTrait, shop: ShopId) -> Result<Option<Trader>, Error> {
    let row = entity::Entity::find_by_id(shop).one(db).await?;
    Ok(row.and_then(known))
}

/// Who sells at the shops of a town, where it was said.
pub(crate) async fn traders_of_town(
    db: &impl ConnectionTrait,
    town: TownId,
) -> Result<HashMap<ShopId, Trader>, Error> {
    let of_town = super::entity::Entity::find()
        .select_only()
        .column(super::entity::Column::Id)
        .filter(super::entity::Column::TownId.eq(town));
    let rows = entity::Entity::find()
        .filter(entity::Column::ShopId.in_subquery(of_town.into_query()))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.shop_id, known(row)?)))
        .collect())
}

fn known(row: entity::Model) -> Option<Trader> {
    Some(Trader {
        name: row.name,
        email: row.email.parse().ok()?,
        number: CompanyNumber::parse(&row.number)?,
        mediator: row.mediator.parse().ok(),
    })
}
