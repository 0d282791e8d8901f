//! Taking a report, and opening it at the town hall.

use super::{entity, queries::of_town};
use crate::{accounts::OfficialOf, catalogue::entity::product, error::Error, notifications, shops, towns};
use chrono::{DateTime, Utc};
use domain::{
    id::{ProductId, ReportId},
    notifications::Message,
    reports::{Report, Spot},
    shops::Shop,
    text::Name,
    towns::Town,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};

/// What is at the address that was named.
#[derive(Clone, Debug, PartialEq)]
pub struct Spotted {
    /// Its town.
    pub town: Town,
    /// Its shop.
    pub shop: Shop,
    /// The product, and its name; none for the shop's own page.
    pub product: Option<(ProductId, Option<Name>)>,
}

/// Finds what somebody wants to report; also what is out of sight by now. Not found where nothing ever was.
pub async fn spot(db: &impl ConnectionTrait, spot: &Spot) -> Result<Spotted, Error> {
    let town = towns::by_slug(db, &spot.town).await?;
    let shop = shops::known_by_slug(db, town.id, &spot.shop).await?;
    let product = match &spot.product {
        None => None,
        Some(slug) => {
            let row = product::Entity::find()
                .filter(product::Column::ShopId.eq(shop.id))
                .filter(product::Column::Slug.eq(slug))
                .one(db)
                .await?
                .ok_or(Error::NotFound)?;
            Some((row.id, row.name))
        }
    };
    Ok(Spotted { town, shop, product })
}

/// Takes a report; whoever left an address is told that it came. Sent again under the same id, it is taken once. Not found
/// when there is nothing at its address. `locale` is the language of the letters, as "fr".
pub async fn report(
    tx: &impl ConnectionTrait,
    id: ReportId,
    said: &Report,
    locale: &str,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let spotted = spot(tx, &said.spot).await?;
    let email = said.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let row = entity::ActiveModel {
        id: Set(id),
        town_id: Set(spotted.town.id),
        shop_id: Set(spotted.shop.id),
        product_id: Set(spotted.product.map(|(id, _)| id)),
        place: Set(said.spot.path()),
        concern: Set(said.concern),
        words: Set(said.words.to_string()),
        name: Set(said.name.as_ref().map(ToString::to_string).unwrap_or_default()),
        email: Set(email.clone()),
        locale: Set(locale.to_owned()),
        reported_at: Set(at),
        read_at: Set(None),
        read_by: Set(None),
        answered_at: Set(None),
        erased_at: Set(None),
    };
    let taken = entity::Entity::insert(row)
        .on_conflict(OnConflict::column(entity::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await;
    match taken {
        Ok(1..) if !email.is_empty() => {
            Ok(notifications::tell(tx, &[Message::Reported { report: id }], at).await?)
        }
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Notes who of the town hall opened a report first, and when. Another town's is not found.
pub async fn read(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    id: ReportId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    of_town(tx, who, id).await?;
    entity::Entity::update_many()
        .col_expr(entity::Column::ReadAt, Expr::value(Some(at)))
        .col_expr(entity::Column::ReadBy, Expr::value(Some(who.member().0)))
        .filter(entity::Column::Id.eq(id))
        .filter(entity::Column::ReadAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
