//! The rows of orders: themselves, one part a shop, their lines, and the first line of their history. One statement a
//! table, whatever the number of orders, shops and lines.

use super::{
    Placed, Placer, Wanted,
    goods::{ByShop, Shops},
    windows::Windows,
};
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
    id::{MemberId, OrderId, OrderLineId, OrderPartId, ShopId},
    notifications::{Message, News, TillEvent},
    orders::{Act, Actor, Alarm, Code, PartState},
    pickup::Window,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, Set};

/// An order that is about to be written.
pub(super) struct Order<'w> {
    row: order::Model,
    parts: Vec<PartToWrite<'w>>,
}

impl<'w> Order<'w> {
    pub(super) fn new(
        wanted: &'w Wanted,
        request_hash: String,
        by_shop: &'w ByShop,
        shops: &'w Shops,
        windows: &'w Windows,
    ) -> Self {
        let row = row(wanted, request_hash, entered_as(wanted, by_shop));
        let parts = by_shop
            .iter()
            .map(|(id, lines)| PartToWrite::new(wanted, row.entered_as, &shops[id], &windows[id], lines));
        let parts = parts.collect();
        Self { row, parts }
    }

    pub(super) fn placed(&self) -> Placed {
        Placed {
            order: self.row.id,
            page_key: self.row.page_key.clone(),
            shops: self.parts.iter().map(PartToWrite::shop).collect(),
        }
    }

    /// One to each shop that has not said yes itself, one to the shopper who left an address, and one to each till.
    pub(super) fn messages(&self) -> Vec<Message> {
        let to_shops = self.parts.iter().filter(|part| part.waits());
        let to_shopper = (!self.row.email.is_empty()).then_some(Message::OrderStands {
            order: self.row.id,
            news: News::Placed,
        });
        let to_tills = self.parts.iter().filter(|part| part.tells_till());
        to_shops
            .map(PartToWrite::new_order)
            .chain(to_shopper)
            .chain(to_tills.map(PartToWrite::to_till))
            .collect()
    }
}

/// As whom the order counts, and who that is. A merchant who buys elsewhere too is a shopper there.
fn entered_as(wanted: &Wanted, by_shop: &ByShop) -> (Actor, Option<MemberId>) {
    match wanted.by {
        Placer::Merchant(who) if by_shop.keys().eq([&who.shop()]) => (who.actor(), Some(who.member())),
        Placer::Official(who) if who.town() == wanted.town.id => (Actor::Official, Some(who.member())),
        _ => (Actor::Shopper, None),
    }
}

/// A part that is about to be written.
struct PartToWrite<'w> {
    id: OrderPartId,
    shop: &'w shop::Model,
    window: &'w Window,
    lines: &'w [(Product, u32)],
    state: PartState,
    due: Option<DateTime<Utc>>,
}

impl<'w> PartToWrite<'w> {
    fn new(
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
    fn waits(&self) -> bool {
        self.state == PartState::Placed
    }

    fn shop(&self) -> ShopId {
        self.shop.id
    }

    fn has_alcohol(&self) -> bool {
        self.lines
            .iter()
            .any(|(product, _)| product.category.is_alcohol())
    }

    fn tells_till(&self) -> bool {
        !self.shop.till_address.is_empty()
    }

    fn to_till(&self) -> Message {
        Message::Till {
            shop: self.shop.id,
            part: self.id,
            event: TillEvent::Placed,
        }
    }

    fn new_order(&self) -> Message {
        Message::NewOrder {
            shop: self.shop.id,
            part: self.id,
        }
    }
}

fn row(
    wanted: &Wanted,
    request_hash: String,
    (entered_as, entered_by): (Actor, Option<MemberId>),
) -> order::Model {
    let reservation = &wanted.reservation;
    order::Model {
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
    }
}

/// The orders themselves: from here on nobody else has their keys and codes.
pub(super) async fn orders(tx: &impl ConnectionTrait, orders: &[Order<'_>]) -> Result<(), DbErr> {
    let rows = orders
        .iter()
        .map(|order| order::ActiveModel::from(order.row.clone()).reset_all());
    order::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// All that hangs on them.
pub(super) async fn parts(tx: &impl ConnectionTrait, orders: &[Order<'_>]) -> Result<(), DbErr> {
    let parts = || {
        orders
            .iter()
            .flat_map(|order| order.parts.iter().map(|part| (&order.row, part)))
    };
    let rows = parts().map(|(order, part)| part::ActiveModel {
        id: Set(part.id),
        order_id: Set(order.id),
        shop_id: Set(part.shop.id),
        state: Set(part.state),
        pickup_from: Set(part.window.from),
        pickup_to: Set(part.window.to),
        placed_at: Set(order.placed_at),
        changed_at: Set(order.placed_at),
        due_at: Set(part.due),
        alarm: Set(Alarm::Rung),
        has_alcohol: Set(part.has_alcohol()),
        ..Default::default()
    });
    part::Entity::insert_many(rows).exec_without_returning(tx).await?;
    let lines = parts().flat_map(|(_, part)| {
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
    let history = parts().map(|(order, part)| change::ActiveModel {
        id: Set(secret::id()),
        part_id: Set(part.id),
        actor: Set(order.entered_as),
        member_id: Set(order.entered_by),
        from_state: Set(None),
        to_state: Set(part.state),
        act: Set(Some(Act::Place)),
        detail: Set(None),
        at: Set(order.placed_at),
    });
    change::Entity::insert_many(history)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
