//! An order as the shopper and the merchant see it.

use super::entity::{line, order, part};
use super::{clock, standing, withdrawals};
use crate::{
    accounts::{MerchantOf, OfficialOf},
    error::Error,
    pickup, shops, towns,
};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use domain::{
    id::{OrderId, OrderPartId, ShopId},
    orders::{Alarm, Code, Line, Order, OrderKind, Part, PartState, Ticket},
    pickup::Window,
    shops::Shop,
    towns::Town,
    walk::{Errand, plans},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;

/// How long what was handed over stays on the rail.
const STAYS: Duration = Duration::hours(12);

/// The states in which somebody is still awaited.
const TO_COLLECT: [PartState; 4] = [
    PartState::Placed,
    PartState::Seen,
    PartState::Accepted,
    PartState::Ready,
];

/// The shopper's page, with the order's id for those who follow it.
pub async fn page(db: &impl ConnectionTrait, key: &str) -> Result<(OrderId, Order), Error> {
    let order = order::Entity::find()
        .filter(order::Column::PageKey.eq(key))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let town = towns::by_id(db, order.town_id).await?;
    let rows = part::Entity::find()
        .filter(part::Column::OrderId.eq(order.id))
        .order_by_asc(part::Column::PickupFrom)
        .order_by_asc(part::Column::Id)
        .all(db)
        .await?;
    let mut lines = lines_of(db, &rows).await?;
    let mut instead = standing::offers(db, &rows).await?;
    let mut withdrawn = withdrawals::of_parts(db, &rows, &town).await?;
    let mut parts = Vec::with_capacity(rows.len());
    for row in rows {
        let shop = shops::by_id(db, row.shop_id).await?;
        let window = pickup::window_between(&town.time_zone, row.pickup_from, row.pickup_to);
        parts.push(Part {
            id: row.id,
            standing: standing::of(&row, instead.remove(&row.id)),
            shop,
            window,
            kept_until: pickup::wall_clock(&town.time_zone, row.pickup_to + clock::KEPT_ASIDE),
            withdraw_until: withdrawals::last_day(&town, &row),
            withdrawn: withdrawn.remove(&row.id),
            lines: lines.remove(&row.id).unwrap_or_default(),
        });
    }
    let parts = in_walking_order(parts);
    Ok((
        order.id,
        Order {
            code: order.code,
            name: order.name.parse().ok(),
            email: order.email.parse().ok(),
            kind: order.kind,
            placed_at: pickup::wall_clock(&town.time_zone, order.placed_at),
            entered_as: order.entered_as,
            town: town.slug,
            parts,
        },
    ))
}

/// As the walk visits those that still wait for the shopper; behind them, what is over.
fn in_walking_order(mut parts: Vec<Part>) -> Vec<Part> {
    let waiting = parts.iter().filter(|part| !part.state().is_over());
    let errands: Vec<Errand> = waiting
        .map(|part| Errand {
            shop: part.shop.id,
            position: part.shop.position,
            windows: vec![part.window],
        })
        .collect();
    let trips = plans(&errands, 1)
        .pop()
        .map(|plan| plan.trips)
        .unwrap_or_default();
    let order: Vec<ShopId> = trips
        .iter()
        .flat_map(|trip| &trip.stops)
        .map(|stop| stop.shop)
        .collect();
    let place = |part: &Part| order.iter().position(|shop| *shop == part.shop.id);
    parts.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
    parts
}

/// What is to be done at a shop, the next to be collected first, and what was handed over lately.
pub async fn inbox(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    at: DateTime<Utc>,
) -> Result<Vec<Ticket>, Error> {
    let open = Condition::any().add(part::Column::State.is_in(TO_COLLECT)).add(
        part::Column::State
            .eq(PartState::HandedOver)
            .and(part::Column::ChangedAt.gte(at - STAYS)),
    );
    let rows = part::Entity::find()
        .find_also_related(order::Entity)
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(open)
        .order_by_asc(part::Column::PickupFrom)
        .order_by_asc(part::Column::PlacedAt)
        .order_by_asc(part::Column::Id)
        .all(db)
        .await?;
    tickets(db, who, rows).await
}

/// How many parts are still to be collected at a shop between two instants.
pub async fn count_planned(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<u64, Error> {
    let planned = part::Entity::find()
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(part::Column::State.is_in(TO_COLLECT))
        .filter(part::Column::PickupFrom.lt(to))
        .filter(part::Column::PickupTo.gt(from));
    Ok(planned.count(db).await?)
}

/// The open ticket to which a shopper's code belongs at this shop.
pub async fn ticket_by_code(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    code: &Code,
) -> Result<Ticket, Error> {
    let rows = part::Entity::find()
        .find_also_related(order::Entity)
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(order::Column::Code.eq(code.clone()))
        .all(db)
        .await?;
    tickets(db, who, rows).await?.pop().ok_or(Error::NotFound)
}

/// An order part that nobody at its shop has seen for too long, as the town hall may know it: never whose it is or what
/// is in it.
#[derive(Clone, Debug)]
pub struct Unseen {
    /// Which part.
    pub part: OrderPartId,
    /// Whom to call.
    pub shop: Shop,
    /// When it was sent, on the shop's wall clock.
    pub placed_at: NaiveDateTime,
    /// When it is to be collected.
    pub window: Window,
}

/// Parts of a town that nobody has seen, although the shop's second contact was told; the oldest first.
pub async fn unseen_in_town(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Vec<Unseen>, Error> {
    let town = towns::by_id(db, who.town()).await?;
    let rows = part::Entity::find()
        .find_also_related(shops::entity::Entity)
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .filter(part::Column::State.eq(PartState::Placed))
        .filter(part::Column::Alarm.eq(Alarm::TownHall))
        .order_by_asc(part::Column::PlacedAt)
        .all(db)
        .await?;
    let unseen = rows.into_iter().filter_map(|(row, shop)| {
        Some(Unseen {
            part: row.id,
            shop: shop?.into(),
            placed_at: pickup::wall_clock(&town.time_zone, row.placed_at),
            window: pickup::window_between(&town.time_zone, row.pickup_from, row.pickup_to),
        })
    });
    Ok(unseen.collect())
}

/// One ticket of a shop.
pub async fn ticket(db: &impl ConnectionTrait, who: &MerchantOf, part: OrderPartId) -> Result<Ticket, Error> {
    let rows = part::Entity::find_by_id(part)
        .find_also_related(order::Entity)
        .filter(part::Column::ShopId.eq(who.shop()))
        .all(db)
        .await?;
    tickets(db, who, rows).await?.pop().ok_or(Error::NotFound)
}

/// How many parts nobody at the shop has seen.
pub async fn count_unseen(db: &impl ConnectionTrait, who: &MerchantOf) -> Result<u64, Error> {
    let unseen = part::Entity::find()
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(part::Column::State.eq(PartState::Placed));
    Ok(unseen.count(db).await?)
}

async fn tickets(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    rows: Vec<(part::Model, Option<order::Model>)>,
) -> Result<Vec<Ticket>, Error> {
    let shop = shops::by_id(db, who.shop()).await?;
    let town = shops::town_of(db, who.shop()).await?;
    let parts: Vec<part::Model> = rows.iter().map(|(part, _)| part.clone()).collect();
    let mut lines = lines_of(db, &parts).await?;
    let ticket = |(part, order): (part::Model, Option<order::Model>)| {
        let lines = lines.remove(&part.id).unwrap_or_default();
        as_ticket(&shop, &town, part, order?, lines)
    };
    Ok(rows.into_iter().filter_map(ticket).collect())
}

/// None once it was forgotten whose it is: there is nothing left to do.
fn as_ticket(
    shop: &Shop,
    town: &Town,
    part: part::Model,
    order: order::Model,
    lines: Vec<Line>,
) -> Option<Ticket> {
    Some(Ticket {
        part: part.id,
        standing: standing::of(&part, None),
        name: order.name.parse().ok()?,
        phone: order.phone.parse().ok()?,
        window: pickup::window_between(&town.time_zone, part.pickup_from, part.pickup_to),
        placed_at: pickup::wall_clock(&town.time_zone, part.placed_at),
        entered_as: order.entered_as,
        lines,
        kind: shop.kind,
        has_alcohol: part.has_alcohol,
        is_firm: order.kind == OrderKind::Firm,
    })
}

async fn lines_of(
    db: &impl ConnectionTrait,
    parts: &[part::Model],
) -> Result<HashMap<OrderPartId, Vec<Line>>, Error> {
    let rows = line::Entity::find()
        .filter(line::Column::PartId.is_in(parts.iter().map(|part| part.id)))
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let mut of_part: HashMap<OrderPartId, Vec<Line>> = HashMap::new();
    for row in rows {
        of_part.entry(row.part_id).or_default().push(row.into());
    }
    Ok(of_part)
}
