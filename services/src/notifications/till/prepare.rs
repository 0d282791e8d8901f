//! What is true when a till is called.

use super::{Call, TillLine, TillNote, TillOrder, TillPickup};
use crate::{
    accounts::proof::Nonce,
    error::Error,
    notifications::{Parcel, Prepared},
    orders::entity::{line, order, part},
    shops, towns,
};
use domain::{
    id::{OrderPartId, ShopId},
    notifications::TillEvent,
    orders::{self, Given, Line, PartState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// About a part of an order.
pub(in crate::notifications) async fn order(
    db: &impl ConnectionTrait,
    shop: ShopId,
    id: OrderPartId,
    event: TillEvent,
) -> Result<Prepared, Error> {
    let row = part::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let order = order::Entity::find_by_id(row.order_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let lines: Vec<Line> = line::Entity::find()
        .filter(line::Column::PartId.eq(id))
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?
        .into_iter()
        .map(Line::from)
        .collect();
    let told = TillOrder {
        part: id,
        kind: order.kind,
        state: row.state,
        code: (row.state == PartState::HandedOver).then_some(order.code),
        placed_at: row.placed_at,
        changed_at: row.changed_at,
        pickup: TillPickup {
            from: row.pickup_from,
            to: row.pickup_to,
        },
        total_cents: orders::total(&lines).0,
        lines: lines.into_iter().map(told_line).collect(),
    };
    call(db, shop, format!("order.{event}"), Some(told)).await
}

/// About nothing.
pub(in crate::notifications) async fn test(
    db: &impl ConnectionTrait,
    shop: ShopId,
) -> Result<Prepared, Error> {
    call(db, shop, "test".to_owned(), None).await
}

/// Not found once the till is unplugged: then there is nobody to tell.
async fn call(
    db: &impl ConnectionTrait,
    shop: ShopId,
    event: String,
    order: Option<TillOrder>,
) -> Result<Prepared, Error> {
    let row = shops::entity::Entity::find_by_id(shop).one(db).await?;
    let row = row
        .filter(|row| !row.till_address.is_empty())
        .ok_or(Error::NotFound)?;
    let town = towns::by_id(db, row.town_id).await?;
    Ok(Prepared::Send(Parcel::Till(Box::new(Call {
        shop,
        note: TillNote {
            event,
            town: town.slug,
            shop: row.slug,
            order,
        },
        address: row.till_address,
        nonce: Nonce::presented(&row.till_nonce),
    }))))
}

fn told_line(line: Line) -> TillLine {
    TillLine {
        total_cents: line.total().0,
        product: line.product,
        name: line.name.map(|name| name.to_string()),
        price_cents: line.price.cents().0,
        unit: line.unit,
        quantity: line.quantity,
        given_thousandths: line.given.map(Given::thousandths),
    }
}
