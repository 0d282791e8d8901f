//! Placing an order: one transaction takes the stock and the places in the windows, and writes the order, its parts,
//! their history and the messages about it, or nothing.

mod goods;
mod many;
mod stock;
mod windows;
mod write;

use super::entity::{order, part};
use crate::{
    accounts::{MerchantOf, OfficialOf},
    db::{self, Db, Together, Transaction},
    error::Error,
    notifications,
    secret::hash,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    id::{OrderId, ProductId, ShopId},
    orders::Reservation,
    towns::Town,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

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
        match db.together(wanted.clone()).await {
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

#[async_trait]
impl Together for Wanted {
    type Answer = Placed;
    type Error = Tried;

    async fn alone(&self, tx: &Transaction) -> Result<Placed, Tried> {
        try_place(tx, self).await
    }

    async fn at_once(tx: &Transaction, all: &[Self]) -> Result<Vec<Option<Placed>>, DbErr> {
        many::place(tx, all).await
    }
}

async fn try_place(tx: &Transaction, wanted: &Wanted) -> Result<Placed, Tried> {
    let contents = contents_hash(&wanted.reservation);
    if let Some(known) = by_key(tx, &wanted.reservation.key).await? {
        return answer_again(tx, known, &contents).await;
    }
    let products = goods::wanted(tx, wanted).await?;
    goods::as_shown(&wanted.reservation, &products)?;
    let ids: Vec<ProductId> = products.iter().map(|(product, _)| product.id).collect();
    let by_shop = goods::group(products);
    if by_shop.is_empty() {
        return Err(PlaceRefused::Windows(Vec::new()).into());
    }
    tx.seen_in_shops(wanted.town.id, by_shop.keys().copied());
    let shops = goods::shops_of(tx, by_shop.keys().copied()).await?;
    goods::as_sold(&wanted.reservation, shops.values())?;
    goods::as_described(tx, wanted.reservation.kind, &ids).await?;
    let windows = windows::chosen(tx, wanted, &by_shop, &shops).await?;
    let order = [write::Order::new(wanted, contents, &by_shop, &shops, &windows)];
    write::orders(tx, &order).await?;
    stock::take(tx, &by_shop).await?;
    write::parts(tx, &order).await?;
    goods::still_there(tx, wanted, &ids).await?;
    notifications::tell(tx, &order[0].messages(), wanted.at).await?;
    Ok(order[0].placed())
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
