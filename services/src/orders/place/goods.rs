//! What is wanted, found among what the town's shops sell, and whether it may be sold in that way.

use super::{Gone, PlaceRefused, Tried, Wanted};
use crate::{
    catalogue,
    db::Transaction,
    duties,
    error::Error,
    shops::{self, entity as shop},
};
use domain::{
    catalogue::Product,
    id::{ProductId, ShopId, TownId},
    orders::{OrderKind, Reservation},
    pickup::Window,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The products that are wanted, each with its quantity; without those whose shop offered no time to come.
pub(super) async fn wanted(tx: &impl ConnectionTrait, wanted: &Wanted) -> Result<Vec<(Product, u32)>, Tried> {
    let known = known(tx, wanted.town.id, ids_of(&wanted.reservation)).await?;
    match among(&known, &wanted.reservation) {
        Ok(found) => Ok(found),
        Err(gone) => out_of_sight(tx, gone).await,
    }
}

/// The products that somebody wants.
pub(super) fn ids_of(wanted: &Reservation) -> impl Iterator<Item = ProductId> + '_ {
    wanted.basket.lines().map(|(id, _)| id)
}

/// Products by their ids.
pub(super) type Known = HashMap<ProductId, Product>;

/// What shoppers of the town see of these products.
pub(super) async fn known(
    tx: &impl ConnectionTrait,
    town: TownId,
    ids: impl IntoIterator<Item = ProductId>,
) -> Result<Known, Error> {
    let ids: BTreeSet<ProductId> = ids.into_iter().collect();
    let ids: Vec<ProductId> = ids.into_iter().collect();
    let products = catalogue::by_ids(tx, town, &ids).await?;
    Ok(products
        .into_iter()
        .map(|product| (product.id, product))
        .collect())
}

/// What is wanted among the products that are seen; what is not.
pub(super) fn among(known: &Known, wanted: &Reservation) -> Result<Vec<(Product, u32)>, Vec<Gone>> {
    let mut found = Vec::new();
    let mut gone = Vec::new();
    for (id, quantity) in wanted.basket.lines() {
        match known.get(&id) {
            Some(product) if is_left_out(wanted, product.shop.id) => {}
            Some(product) => found.push((product.clone(), quantity)),
            None => gone.push(Gone { product: id, left: 0 }),
        }
    }
    if gone.is_empty() { Ok(found) } else { Err(gone) }
}

fn is_left_out(wanted: &Reservation, shop: ShopId) -> bool {
    wanted
        .windows
        .get(&shop)
        .is_some_and(|key| key == Window::LEFT_OUT)
}

/// Why some of what is wanted cannot be seen.
pub(super) async fn out_of_sight<T>(tx: &impl ConnectionTrait, gone: Vec<Gone>) -> Result<T, Tried> {
    let ids: Vec<ProductId> = gone.iter().map(|gone| gone.product).collect();
    let suspended = shops::suspended_sellers(tx, &ids).await?;
    let suspended: Vec<ShopId> = suspended.into_iter().map(|shop| shop.id).collect();
    Err(if suspended.is_empty() {
        PlaceRefused::Gone(gone).into()
    } else {
        PlaceRefused::Suspended(suspended).into()
    })
}

/// Looks once more, now that the rows of the order hold their shops and products where they are: on PostgreSQL a town hall
/// may have suspended one, or held one back, since they were read. Whoever does so from now on waits until the order stands.
pub(super) async fn still_there(
    tx: &impl ConnectionTrait,
    wanted: &Wanted,
    ids: &[ProductId],
) -> Result<(), Tried> {
    // SQLite has one writer: nothing can have changed.
    if tx.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    if catalogue::are_shown(tx, ids).await? {
        return Ok(());
    }
    self::wanted(tx, wanted).await.map(drop)
}

/// At the prices that were shown, to whom it may be sold. What costs less is asked again too: what is told is true.
pub(super) fn as_shown(wanted: &Reservation, products: &[(Product, u32)]) -> Result<(), PlaceRefused> {
    let is_other = |product: &Product| {
        wanted
            .basket
            .seen(product.id)
            .is_some_and(|seen| seen != product.price)
    };
    let others: Vec<ProductId> = products
        .iter()
        .filter(|(product, _)| is_other(product))
        .map(|(product, _)| product.id)
        .collect();
    if !others.is_empty() {
        return Err(PlaceRefused::Price(others));
    }
    let has_alcohol = products.iter().any(|(product, _)| product.category.is_alcohol());
    if has_alcohol && !wanted.of_age {
        return Err(PlaceRefused::Age);
    }
    Ok(())
}

/// A firm order is one at every shop of it.
pub(super) fn as_sold<'s>(
    wanted: &Reservation,
    shops: impl Iterator<Item = &'s shop::Model>,
) -> Result<(), PlaceRefused> {
    let reserve_only: Vec<ShopId> = shops
        .filter(|shop| wanted.kind == OrderKind::Firm && !shop.sells_at_a_distance)
        .map(|shop| shop.id)
        .collect();
    if reserve_only.is_empty() {
        Ok(())
    } else {
        Err(PlaceRefused::NotFirm(reserve_only))
    }
}

/// With everything in the offer that must be known before somebody orders in that way ([`domain::duties`]).
pub(super) async fn as_described(tx: &Transaction, kind: OrderKind, ids: &[ProductId]) -> Result<(), Tried> {
    // Nothing blocks a reservation: what is asked of it need not be read.
    if kind == OrderKind::Reservation {
        return Ok(());
    }
    let unsaid = duties::unsaid(tx, ids, kind).await?;
    if unsaid.is_empty() {
        Ok(())
    } else {
        Err(PlaceRefused::Unsaid(unsaid).into())
    }
}

pub(super) type ByShop = BTreeMap<ShopId, Vec<(Product, u32)>>;
pub(super) type Shops = BTreeMap<ShopId, shop::Model>;

pub(super) fn group(products: Vec<(Product, u32)>) -> ByShop {
    let mut by_shop = ByShop::new();
    for (product, quantity) in products {
        by_shop
            .entry(product.shop.id)
            .or_default()
            .push((product, quantity));
    }
    by_shop
}

pub(super) async fn shops_of(
    tx: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = ShopId>,
) -> Result<Shops, DbErr> {
    let rows = shop::Entity::find()
        .filter(shop::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
