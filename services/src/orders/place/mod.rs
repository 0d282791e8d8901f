//! Placing an order: one transaction takes the stock and the places in the windows, and writes the order, its parts,
//! their history and the messages about it, or nothing.

mod stock;
mod windows;
mod write;

use super::entity::{order, part};
use crate::{
    accounts::{MerchantOf, OfficialOf},
    catalogue,
    db::{self, Db, Transaction},
    duties,
    error::Error,
    notifications,
    secret::hash,
    shops::{self, entity as shop},
};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::Product,
    id::{MemberId, OrderId, ProductId, ShopId},
    notifications::{Message, News},
    orders::{Actor, OrderKind, Reservation},
    pickup::Window,
    towns::Town,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use write::PartToWrite;

/// Tries before giving up on drawing a code or key that nobody has; one in 33 million orders needs a second.
const TRIES: usize = 4;

/// Who sends an order.
#[derive(Clone, Copy, Debug)]
pub enum Placer {
    /// The shopper; no account is asked for.
    Shopper,
    /// Somebody of a shop, for a person who called. What is ordered elsewhere too is an order like any other.
    Merchant(MerchantOf),
    /// Somebody of the town hall, for a person without internet.
    Official(OfficialOf),
}

/// An order that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which order.
    pub order: OrderId,
    /// Address of the shopper's page.
    pub page_key: String,
    /// Shops that now have a part to prepare.
    pub shops: Vec<ShopId>,
}

/// Why an order cannot stand. Nothing was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRefused {
    /// The town hall has suspended these shops: nothing can be ordered there.
    Suspended(Vec<ShopId>),
    /// These are not, or no longer, to be had in that quantity.
    Gone(Vec<Gone>),
    /// These shops do not hand over at the chosen time, or no time was chosen; none of them: no shop offered any.
    Windows(Vec<ShopId>),
    /// The chosen windows of these shops have taken as many orders as they hold.
    Full(Vec<ShopId>),
    /// These shops can no longer be visited in one go: by now their windows leave too little time in common.
    Walk(Vec<ShopId>),
    /// These products cost something else by now than what the shopper saw.
    Price(Vec<ProductId>),
    /// There is alcohol in the basket, and nobody said to be eighteen (Code de la santé publique, art. L3342-1).
    Age,
    /// These shops take reservations only, no firm orders.
    NotFirm(Vec<ShopId>),
    /// What the law wants in the offer was not said of these products: they can be reserved, and not be ordered firmly.
    Unsaid(Vec<ProductId>),
    /// The key was used for an order with other contents.
    KeyUsed,
}

/// A product that cannot be had as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Which one.
    pub product: ProductId,
    /// How many could still be had.
    pub left: u32,
}

/// What is wanted, and in which language news of it are written.
#[derive(Clone, Debug)]
struct Wanted {
    town: Town,
    reservation: Reservation,
    by: Placer,
    locale: String,
    at: DateTime<Utc>,
}

/// Sends a basket. The same key with the same contents answers with the same order, however often it is sent.
/// `locale` is the language of messages to the shopper, as "fr".
pub async fn place(
    db: &Db,
    town: &Town,
    reservation: &Reservation,
    by: Placer,
    locale: &str,
    at: DateTime<Utc>,
) -> Result<Placed, Error<PlaceRefused>> {
    let wanted = Wanted {
        town: town.clone(),
        reservation: reservation.clone(),
        by,
        locale: locale.to_owned(),
        at,
    };
    let mut last = DbErr::RecordNotInserted;
    for _ in 0..TRIES {
        let wanted = wanted.clone();
        let placed = db
            .together(Box::new(move |tx| {
                Box::pin(async move { try_place(tx, &wanted).await })
            }))
            .await;
        match placed {
            Ok(placed) => return Ok(placed),
            // Another request with this key was faster (it will be found), or the code was taken (another is drawn).
            // Or somebody and this one waited for each other, and this one gave way.
            Err(Tried::Again(error)) => last = error,
            Err(Tried::Over(error)) => return Err(error),
        }
    }
    Err(last.into())
}

enum Tried {
    Again(DbErr),
    Over(Error<PlaceRefused>),
}

impl From<PlaceRefused> for Tried {
    fn from(refused: PlaceRefused) -> Self {
        Self::Over(Error::Refused(refused))
    }
}

impl From<Error> for Tried {
    fn from(error: Error) -> Self {
        Self::Over(error.widen())
    }
}

impl From<DbErr> for Tried {
    fn from(error: DbErr) -> Self {
        if db::is_duplicate(&error) || db::is_deadlock(&error) {
            Self::Again(error)
        } else {
            Self::Over(error.into())
        }
    }
}

async fn try_place(tx: &Transaction, wanted: &Wanted) -> Result<Placed, Tried> {
    tx.in_town(wanted.town.id);
    let contents = contents_hash(&wanted.reservation);
    if let Some(known) = by_key(tx, &wanted.reservation.key).await? {
        return answer_again(tx, known, &contents).await;
    }
    let products = products_of(tx, wanted).await?;
    as_shown(&wanted.reservation, &products)?;
    let ids: Vec<ProductId> = products.iter().map(|(product, _)| product.id).collect();
    let by_shop = group(products);
    if by_shop.is_empty() {
        return Err(PlaceRefused::Windows(Vec::new()).into());
    }
    let shops = shops_of(tx, &by_shop).await?;
    as_sold(&wanted.reservation, &shops)?;
    as_described(tx, wanted.reservation.kind, &ids).await?;
    let windows = windows::chosen(tx, wanted, &by_shop, &shops).await?;
    let order = write::order(tx, wanted, contents, entered_as(wanted, &by_shop)).await?;
    stock::take(tx, &by_shop).await?;
    let parts = by_shop
        .iter()
        .map(|(id, lines)| PartToWrite::new(wanted, order.entered_as, &shops[id], &windows[id], lines));
    let parts: Vec<PartToWrite<'_>> = parts.collect();
    write::parts(tx, &order, &parts, wanted.at).await?;
    still_there(tx, wanted, &ids).await?;
    notifications::tell(tx, &messages(&order, &parts), wanted.at).await?;
    drop(parts);
    Ok(Placed {
        order: order.id,
        page_key: order.page_key,
        shops: by_shop.into_keys().collect(),
    })
}

/// What makes two requests the same: all that the shopper chose.
fn contents_hash(wanted: &Reservation) -> String {
    let windows: Vec<String> = wanted
        .windows
        .iter()
        .map(|(shop, key)| format!("{shop}={key}"))
        .collect();
    let email = wanted.email.as_ref().map_or("", |email| email.as_str());
    hash(
        format!(
            "{}\n{}\n{}\n{email}\n{}\n{}",
            wanted.basket,
            wanted.name,
            wanted.phone,
            wanted.kind,
            windows.join("\n")
        )
        .as_bytes(),
    )
}

async fn by_key(tx: &impl ConnectionTrait, key: &str) -> Result<Option<order::Model>, DbErr> {
    order::Entity::find()
        .filter(order::Column::IdempotencyKey.eq(key))
        .one(tx)
        .await
}

async fn answer_again(
    tx: &impl ConnectionTrait,
    known: order::Model,
    contents: &str,
) -> Result<Placed, Tried> {
    if known.request_hash != contents {
        return Err(PlaceRefused::KeyUsed.into());
    }
    let parts = part::Entity::find()
        .filter(part::Column::OrderId.eq(known.id))
        .all(tx)
        .await?;
    Ok(Placed {
        order: known.id,
        page_key: known.page_key,
        shops: parts.into_iter().map(|p| p.shop_id).collect(),
    })
}

/// The products that are wanted, each with its quantity; without those whose shop offered no time to come.
async fn products_of(tx: &impl ConnectionTrait, wanted: &Wanted) -> Result<Vec<(Product, u32)>, Tried> {
    let basket = &wanted.reservation.basket;
    let ids: Vec<ProductId> = basket.lines().map(|(id, _)| id).collect();
    let known = catalogue::by_ids(tx, wanted.town.id, &ids).await?;
    let mut found = Vec::with_capacity(ids.len());
    let mut gone = Vec::new();
    for (id, quantity) in basket.lines() {
        match known.iter().find(|product| product.id == id) {
            Some(product) if is_left_out(&wanted.reservation, product.shop.id) => {}
            Some(product) => found.push((product.clone(), quantity)),
            None => gone.push(Gone { product: id, left: 0 }),
        }
    }
    if gone.is_empty() {
        return Ok(found);
    }
    out_of_sight(tx, gone).await
}

fn is_left_out(wanted: &Reservation, shop: ShopId) -> bool {
    wanted
        .windows
        .get(&shop)
        .is_some_and(|key| key == Window::LEFT_OUT)
}

/// Why some of what is wanted cannot be seen.
async fn out_of_sight<T>(tx: &impl ConnectionTrait, gone: Vec<Gone>) -> Result<T, Tried> {
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
async fn still_there(tx: &impl ConnectionTrait, wanted: &Wanted, ids: &[ProductId]) -> Result<(), Tried> {
    // SQLite has one writer: nothing can have changed.
    if tx.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    if catalogue::are_shown(tx, ids).await? {
        return Ok(());
    }
    products_of(tx, wanted).await.map(drop)
}

/// At the prices that were shown, to whom it may be sold. What costs less is asked again too: what is told is true.
fn as_shown(wanted: &Reservation, products: &[(Product, u32)]) -> Result<(), PlaceRefused> {
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
fn as_sold(wanted: &Reservation, shops: &BTreeMap<ShopId, shop::Model>) -> Result<(), PlaceRefused> {
    let reserve_only: Vec<ShopId> = shops
        .values()
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
async fn as_described(tx: &Transaction, kind: OrderKind, ids: &[ProductId]) -> Result<(), Tried> {
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

type ByShop = BTreeMap<ShopId, Vec<(Product, u32)>>;

fn group(products: Vec<(Product, u32)>) -> ByShop {
    let mut by_shop = ByShop::new();
    for (product, quantity) in products {
        by_shop
            .entry(product.shop.id)
            .or_default()
            .push((product, quantity));
    }
    by_shop
}

async fn shops_of(
    tx: &impl ConnectionTrait,
    by_shop: &ByShop,
) -> Result<BTreeMap<ShopId, shop::Model>, DbErr> {
    let rows = shop::Entity::find()
        .filter(shop::Column::Id.is_in(by_shop.keys().copied()))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// As whom the order counts, and who that is. A merchant who buys elsewhere too is a shopper there.
fn entered_as(wanted: &Wanted, by_shop: &ByShop) -> (Actor, Option<MemberId>) {
    match wanted.by {
        Placer::Merchant(who) if by_shop.keys().eq([&who.shop()]) => (who.actor(), Some(who.member())),
        Placer::Official(who) if who.town() == wanted.town.id => (Actor::Official, Some(who.member())),
        _ => (Actor::Shopper, None),
    }
}

/// One to each shop that has not said yes itself, and one to the shopper who left an address.
fn messages(order: &order::Model, parts: &[PartToWrite<'_>]) -> Vec<Message> {
    let to_shops = parts
        .iter()
        .filter(|part| part.waits())
        .map(PartToWrite::new_order);
    let to_shopper = (!order.email.is_empty()).then_some(Message::OrderStands {
        order: order.id,
        news: News::Placed,
    });
    to_shops.chain(to_shopper).collect()
}
