//! What people see of the shelves.

mod seen;

use super::{entity::product, stock::is_shown};
use crate::{accounts::MerchantOf, error::Error, photos::known, shops};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Category, Content, Measure, Product, Shelved, SoldBy, Stock, StockKind, Unit},
    id::{ProductId, ShopId, TownId},
    photos::Photo,
    pickup::Lead,
    text::Name,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select, SelectThree, TopologyStar,
};

pub(super) type Rows = SelectThree<product::Entity, shops::entity::Entity, known::Entity, TopologyStar>;

/// The newest products that can be bought in a town, each with its shop; at most `limit`.
pub async fn newest_in_town(
    db: &impl ConnectionTrait,
    town: TownId,
    limit: u64,
) -> Result<Vec<Product>, Error> {
    let newest = with_shop_and_photo()
        .filter(product::Column::TownId.eq(town))
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(limit);
    products(newest, db).await
}

/// How many products can be bought in a town.
pub async fn count_in_town(db: &impl ConnectionTrait, town: TownId) -> Result<u64, Error> {
    let on_sale = product::Entity::find()
        // Only who has claimed a shop puts something on its shelf.
        .filter(product::Column::TownId.eq(town))
        .filter(can_be_bought());
    Ok(on_sale.count(db).await?)
}

/// What can be bought in a shop, newest first; at most `limit`.
pub async fn in_shop(db: &impl ConnectionTrait, shop: ShopId, limit: u64) -> Result<Vec<Product>, Error> {
    let shelf = with_shop_and_photo()
        .filter(product::Column::ShopId.eq(shop))
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(limit);
    products(shelf, db).await
}

/// The newest products that can be bought in a town, or in one of its shops, each with the instant at which it was
/// listed; at most `limit`.
pub async fn arrivals(
    db: &impl ConnectionTrait,
    town: TownId,
    shop: Option<ShopId>,
    limit: u64,
) -> Result<Vec<(DateTime<Utc>, Product)>, Error> {
    let of = match shop {
        Some(shop) => product::Column::ShopId.eq(shop),
        None => product::Column::TownId.eq(town),
    };
    let rows = with_shop_and_photo()
        .filter(of)
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(limit);
    let arrivals = rows
        .all(db)
        .await?
        .into_iter()
        .filter_map(|(product, shop, photo)| Some((product.listed_at, as_seen(product, shop?, photo))));
    Ok(arrivals.collect())
}

/// A product's page, as a list of all pages names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which product.
    pub id: ProductId,
    /// Its town.
    pub town: TownId,
    /// Slug of its shop.
    pub shop: String,
    /// Its own.
    pub slug: String,
    /// When something about it changed.
    pub changed_at: DateTime<Utc>,
}

/// All pages of products that may be seen, in the order of their ids: at most `limit` of those behind `after`.
pub async fn listed(db: &impl ConnectionTrait, after: ProductId, limit: u64) -> Result<Vec<Listed>, Error> {
    type Row = (ProductId, TownId, String, String, DateTime<Utc>);
    let rows: Vec<Row> = all_listed(after)
        .select_only()
        .column(product::Column::Id)
        .column(shops::entity::Column::TownId)
        .column(shops::entity::Column::Slug)
        .columns([product::Column::Slug, product::Column::ChangedAt])
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    let listed = rows.into_iter().map(|(id, town, shop, slug, changed_at)| Listed {
        id,
        town,
        shop,
        slug,
        changed_at,
    });
    Ok(listed.collect())
}

/// The id of the page that is `count` pages behind `after` in that order; none when there are fewer.
pub async fn nth_listed(
    db: &impl ConnectionTrait,
    after: ProductId,
    count: u64,
) -> Result<Option<ProductId>, Error> {
    let Some(skipped) = count.checked_sub(1) else {
        return Ok(Some(after));
    };
    let nth = all_listed(after)
        .select_only()
        .column(product::Column::Id)
        .offset(skipped)
        .limit(1);
    Ok(nth.into_tuple().one(db).await?)
}

fn all_listed(after: ProductId) -> Select<product::Entity> {
    product::Entity::find()
        .join(JoinType::InnerJoin, product::Relation::Shop.def())
        .filter(product::Column::Id.gt(after))
        .filter(shops::entity::Column::ClaimedAt.is_not_null())
        .filter(is_shown())
        .order_by_asc(product::Column::Id)
}

/// The merchant's whole shelf, sold out, hidden or not, newest first.
pub async fn all_of_shop(db: &impl ConnectionTrait, who: &MerchantOf) -> Result<Vec<Shelved>, Error> {
    let shelf = with_shop_and_photo()
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::WithdrawnAt.is_null())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc);
    let rows = shelf.all(db).await?;
    let shelved = rows.into_iter().filter_map(|(product, shop, photo)| {
        Some(Shelved {
            hidden: product.hidden,
            product: as_seen(product, shop?, photo),
        })
    });
    Ok(shelved.collect())
}

/// What can be bought in a merchant's shop, each with its whole row, newest first.
pub(crate) async fn offered(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
) -> Result<Vec<(product::Model, Product)>, Error> {
    let rows = with_shop_and_photo()
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(with_row).collect())
}

/// One product of a merchant's shop with its whole row, sold out, hidden or not.
pub(crate) async fn one_of_shop(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    id: ProductId,
) -> Result<(product::Model, Product), Error> {
    let row = with_shop_and_photo()
        .filter(product::Column::Id.eq(id))
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::WithdrawnAt.is_null())
        .one(db)
        .await?;
    row.and_then(with_row).ok_or(Error::NotFound)
}

/// The same, for a page about it.
pub async fn of_shop(db: &impl ConnectionTrait, who: &MerchantOf, id: ProductId) -> Result<Product, Error> {
    Ok(one_of_shop(db, who, id).await?.1)
}

fn with_row(
    (row, shop, photo): (product::Model, Option<shops::entity::Model>, Option<known::Model>),
) -> Option<(product::Model, Product)> {
    Some((row.clone(), as_seen(row, shop?, photo)))
}

/// The shop's own words: names, units and categories of its products, the newest first; enough of them to offer some while
/// one types. No category: what the shop usually sells.
pub async fn words_of(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
) -> Result<Vec<(Option<Name>, Unit, Option<Category>)>, Error> {
    const WORDS: u64 = 200;
    let newest = product::Entity::find()
        .select_only()
        .columns([
            product::Column::Name,
            product::Column::Unit,
            product::Column::Category,
        ])
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::WithdrawnAt.is_null())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(WORDS);
    Ok(newest.into_tuple().all(db).await?)
}

/// Products that a merchant may offer instead of another: what can be bought and has a name, the newest first.
pub async fn words_and_ids(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
) -> Result<Vec<(ProductId, String)>, Error> {
    const OFFERS: u64 = 100;
    let newest = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Name])
        .filter(product::Column::ShopId.eq(who.shop()))
        .filter(product::Column::Name.is_not_null())
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(OFFERS);
    Ok(newest.into_tuple().all(db).await?)
}

/// The product at an address of a shop, sold out or not, unless it is hidden.
pub async fn by_slug(db: &impl ConnectionTrait, shop: ShopId, slug: &str) -> Result<Product, Error> {
    let one = with_shop_and_photo()
        .filter(product::Column::ShopId.eq(shop))
        .filter(product::Column::Slug.eq(slug))
        .filter(is_shown());
    products(one, db).await?.pop().ok_or(Error::NotFound)
}

/// Whether a product of that shop can be bought.
pub async fn is_on_sale(db: &impl ConnectionTrait, shop: ShopId, product: ProductId) -> Result<bool, DbErr> {
    let on_sale = product::Entity::find_by_id(product)
        .filter(product::Column::ShopId.eq(shop))
        .filter(can_be_bought());
    Ok(on_sale.count(db).await? > 0)
}

/// Products of a town by their ids, sold out or not; ids that are unknown there are left out.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    town: TownId,
    ids: &[ProductId],
) -> Result<Vec<Product>, Error> {
    let some = with_shop_and_photo()
        .filter(shops::entity::Column::TownId.eq(town))
        .filter(product::Column::Id.is_in(ids.iter().copied()))
        .filter(is_shown());
    products(some, db).await
}

/// Of claimed shops only: the others are not on the market yet.
pub(super) fn with_shop_and_photo() -> Rows {
    product::Entity::find()
        .find_also_related(shops::entity::Entity)
        .find_also_related(known::Entity)
        .filter(shops::entity::Column::ClaimedAt.is_not_null())
}

/// Shown, and something of it is left.
pub(crate) fn can_be_bought() -> Condition {
    let in_stock = Condition::any()
        .add(product::Column::StockKind.is_in([StockKind::Always, StockKind::Plenty, StockKind::Few]))
        .add(
            product::Column::StockKind
                .eq(StockKind::Pieces)
                .and(product::Column::StockCount.gt(0)),
        );
    is_shown().add(in_stock)
}

pub(super) async fn products(rows: Rows, db: &impl ConnectionTrait) -> Result<Vec<Product>, Error> {
    let statement = db.get_database_backend().build(&seen::columns(rows));
    let seen = seen::Seen::find_by_statement(statement).all(db).await?;
    Ok(seen.into_iter().map(|seen::Seen(product)| product).collect())
}

fn as_seen(row: product::Model, shop: shops::entity::Model, photo: Option<known::Model>) -> Product {
    Product {
        content: content_of(row.content_amount, row.content_measure),
        id: row.id,
        slug: row.slug,
        name: row.name,
        price: row.price,
        reduced_from: row.reduced_from,
        unit: row.unit,
        stock: Stock::from_parts(row.stock_kind, row.stock_count),
        photo: photo.map(Photo::from),
        category: row.category.unwrap_or_else(|| Category::usual(shop.kind)),
        confirmed_at: row.confirmed_at.unwrap_or(row.listed_at),
        lead: row.lead_minutes.and_then(Lead::of_minutes),
        shop: SoldBy {
            id: shop.id,
            slug: shop.slug,
            name: shop.name,
            kind: shop.kind,
        },
    }
}

/// From its two columns.
pub(crate) fn content_of(amount: Option<i32>, measure: Option<Measure>) -> Option<Content> {
    Content::new(u32::try_from(amount?).ok()?, measure?).ok()
}
