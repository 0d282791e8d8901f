//! Placing an order: one transaction takes the stock and writes the order, its parts and their history, or nothing.

use super::entity::{change, line, order, part};
use crate::{
    catalogue,
    db::{self, Db},
    error::Error,
    pickup,
    secret::{self, hash},
    shops,
};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::Product,
    id::{OrderId, OrderLineId, OrderPartId, ProductId, ShopId},
    orders::{Actor, Code, PartState, Reservation},
    pickup::Window,
    towns::Town,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set};
use std::collections::BTreeMap;

/// Tries before giving up on drawing a code or key that nobody has; one in 33 million orders needs a second.
const TRIES: usize = 4;

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
    /// These are not, or no longer, to be had in that quantity.
    Gone(Vec<Gone>),
    /// These shops do not hand over at the chosen time, or no time was chosen.
    Windows(Vec<ShopId>),
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

/// Sends a basket. The same key with the same contents answers with the same order, however often it is sent.
pub async fn place(
    db: &Db,
    town: &Town,
    wanted: &Reservation,
    at: DateTime<Utc>,
) -> Result<Placed, Error<PlaceRefused>> {
    let mut last = DbErr::RecordNotInserted;
    for _ in 0..TRIES {
        let tx = db.write().await?;
        match try_place(&tx, town, wanted, at).await {
            Ok(placed) => {
                tx.commit().await?;
                return Ok(placed);
            }
            // Another request with this key was faster (it will be found), or the code was taken (another is drawn).
            Err(Tried::Duplicate(error)) => last = error,
            Err(Tried::Over(error)) => return Err(error),
        }
    }
    Err(last.into())
}

enum Tried {
    Duplicate(DbErr),
    Over(Error<PlaceRefused>),
}

impl From<Error<PlaceRefused>> for Tried {
    fn from(error: Error<PlaceRefused>) -> Self {
        Self::Over(error)
    }
}

impl From<Error> for Tried {
    fn from(error: Error) -> Self {
        Self::Over(error.widen())
    }
}

impl From<DbErr> for Tried {
    fn from(error: DbErr) -> Self {
        if db::is_duplicate(&error) {
            Self::Duplicate(error)
        } else {
            Self::Over(error.into())
        }
    }
}

async fn try_place(
    tx: &impl ConnectionTrait,
    town: &Town,
    wanted: &Reservation,
    at: DateTime<Utc>,
) -> Result<Placed, Tried> {
    let contents = contents_hash(wanted);
    if let Some(known) = by_key(tx, &wanted.key).await? {
        return answer_again(tx, known, &contents).await;
    }
    let by_shop = group(products_of(tx, town, wanted).await?);
    let windows = windows_of(tx, town, wanted, by_shop.keys(), at).await?;
    let order = write_order(tx, town, wanted, contents, at).await?;
    take_stock(tx, &by_shop).await?;
    for (shop, lines) in &by_shop {
        write_part(tx, order.id, *shop, &windows[shop], lines, at).await?;
    }
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
    hash(
        format!(
            "{}\n{}\n{}\n{}",
            wanted.basket,
            wanted.name,
            wanted.phone,
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
        return Err(Error::Refused(PlaceRefused::KeyUsed).into());
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

/// The products that are wanted, each with its quantity.
async fn products_of(
    tx: &impl ConnectionTrait,
    town: &Town,
    wanted: &Reservation,
) -> Result<Vec<(Product, u32)>, Tried> {
    let ids: Vec<ProductId> = wanted.basket.lines().map(|(id, _)| id).collect();
    let known = catalogue::by_ids(tx, town.id, &ids).await?;
    let mut found = Vec::with_capacity(ids.len());
    let mut gone = Vec::new();
    for (id, quantity) in wanted.basket.lines() {
        match known.iter().find(|product| product.id == id) {
            Some(product) => found.push((product.clone(), quantity)),
            None => gone.push(Gone { product: id, left: 0 }),
        }
    }
    if gone.is_empty() {
        Ok(found)
    } else {
        Err(Error::Refused(PlaceRefused::Gone(gone)).into())
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

/// The chosen window of each shop, looked up again: between showing and sending, a door may have closed.
async fn windows_of(
    tx: &impl ConnectionTrait,
    town: &Town,
    wanted: &Reservation,
    shops: impl Iterator<Item = &ShopId>,
    at: DateTime<Utc>,
) -> Result<BTreeMap<ShopId, Window>, Tried> {
    let mut chosen = BTreeMap::new();
    let mut missing = Vec::new();
    for shop in shops {
        let known = shops::by_id(tx, *shop).await?;
        let key = wanted.windows.get(shop);
        let offered = pickup::windows(&known, &town.time_zone, at);
        match offered.into_iter().find(|window| Some(&window.key()) == key) {
            Some(window) => drop(chosen.insert(*shop, window)),
            None => missing.push(*shop),
        }
    }
    if missing.is_empty() {
        Ok(chosen)
    } else {
        Err(Error::Refused(PlaceRefused::Windows(missing)).into())
    }
}

/// All of it, or a list of what is gone. In the order of ids, so that two orders never wait for each other.
async fn take_stock(tx: &impl ConnectionTrait, by_shop: &ByShop) -> Result<(), Tried> {
    let mut lines: Vec<(ProductId, u32)> = by_shop
        .values()
        .flatten()
        .map(|(p, quantity)| (p.id, *quantity))
        .collect();
    lines.sort_unstable();
    let mut gone = Vec::new();
    for (product, quantity) in lines {
        if !catalogue::take(tx, product, quantity).await? {
            gone.push(Gone {
                product,
                left: catalogue::left(tx, product).await?,
            });
        }
    }
    if gone.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(PlaceRefused::Gone(gone)).into())
    }
}

async fn write_order(
    tx: &impl ConnectionTrait,
    town: &Town,
    wanted: &Reservation,
    request_hash: String,
    at: DateTime<Utc>,
) -> Result<order::Model, DbErr> {
    let row = order::ActiveModel {
        id: Set(OrderId(secret::id())),
        town_id: Set(town.id),
        page_key: Set(secret::unguessable()),
        code: Set(Code::from_bits(secret::bits())),
        idempotency_key: Set(wanted.key.clone()),
        request_hash: Set(request_hash),
        name: Set(wanted.name.clone()),
        phone: Set(wanted.phone.clone()),
        placed_at: Set(at),
    };
    row.insert(tx).await
}

async fn write_part(
    tx: &impl ConnectionTrait,
    order: OrderId,
    shop: ShopId,
    window: &Window,
    products: &[(Product, u32)],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let id = OrderPartId(secret::id());
    let row = part::ActiveModel {
        id: Set(id),
        order_id: Set(order),
        shop_id: Set(shop),
        state: Set(PartState::Placed),
        pickup_from: Set(window.from),
        pickup_to: Set(window.to),
        placed_at: Set(at),
        changed_at: Set(at),
    };
    row.insert(tx).await?;
    let lines = products
        .iter()
        .zip(0..)
        .map(|((product, quantity), position)| line::ActiveModel {
            id: Set(OrderLineId(secret::id())),
            part_id: Set(id),
            product_id: Set(product.id),
            position: Set(position),
            name: Set(product.name.clone()),
            price: Set(product.price),
            unit: Set(product.unit),
            quantity: Set(i32::try_from(*quantity).unwrap_or(i32::MAX)),
        });
    line::Entity::insert_many(lines)
        .exec_without_returning(tx)
        .await?;
    let placed = change::ActiveModel {
        id: Set(secret::id()),
        part_id: Set(id),
        actor: Set(Actor::Shopper),
        member_id: Set(None),
        from_state: Set(None),
        to_state: Set(PartState::Placed),
        at: Set(at),
    };
    placed.insert(tx).await?;
    Ok(())
}
