//! The rows of an order: itself, one part a shop, their lines, and the first line of their history.

use super::Wanted;
use crate::{
    orders::{
        clock,
        entity::{change, line, order, part},
    },
    secret,
    shops::entity as shop,
};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::Product,
    id::{MemberId, OrderId, OrderLineId, OrderPartId},
    notifications::Message,
    orders::{Act, Actor, Alarm, Code, PartState},
    pickup::Window,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, Set};

/// A part that is about to be written.
pub(super) struct PartToWrite<'w> {
    id: OrderPartId,
    shop: &'w shop::Model,
    window: &'w Window,
    lines: &'w [(Product, u32)],
    state: PartState,
    due: Option<DateTime<Utc>>,
}

impl<'w> PartToWrite<'w> {
    pub(super) fn new(
        wanted: &'w Wanted,
        entered_as: Actor,
        shop: &'w shop::Model,
        window: &'w Window,
        lines: &'w [(Product, u32)],
    ) -> Self {
        // Who enters an order at the shop has said yes to it.
        let state = match entered_as {
            Actor::Merchant | Actor::Helper => PartState::Accepted,
            _ => PartState::Placed,
        };
        Self {
            id: OrderPartId(secret::id()),
            shop,
            window,
            lines,
            state,
            due: clock::due(
                shop,
                &wanted.town.time_zone,
                &clock::Part {
                    state,
                    alarm: Alarm::Rung,
                    placed_at: wanted.at,
                    window: (window.from, window.to),
                },
            ),
        }
    }

    /// Whether somebody at the shop has yet to look at it.
    pub(super) fn waits(&self) -> bool {
        self.state == PartState::Placed
    }

    fn has_alcohol(&self) -> bool {
        self.lines
            .iter()
            .any(|(product, _)| product.category.is_alcohol())
    }

    pub(super) fn new_order(&self) -> Message {
        Message::NewOrder {
            shop: self.shop.id,
            part: self.id,
        }
    }
}

pub(super) async fn order(
    tx: &impl ConnectionTrait,
    wanted: &Wanted,
    request_hash: String,
    (entered_as, entered_by): (Actor, Option<MemberId>),
) -> Result<order::Model, DbErr> {
    let reservation = &wanted.reservation;
    let row = order::Model {
        id: OrderId(secret::id()),
        town_id: wanted.town.id,
        page_key: secret::unguessable(),
        code: Code::from_bits(secret::bits()),
        idempotency_key: reservation.key.clone(),
        request_hash,
        name: reservation.name.to_string(),
        phone: reservation.phone.to_string(),
        kind: reservation.kind,
        email: reservation
            .email
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        locale: wanted.locale.clone(),
        entered_as,
        entered_by,
        placed_at: wanted.at,
        erased_at: None,
    };
    let insert = order::ActiveModel::from(row.clone()).reset_all();
    order::Entity::insert(insert).exec_without_returning(tx).await?;
    Ok(row)
}

/// All parts with one statement a table, whatever the number of shops and lines.
pub(super) async fn parts(
    tx: &impl ConnectionTrait,
    order: &order::Model,
    parts: &[PartToWrite<'_>],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows = parts.iter().map(|part| part::ActiveModel {
        id: Set(part.id),
        order_id: Set(order.id),
        shop_id: Set(part.shop.id),
        state: Set(part.state),
        pickup_from: Set(part.window.from),
        pickup_to: Set(part.window.to),
        placed_at: Set(at),
        changed_at: Set(at),
        due_at: Set(part.due),
        alarm: Set(Alarm::Rung),
        has_alcohol: Set(part.has_alcohol()),
        ..Default::default()
    });
    part::Entity::insert_many(rows).exec_without_returning(tx).await?;
    let lines = parts.iter().flat_map(|part| {
        part.lines
            .iter()
            .zip(0..)
            .map(|((product, quantity), position)| line::ActiveModel {
                id: Set(OrderLineId(secret::id())),
                part_id: Set(part.id),
                product_id: Set(product.id),
                position: Set(position),
                name: Set(product.name.clone()),
                price: Set(product.price),
                unit: Set(product.unit),
                category: Set(Some(product.category)),
                quantity: Set(i32::try_from(*quantity).unwrap_or(i32::MAX)),
                ..Default::default()
            })
    });
    line::Entity::insert_many(lines)
        .exec_without_returning(tx)
        .await?;
    let history = parts.iter().map(|part| change::ActiveModel {
        id: Set(secret::id()),
        part_id: Set(part.id),
        actor: Set(order.entered_as),
        member_id: Set(order.entered_by),
        from_state: Set(None),
        to_state: Set(part.state),
        act: Set(Some(Act::Place)),
        detail: Set(None),
        at: Set(at),
    });
    change::Entity::insert_many(history)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
