//! What is held, by whom and until when; and why a counter is no longer open.

use super::{ending::waiting, entity};
use crate::{
    accounts::{
        MerchantOf, OfficialOf, SignedIn,
        entity::{member, shop_member},
    },
    catalogue::entity::product,
    error::Error,
    shops,
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::ShopId,
    shops::{Fact, Shop, missing},
    stand_in::{Ending, Term},
    text::Name,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::cmp::Reverse;

/// How long a shop whose time ran out is still shown among those that are held.
const LINGERS: Duration = Duration::days(60);

/// A counter that somebody of the town hall holds, or held last.
#[derive(Clone, Debug)]
pub struct Held {
    /// The shop.
    pub shop: ShopId,
    /// Who said yes.
    pub by: Name,
    /// When.
    pub since: DateTime<Utc>,
    /// For how long.
    pub term: Term,
    /// When it ends by itself, or ended.
    pub until: DateTime<Utc>,
    /// Who holds it.
    pub official: Option<Name>,
    /// Whether that is who asks.
    pub is_mine: bool,
    /// How it ended, if it did.
    pub ended: Option<Ending>,
}

/// A shop as an official finds it at its door.
#[derive(Clone, Debug)]
pub struct Stall {
    /// The shop.
    pub shop: Shop,
    /// Somebody owns it: nobody can stand in.
    pub has_merchant: bool,
    /// The last time somebody stood in; what this official holds comes first.
    pub held: Option<Held>,
    /// On its shelf.
    pub products: u64,
    /// Orders that somebody has to end.
    pub orders: u64,
    /// What the law wants to be known and nobody said.
    pub missing: Vec<Fact>,
}

/// Why the counter at which this device was is not open on it.
#[derive(Clone, Debug)]
pub struct Over {
    /// Whose counter it was.
    pub shop: Shop,
    /// How it ended; none: it is still held, and the page was another shop's.
    pub ending: Option<Ending>,
}

/// One shop of the official's town; another town's is not found.
pub async fn stall(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<Stall, Error> {
    if shops::town_id_of(db, shop).await? != who.town() {
        return Err(Error::NotFound);
    }
    let mut rows = entity::Entity::find()
        .filter(entity::Column::ShopId.eq(shop))
        .order_by_desc(entity::Column::Since)
        .all(db)
        .await?;
    rows.sort_by_key(|row| {
        let holds = row.span().holds(at);
        Reverse((holds && row.member_id == who.member(), holds))
    });
    let held = match rows.into_iter().next() {
        Some(row) => Some(told(db, who, row, at).await?),
        None => None,
    };
    of_shop(db, shop, held).await
}

/// The shops of the town that somebody of the town hall holds, and those that nobody acts for since their time ran out; what
/// this official holds first, then what ends first.
pub async fn held(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    at: DateTime<Utc>,
) -> Result<Vec<Stall>, Error> {
    let shops: Vec<ShopId> = entity::Entity::find()
        .select_only()
        .column(entity::Column::ShopId)
        .filter(entity::Column::TownId.eq(who.town()))
        .filter(entity::Column::Until.gt(at - LINGERS))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let mut stalls = Vec::new();
    for shop in shops {
        let found = stall(db, who, shop, at).await?;
        let ended = found.held.as_ref().and_then(|held| held.ended);
        let is_left = !found.has_merchant && ended == Some(Ending::Lapsed);
        if ended.is_none() || is_left {
            stalls.push(found);
        }
    }
    stalls.sort_by_key(|stall| stall.held.as_ref().map(|held| (!held.is_mine, held.until)));
    Ok(stalls)
}

async fn of_shop(db: &impl ConnectionTrait, id: ShopId, held: Option<Held>) -> Result<Stall, Error> {
    let shop = shops::by_id(db, id).await?;
    let people = shop_member::Entity::find().filter(shop_member::Column::ShopId.eq(id));
    let products = product::Entity::find()
        .filter(product::Column::ShopId.eq(id))
        .filter(product::Column::WithdrawnAt.is_null());
    let trader = shops::trader(db, id).await?;
    Ok(Stall {
        has_merchant: people.count(db).await? > 0,
        products: products.count(db).await?,
        orders: waiting(db, id).await?,
        missing: missing(&shop, trader.as_ref()),
        shop,
        held,
    })
}

async fn told(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    row: entity::Model,
    at: DateTime<Utc>,
) -> Result<Held, Error> {
    let official = member::Entity::find_by_id(row.member_id).one(db).await?;
    Ok(Held {
        is_mine: row.member_id == who.member(),
        ended: row.span().ended(at),
        shop: row.shop_id,
        by: row.consent_by,
        since: row.since,
        term: row.term,
        until: row.until,
        official: official.map(|row| row.name),
    })
}

/// Who said yes to what lets this official act for the shop, and until when; none for the shop's own people.
pub async fn behind(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
) -> Result<Option<(Name, DateTime<Utc>)>, Error> {
    let Some(id) = who.stands_in() else {
        return Ok(None);
    };
    let row = entity::Entity::find_by_id(id).one(db).await?;
    Ok(row.map(|row| (row.consent_by, row.until)))
}

/// Why a device is at no counter that was at one; none when it was at none.
pub async fn over(
    db: &impl ConnectionTrait,
    who: &SignedIn,
    at: DateTime<Utc>,
) -> Result<Option<Over>, Error> {
    let Some(id) = who.at_counter() else {
        return Ok(None);
    };
    let Some(row) = entity::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    Ok(Some(Over {
        ending: row.span().ended(at),
        shop: shops::by_id(db, row.shop_id).await?,
    }))
}
