//! Addresses that changed: what had a slug before keeps it, so that paper and links of yesterday still lead there, and
//! nothing else ever gets it.

pub mod entity;

use crate::{catalogue::entity::product, db::is_duplicate, error::Error, shops, slugs, towns};
use chrono::{DateTime, Utc};
use domain::{
    id::{ProductId, ShopId, TownId},
    shops::Shop,
    towns::{RESERVED_SLUGS, Town},
};
use entity::Kind;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::OnConflict,
};
use uuid::Uuid;

/// Where an address leads behind which there is nothing any more.
#[derive(Clone, Debug, PartialEq)]
pub enum Whither {
    /// To these segments: the town's, then the shop's, then the product's, as far as there were any.
    Moved(Vec<String>),
    /// The merchant took the product back for good.
    Gone(Town, Shop),
    /// The product is kept out of sight; it may come back.
    Away(Town, Shop),
    /// The shop was on the market, and its merchant has left.
    Left(Town, Shop),
    /// The town hall has suspended the shop; it may come back.
    Suspended(Town, Shop),
}

/// Why an address cannot become another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveRefused {
    /// Not as slugs are written: small letters, digits and hyphens.
    NotASlug,
    /// It is one of our own, somebody else's, or was.
    Taken,
}

/// Where the segments of a page's address lead now, when no page is there. [`Error::NotFound`]: they never led anywhere.
pub async fn whither(db: &impl ConnectionTrait, segments: &[&str]) -> Result<Whither, Error> {
    let Some((town_slug, rest)) = segments.split_first() else {
        return Err(Error::NotFound);
    };
    let town = find_town(db, town_slug).await?;
    let Some((shop_slug, rest)) = rest.split_first() else {
        return moved(segments, vec![town.slug]);
    };
    let shop = match find_shop(db, &town, shop_slug).await {
        Ok(shop) => shop,
        // A page of the town's own, such as its basket.
        Err(Error::NotFound) if town.slug != *town_slug => {
            let same = segments[1..].iter().map(ToString::to_string);
            return Ok(Whither::Moved(std::iter::once(town.slug).chain(same).collect()));
        }
        Err(Error::NotFound) => {
            let left = shops::left_by_slug(db, town.id, shop_slug).await?;
            return Ok(Whither::Left(town, left));
        }
        Err(other) => return Err(other),
    };
    if shops::is_suspended(db, shop.id).await? {
        return Ok(Whither::Suspended(town, shop));
    }
    match rest {
        [] => moved(segments, vec![town.slug, shop.slug]),
        [slug] => match find_product(db, shop.id, slug).await? {
            row if row.withdrawn_at.is_some() => Ok(Whither::Gone(town, shop)),
            row if row.hidden || row.held_by.is_some() => Ok(Whither::Away(town, shop)),
            row => moved(segments, vec![town.slug, shop.slug, row.slug]),
        },
        _ => Err(Error::NotFound),
    }
}

/// Never to where one comes from: a browser would go there for ever.
fn moved(from: &[&str], to: Vec<String>) -> Result<Whither, Error> {
    if to == from {
        return Err(Error::NotFound);
    }
    Ok(Whither::Moved(to))
}

async fn find_town(db: &impl ConnectionTrait, slug: &str) -> Result<Town, Error> {
    match towns::by_slug(db, slug).await {
        Err(Error::NotFound) => {
            let former = who_had(db, Kind::Town, Uuid::nil(), slug).await?;
            towns::by_id(db, TownId(former)).await
        }
        found => found,
    }
}

async fn find_shop(db: &impl ConnectionTrait, town: &Town, slug: &str) -> Result<Shop, Error> {
    match shops::known_by_slug(db, town.id, slug).await {
        Err(Error::NotFound) => {
            let former = who_had(db, Kind::Shop, town.id.0, slug).await?;
            let shop = shops::by_id(db, ShopId(former)).await?;
            // Only who is on the market yet.
            shops::known_by_slug(db, town.id, &shop.slug).await
        }
        found => found,
    }
}

async fn find_product(db: &impl ConnectionTrait, shop: ShopId, slug: &str) -> Result<product::Model, Error> {
    let of_shop = product::Entity::find().filter(product::Column::ShopId.eq(shop));
    let by_slug = of_shop.clone().filter(product::Column::Slug.eq(slug));
    if let Some(row) = by_slug.one(db).await? {
        return Ok(row);
    }
    let former = who_had(db, Kind::Product, shop.0, slug).await?;
    let by_id = of_shop.filter(product::Column::Id.eq(ProductId(former)));
    by_id.one(db).await?.ok_or(Error::NotFound)
}

/// What left this address: a town's, or one in a town; none: nothing did.
pub async fn who_left(
    db: &impl ConnectionTrait,
    kind: Kind,
    within: Option<TownId>,
    slug: &str,
) -> Result<Option<Uuid>, Error> {
    match who_had(db, kind, within.map_or_else(Uuid::nil, |town| town.0), slug).await {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn who_had(db: &impl ConnectionTrait, kind: Kind, within: Uuid, slug: &str) -> Result<Uuid, Error> {
    let row = entity::Entity::find_by_id((kind, within, slug.to_owned()))
        .one(db)
        .await?;
    row.map(|row| row.thing).ok_or(Error::NotFound)
}

/// Slugs beginning so that other things of the same place had once.
pub(crate) async fn had_by_others(
    db: &impl ConnectionTrait,
    kind: Kind,
    within: Uuid,
    thing: Uuid,
    beginning: &str,
) -> Result<Vec<String>, Error> {
    let slugs = entity::Entity::find()
        .select_only()
        .column(entity::Column::Slug)
        .filter(entity::Column::Kind.eq(kind))
        .filter(entity::Column::Within.eq(within))
        .filter(entity::Column::Thing.ne(thing))
        .filter(entity::Column::Slug.starts_with(beginning));
    Ok(slugs.into_tuple().all(db).await?)
}

/// Notes that a thing leaves this slug.
pub(crate) async fn leave(
    tx: &impl ConnectionTrait,
    (kind, within): (Kind, Uuid),
    slug: &str,
    thing: Uuid,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = entity::ActiveModel {
        kind: Set(kind),
        within: Set(within),
        slug: Set(slug.to_owned()),
        thing: Set(thing),
        left_at: Set(at),
    };
    let key = [entity::Column::Kind, entity::Column::Within, entity::Column::Slug];
    let left = OnConflict::columns(key)
        .update_columns([entity::Column::Thing, entity::Column::LeftAt])
        .to_owned();
    entity::Entity::insert(row)
        .on_conflict(left)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Gives a town another address; the one it had leads there.
pub async fn move_town(
    tx: &impl ConnectionTrait,
    town: &Town,
    to: &str,
    at: DateTime<Utc>,
) -> Result<(), Error<MoveRefused>> {
    let ours = RESERVED_SLUGS.contains(&to);
    let others = had_by_others(tx, Kind::Town, Uuid::nil(), town.id.0, to).await;
    check(to, ours, &others.map_err(Error::widen)?)?;
    let row = towns::entity::ActiveModel {
        id: Set(town.id),
        slug: Set(to.to_owned()),
        ..Default::default()
    };
    row.update(tx).await.map_err(taken)?;
    let place = (Kind::Town, Uuid::nil());
    leave(tx, place, &town.slug, town.id.0, at)
        .await
        .map_err(Error::widen)
}

/// Gives a shop another address in its town; the one it had leads there.
pub async fn move_shop(
    tx: &impl ConnectionTrait,
    town: &Town,
    shop: &Shop,
    to: &str,
    at: DateTime<Utc>,
) -> Result<(), Error<MoveRefused>> {
    let ours = shops::RESERVED_SLUGS.contains(&to);
    let others = had_by_others(tx, Kind::Shop, town.id.0, shop.id.0, to).await;
    check(to, ours, &others.map_err(Error::widen)?)?;
    let row = shops::entity::ActiveModel {
        id: Set(shop.id),
        slug: Set(to.to_owned()),
        ..Default::default()
    };
    row.update(tx).await.map_err(taken)?;
    let place = (Kind::Shop, town.id.0);
    leave(tx, place, &shop.slug, shop.id.0, at)
        .await
        .map_err(Error::widen)
}

fn check(to: &str, is_ours: bool, had: &[String]) -> Result<(), Error<MoveRefused>> {
    if slugs::slug(to, "") != to || to.is_empty() {
        return Err(Error::Refused(MoveRefused::NotASlug));
    }
    if is_ours || had.iter().any(|slug| slug == to) {
        return Err(Error::Refused(MoveRefused::Taken));
    }
    Ok(())
}

fn taken(error: sea_orm::DbErr) -> Error<MoveRefused> {
    if is_duplicate(&error) {
        Error::Refused(MoveRefused::Taken)
    } else {
        error.into()
    }
}
