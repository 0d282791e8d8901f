//! The market by aisles: what there is of each category, and whole shelves page by page.

use super::{
    entity::product,
    queries::{can_be_bought, products, with_shop_and_photo},
};
use crate::{error::Error, shops};
use domain::{
    catalogue::{Category, Product, Stock, StockKind},
    id::{ProductId, ShopId, TownId},
    shops::ShopKind,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, Order, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, Select,
};
use std::collections::HashSet;

/// A page of a long shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Counted from 1.
    pub number: u64,
    /// Products on each of them.
    pub size: u64,
}

/// What lies on a page of a shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf {
    /// Newest first, at most the page's size.
    pub products: Vec<Product>,
    /// Whether another page follows.
    pub goes_on: bool,
}

/// Which categories can be bought in a town, each with how many products of it; in the order of the market.
pub async fn aisles(db: &impl ConnectionTrait, town: TownId) -> Result<Vec<(Category, u64)>, Error> {
    let of_town = product::Entity::find().filter(product::Column::TownId.eq(town));
    counted(db, of_town).await
}

/// The same of one shop.
pub async fn aisles_of(db: &impl ConnectionTrait, shop: ShopId) -> Result<Vec<(Category, u64)>, Error> {
    let of_shop = product::Entity::find().filter(product::Column::ShopId.eq(shop));
    counted(db, of_shop).await
}

/// Every aisle of every town in which something can be bought.
pub async fn all_aisles(db: &impl ConnectionTrait) -> Result<HashSet<(TownId, Category)>, Error> {
    let rows: Vec<(TownId, Option<Category>, ShopKind)> = product::Entity::find()
        .select_only()
        .column(product::Column::TownId)
        .column(product::Column::Category)
        .column(shops::entity::Column::Kind)
        .join(JoinType::InnerJoin, product::Relation::Shop.def())
        .filter(shops::entity::Column::ClaimedAt.is_not_null())
        .filter(can_be_bought())
        .group_by(product::Column::TownId)
        .group_by(product::Column::Category)
        .group_by(shops::entity::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let aisles = rows
        .into_iter()
        .map(|(town, said, kind)| (town, said.unwrap_or_else(|| Category::usual(kind))));
    Ok(aisles.collect())
}

/// What can be bought of a category in a town, newest first.
pub async fn in_aisle(
    db: &impl ConnectionTrait,
    town: TownId,
    category: Category,
    leaf: Leaf,
) -> Result<Shelf, Error> {
    let of_town = Condition::all()
        .add(product::Column::TownId.eq(town))
        .add(is_of(category));
    shelf(db, of_town, leaf).await
}

/// What can be bought in a shop, of all categories or of one, newest first.
pub async fn on_shelf(
    db: &impl ConnectionTrait,
    shop: ShopId,
    category: Option<Category>,
    leaf: Leaf,
) -> Result<Shelf, Error> {
    let of_shop = Condition::all()
        .add(product::Column::ShopId.eq(shop))
        .add_option(category.map(is_of));
    shelf(db, of_shop, leaf).await
}

/// The newest products that can be bought in any of some shops; at most `limit`.
pub async fn newest_of(
    db: &impl ConnectionTrait,
    shops: &[ShopId],
    limit: u64,
) -> Result<Vec<Product>, Error> {
    let of_shops = Condition::all().add(product::Column::ShopId.is_in(shops.iter().copied()));
    let leaf = Leaf {
        number: 1,
        size: limit,
    };
    Ok(shelf(db, of_shops, leaf).await?.products)
}

/// Whose last pieces are being sold in a town, those of which fewest are left first; at most `limit`, and none of those
/// that are shown already.
pub async fn ending_in_town(
    db: &impl ConnectionTrait,
    town: TownId,
    shown: &[ProductId],
    limit: u64,
) -> Result<Vec<Product>, Error> {
    let last = with_shop_and_photo()
        .filter(product::Column::TownId.eq(town))
        .filter(can_be_bought())
        .filter(product::Column::StockKind.eq(StockKind::Pieces))
        .filter(product::Column::StockCount.between(1, Stock::LAST_PIECES))
        .filter(product::Column::Id.is_not_in(shown.iter().copied()))
        .order_by(product::Column::StockCount, Order::Asc)
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(limit);
    products(last, db).await
}

async fn shelf(db: &impl ConnectionTrait, which: Condition, leaf: Leaf) -> Result<Shelf, Error> {
    let rows = with_shop_and_photo()
        .filter(which)
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .offset(leaf.number.saturating_sub(1).saturating_mul(leaf.size))
        // One more than is shown tells whether another page follows.
        .limit(leaf.size + 1);
    let mut products = products(rows, db).await?;
    let size = usize::try_from(leaf.size).unwrap_or(usize::MAX);
    let goes_on = products.len() > size;
    products.truncate(size);
    Ok(Shelf { products, goes_on })
}

/// Said of the product itself, or what shops of its kind usually sell.
fn is_of(category: Category) -> Condition {
    let usual = product::Column::Category
        .is_null()
        .and(shops::entity::Column::Kind.is_in(category.kinds()));
    Condition::any()
        .add(product::Column::Category.eq(category))
        .add(usual)
}

async fn counted(
    db: &impl ConnectionTrait,
    which: Select<product::Entity>,
) -> Result<Vec<(Category, u64)>, Error> {
    let rows: Vec<(Option<Category>, ShopKind, i64)> = which
        .select_only()
        .column(product::Column::Category)
        .column(shops::entity::Column::Kind)
        .column_as(product::Column::Id.count(), "products")
        .join(JoinType::InnerJoin, product::Relation::Shop.def())
        .filter(shops::entity::Column::ClaimedAt.is_not_null())
        .filter(can_be_bought())
        .group_by(product::Column::Category)
        .group_by(shops::entity::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let counts = Category::ALL.iter().map(|category| {
        let of_it = rows
            .iter()
            .filter(|(said, kind, _)| said.unwrap_or_else(|| Category::usual(*kind)) == *category);
        (*category, of_it.map(|(_, _, count)| count.unsigned_abs()).sum())
    });
    Ok(counts.filter(|(_, count)| *count > 0).collect())
}
