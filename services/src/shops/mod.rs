//! Shops of a town.

mod closings;
mod cover;
pub mod entity;
mod placing;
mod trader;

pub use closings::{close, reopen};
pub use cover::{cover, set_cover};
pub use placing::{place, place_at_the_door};
pub(crate) use trader::traders_of_town;
pub use trader::{identify, trader};

use crate::{
    addresses::{self, entity::Kind},
    catalogue::entity::product,
    error::Error,
    secret, slugs,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{ProductId, ShopId, TownId},
    pickup::Lead,
    shops::{Description, Shop, ShopKind},
    text::{Name, Phone},
    towns::Town,
    walk::Position,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Set, sea_query::SelectStatement,
};

/// Second segments of a town's addresses that are ours: no shop may be called so.
pub const RESERVED_SLUGS: [&str; 6] = ["boutiques", "panier", "plan", "rayon", "recherche", "vitrine"];

/// What is known of a shop before anybody claimed it.
#[derive(Clone, Debug)]
pub struct NewShop {
    /// Its sign.
    pub name: Name,
    /// What it mainly sells.
    pub kind: ShopKind,
    /// Street and number; may be empty.
    pub address: String,
    /// May be unknown.
    pub phone: Option<Phone>,
    /// Latitude and longitude in degrees.
    pub position: Option<(f64, f64)>,
    /// OpenStreetMap syntax; may be empty.
    pub hours: String,
    /// A sentence or two; may be empty.
    pub about: String,
}

impl NewShop {
    /// A shop of which only its sign is known.
    pub fn named(name: Name, kind: ShopKind) -> Self {
        Self {
            name,
            kind,
            address: String::new(),
            phone: None,
            position: None,
            hours: String::new(),
            about: String::new(),
        }
    }
}

/// Puts a shop into the town's roster. Nothing of it is shown until it is claimed.
pub async fn add(
    tx: &impl ConnectionTrait,
    town: TownId,
    new: NewShop,
    at: DateTime<Utc>,
) -> Result<Shop, Error> {
    let taken = entity::Entity::find().select_only().column(entity::Column::Slug);
    let mut taken: Vec<String> = taken
        .filter(entity::Column::TownId.eq(town))
        .into_tuple()
        .all(tx)
        .await?;
    taken.extend(RESERVED_SLUGS.map(String::from));
    let (id, wanted) = (ShopId(secret::id()), slugs::slug(new.name.as_str(), "commerce"));
    taken.extend(addresses::had_by_others(tx, Kind::Shop, town.0, id.0, &wanted).await?);
    let row = entity::ActiveModel {
        id: Set(id),
        town_id: Set(town),
        slug: Set(slugs::free(&wanted, &taken)),
        name: Set(new.name),
        kind: Set(new.kind),
        address: Set(new.address),
        phone: Set(new.phone.map(String::from).unwrap_or_default()),
        latitude: Set(new.position.map(|(latitude, _)| latitude)),
        longitude: Set(new.position.map(|(_, longitude)| longitude)),
        hours: Set(new.hours),
        about: Set(new.about),
        created_at: Set(at),
        ..Default::default()
    };
    Ok(row.insert(tx).await?.into())
}

/// The shop of that name on a town's roster that nobody has claimed yet.
pub async fn unclaimed_by_name(
    db: &impl ConnectionTrait,
    town: TownId,
    name: &Name,
) -> Result<Option<Shop>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::TownId.eq(town))
        .filter(entity::Column::Name.eq(name.clone()))
        .filter(entity::Column::ClaimedAt.is_null())
        .one(db)
        .await?;
    Ok(row.map(Shop::from))
}

/// The claimed shops of a town, by name: those that people may see.
pub async fn in_town(db: &impl ConnectionTrait, town: TownId) -> Result<Vec<Shop>, Error> {
    let claimed = entity::Entity::find()
        .filter(entity::Column::TownId.eq(town))
        .filter(on_market())
        .order_by_asc(entity::Column::Name);
    Ok(claimed.all(db).await?.into_iter().map(Shop::from).collect())
}

/// How many shops of each kind people may see in a town.
pub async fn kinds_in_town(db: &impl ConnectionTrait, town: TownId) -> Result<Vec<(ShopKind, u64)>, Error> {
    let counts: Vec<(ShopKind, i64)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Kind)
        .column_as(entity::Column::Id.count(), "shops")
        .filter(entity::Column::TownId.eq(town))
        .filter(on_market())
        .group_by(entity::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let counts = counts
        .into_iter()
        .map(|(kind, count)| (kind, count.unsigned_abs()));
    Ok(counts.collect())
}

/// How many shops of a town have something on sale that people may see.
pub async fn count_selling(db: &impl ConnectionTrait, town: TownId) -> Result<u64, Error> {
    let on_sale = product::Entity::find()
        .select_only()
        .column(product::Column::ShopId)
        .filter(product::Column::TownId.eq(town))
        .filter(product::Column::WithdrawnAt.is_null())
        .filter(product::Column::Hidden.eq(false))
        .filter(product::Column::HeldBy.is_null());
    let selling = entity::Entity::find()
        .filter(entity::Column::TownId.eq(town))
        .filter(on_market())
        .filter(entity::Column::Id.in_subquery(on_sale.into_query()));
    Ok(selling.count(db).await?)
}

/// A shop that people may see, as an address names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// Where it is.
    pub town: TownId,
    /// Its part of the address.
    pub slug: String,
    /// Whether it stands on its town's plan.
    pub is_placed: bool,
}

/// Every shop that people may see.
pub async fn all_addresses(db: &impl ConnectionTrait) -> Result<Vec<Addressed>, Error> {
    let columns = [
        entity::Column::TownId,
        entity::Column::Slug,
        entity::Column::Latitude,
        entity::Column::Longitude,
    ];
    let rows: Vec<(TownId, String, Option<f64>, Option<f64>)> = entity::Entity::find()
        .select_only()
        .columns(columns)
        .filter(on_market())
        .into_tuple()
        .all(db)
        .await?;
    let addressed = rows
        .into_iter()
        .map(|(town, slug, latitude, longitude)| Addressed {
            town,
            slug,
            is_placed: Position::new(latitude, longitude).is_some(),
        });
    Ok(addressed.collect())
}

/// Takes down what a merchant says about the shop; [`crate::accounts::MerchantOf::describe`] is the way here.
pub(crate) async fn describe(
    tx: &impl ConnectionTrait,
    shop: ShopId,
    said: Description,
    hours: String,
) -> Result<(), Error> {
    let row = entity::ActiveModel {
        id: Set(shop),
        address: Set(said.address.map(String::from).unwrap_or_default()),
        phone: Set(said.phone.map(String::from).unwrap_or_default()),
        about: Set(said.about.map(String::from).unwrap_or_default()),
        hours: Set(hours),
        lead_minutes: Set((said.lead != Lead::default()).then(|| said.lead.minutes())),
        slot_minutes: Set(said.slots.length.minutes()),
        slot_capacity: Set(said.slots.capacity.and_then(|count| i32::try_from(count).ok())),
        at_the_door: Set(said.at_the_door),
        sells_at_a_distance: Set(said.sells_at_a_distance),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// The claimed shop at an address.
pub async fn by_slug(db: &impl ConnectionTrait, town: TownId, slug: &str) -> Result<Shop, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::TownId.eq(town))
        .filter(entity::Column::Slug.eq(slug))
        .filter(on_market())
        .one(db)
        .await?;
    row.map(Shop::from).ok_or(Error::NotFound)
}

/// The claimed shop at an address, also while the town hall has suspended it.
pub async fn known_by_slug(db: &impl ConnectionTrait, town: TownId, slug: &str) -> Result<Shop, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::TownId.eq(town))
        .filter(entity::Column::Slug.eq(slug))
        .filter(entity::Column::ClaimedAt.is_not_null())
        .one(db)
        .await?;
    row.map(Shop::from).ok_or(Error::NotFound)
}

/// The shop at an address that once sold something, and for which nobody acts any more.
pub async fn left_by_slug(db: &impl ConnectionTrait, town: TownId, slug: &str) -> Result<Shop, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::TownId.eq(town))
        .filter(entity::Column::Slug.eq(slug))
        .filter(entity::Column::ClaimedAt.is_null())
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let sold = product::Entity::find()
        .filter(product::Column::ShopId.eq(row.id))
        .limit(1)
        .one(db)
        .await?;
    sold.map(|_| row.into()).ok_or(Error::NotFound)
}

/// Whether the town hall has suspended a shop.
pub async fn is_suspended(db: &impl ConnectionTrait, shop: ShopId) -> Result<bool, Error> {
    let row = entity::Entity::find_by_id(shop).one(db).await?;
    Ok(row.is_some_and(|row| row.suspended_by.is_some()))
}

/// Those that sell some of these products, and that the town hall has suspended.
pub async fn suspended_sellers(
    db: &impl ConnectionTrait,
    products: &[ProductId],
) -> Result<Vec<Shop>, Error> {
    let sellers = product::Entity::find()
        .select_only()
        .column(product::Column::ShopId)
        .filter(product::Column::Id.is_in(products.iter().copied()));
    let rows = entity::Entity::find()
        .filter(entity::Column::SuspendedBy.is_not_null())
        .filter(entity::Column::Id.in_subquery(sellers.into_query()))
        .order_by_asc(entity::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Shop::from).collect())
}

/// Claimed, and not suspended: those that people may see.
fn on_market() -> Condition {
    Condition::all()
        .add(entity::Column::ClaimedAt.is_not_null())
        .add(entity::Column::SuspendedBy.is_null())
}

/// The ids of those that the town hall has suspended: a few at most.
pub(crate) fn suspended() -> SelectStatement {
    let suspended = entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .filter(entity::Column::SuspendedBy.is_not_null());
    suspended.into_query()
}

/// A shop, claimed or not.
pub async fn by_id(db: &impl ConnectionTrait, shop: ShopId) -> Result<Shop, Error> {
    let row = entity::Entity::find_by_id(shop).one(db).await?;
    row.map(Shop::from).ok_or(Error::NotFound)
}

/// The same, for who is about to write what follows from it: others who do the same wait until that is done.
pub(crate) async fn to_change(tx: &impl ConnectionTrait, shop: ShopId) -> Result<Shop, Error> {
    let row = entity::Entity::find_by_id(shop).lock_exclusive().one(tx).await?;
    row.map(Shop::from).ok_or(Error::NotFound)
}

/// The id of the town in which a shop stands.
pub(crate) async fn town_id_of(db: &impl ConnectionTrait, shop: ShopId) -> Result<TownId, Error> {
    let row = entity::Entity::find_by_id(shop).one(db).await?;
    row.map(|row| row.town_id).ok_or(Error::NotFound)
}

/// The town in which a shop stands.
pub async fn town_of(db: &impl ConnectionTrait, shop: ShopId) -> Result<Town, Error> {
    let row = entity::Entity::find_by_id(shop)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    crate::towns::by_id(db, row.town_id).await
}
