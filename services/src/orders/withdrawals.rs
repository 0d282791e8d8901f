//! Withdrawing from a firm order, part by part: each shop's share is a contract of its own. Goods that the shop still has
//! go back to its shelf; for those that were handed over, the declaration is kept and the shop is told.

use super::{
    entity::{line, order, part, withdrawal},
    step::{ChangeRefused, Step, put_back},
};
use crate::{
    accounts::MerchantOf, db::Transaction, error::Error, live, notifications, pickup, secret, shops, towns,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::OrderPartId,
    notifications::Message,
    orders::{
        Act, Actor, Code, Given, Line, NoWithdrawal, PartState, Withdrawn, last_day_to_withdraw, may_withdraw,
    },
    text::{Email, Name, Phone},
    towns::Town,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::Expr,
};
use std::collections::HashMap;

/// What a shopper declares.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// Who declares it.
    pub name: Name,
    /// Where the receipt goes.
    pub email: Option<Email>,
    /// The language of the receipt, as "fr".
    pub locale: String,
}

/// Takes a declaration down; whoever holds the page's key may make it. All goods of the part that keep are withdrawn
/// from, what perishes stays ordered. Declared again, nothing changes: then there is no change to tell.
pub async fn withdraw(
    tx: &Transaction,
    page_key: &str,
    id: OrderPartId,
    declared: &Declaration,
    at: DateTime<Utc>,
) -> Result<Option<live::Change>, Error<NoWithdrawal>> {
    let order = order::Entity::find()
        .filter(order::Column::PageKey.eq(page_key))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    // Held, so that the shop neither hands it over nor takes that back in this instant.
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::OrderId.eq(order.id))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if is_withdrawn(tx, id).await? {
        return Ok(None);
    }
    let town = towns::by_id(tx, order.town_id).await.map_err(Error::widen)?;
    let lines = line::Entity::find()
        .filter(line::Column::PartId.eq(id))
        .order_by_asc(line::Column::ProductId)
        .all(tx)
        .await?;
    let shown: Vec<Line> = lines.iter().cloned().map(Line::from).collect();
    let today = pickup::wall_clock(&town.time_zone, at).date();
    may_withdraw(order.kind, row.state, &shown, last_day(&town, &row), today).map_err(Error::Refused)?;
    let (withdrawn, stays): (Vec<line::Model>, Vec<line::Model>) = lines
        .into_iter()
        .partition(|row| Line::from(row.clone()).can_be_withdrawn());
    keep(tx, &row, declared, &withdrawn, at).await?;
    let change = live::Change {
        shop: row.shop_id,
        order: row.order_id,
    };
    let message = Message::Withdrawn {
        shop: row.shop_id,
        part: row.id,
    };
    let step = Step::new(Actor::Shopper, Act::Withdraw, at);
    if row.state == PartState::HandedOver {
        step.remember(tx, &row, row.state).await?;
    } else if stays.iter().any(|row| !Line::from(row.clone()).is_missing()) {
        put_back(tx, &withdrawn).await?;
        leave_out(tx, &withdrawn).await?;
        step.remember(tx, &row, row.state).await?;
    } else {
        step.take(tx, row).await.map_err(moved)?;
    }
    notifications::tell(tx, &[message], at).await?;
    Ok(Some(change))
}

/// The part is held: nobody can have been faster.
fn moved(error: Error<ChangeRefused>) -> Error<NoWithdrawal> {
    match error {
        Error::Refused(_) => Error::Refused(NoWithdrawal::Over),
        Error::NotFound => Error::NotFound,
        Error::Failed(failed) => Error::Failed(failed),
    }
}

/// The last day on which a part is withdrawn from; none until it is handed over.
pub(super) fn last_day(town: &Town, row: &part::Model) -> Option<NaiveDate> {
    (row.state == PartState::HandedOver).then(|| {
        let received = pickup::wall_clock(&town.time_zone, row.changed_at).date();
        last_day_to_withdraw(received, pickup::is_public_holiday)
    })
}

pub(super) async fn is_withdrawn(tx: &impl ConnectionTrait, part: OrderPartId) -> Result<bool, DbErr> {
    let known = withdrawal::Entity::find()
        .filter(withdrawal::Column::PartId.eq(part))
        .one(tx)
        .await?;
    Ok(known.is_some())
}

async fn keep(
    tx: &impl ConnectionTrait,
    row: &part::Model,
    declared: &Declaration,
    lines: &[line::Model],
    at: DateTime<Utc>,
) -> Result<(), Error<NoWithdrawal>> {
    let mut shown: Vec<&line::Model> = lines.iter().collect();
    shown.sort_unstable_by_key(|line| line.position);
    let shown: Vec<Line> = shown.into_iter().cloned().map(Line::from).collect();
    let text = serde_json::to_string(&shown).map_err(|error| DbErr::Custom(error.to_string()))?;
    let declaration = withdrawal::ActiveModel {
        id: Set(secret::id()),
        part_id: Set(row.id),
        name: Set(declared.name.to_string()),
        email: Set(declared
            .email
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()),
        locale: Set(declared.locale.clone()),
        stated_at: Set(at),
        after_handover: Set(row.state == PartState::HandedOver),
        lines: Set(text),
    };
    withdrawal::Entity::insert(declaration)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The rest of the part is prepared without them.
async fn leave_out(tx: &impl ConnectionTrait, lines: &[line::Model]) -> Result<(), DbErr> {
    line::Entity::update_many()
        .col_expr(line::Column::Given, Expr::value(Given::NOTHING.thousandths()))
        .filter(line::Column::Id.is_in(lines.iter().map(|line| line.id)))
        .exec(tx)
        .await?;
    Ok(())
}

/// The declarations about some parts.
pub(super) async fn of_parts(
    db: &impl ConnectionTrait,
    parts: &[part::Model],
    town: &Town,
) -> Result<HashMap<OrderPartId, Withdrawn>, DbErr> {
    let rows = withdrawal::Entity::find()
        .filter(withdrawal::Column::PartId.is_in(parts.iter().map(|part| part.id)))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.part_id, as_declared(row, town)))
        .collect())
}

fn as_declared(row: withdrawal::Model, town: &Town) -> Withdrawn {
    Withdrawn {
        name: row.name.parse().ok(),
        email: row.email.parse().ok(),
        stated_at: pickup::wall_clock(&town.time_zone, row.stated_at),
        after_handover: row.after_handover,
        lines: serde_json::from_str(&row.lines).unwrap_or_default(),
    }
}

/// A declaration as its shop sees it.
#[derive(Clone, Debug)]
pub struct ShopWithdrawal {
    /// The code of the order.
    pub code: Code,
    /// Where to reach the shopper; none: they were paid back and forgotten.
    pub phone: Option<Phone>,
    /// What was declared.
    pub declared: Withdrawn,
}

/// What was withdrawn from at a shop since an instant, the latest first.
pub async fn withdrawals(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    since: DateTime<Utc>,
) -> Result<Vec<ShopWithdrawal>, Error> {
    let town = shops::town_of(db, who.shop()).await?;
    let rows = withdrawal::Entity::find()
        .find_also_related(part::Entity)
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(withdrawal::Column::StatedAt.gte(since))
        .order_by_desc(withdrawal::Column::StatedAt)
        .all(db)
        .await?;
    let of_orders = rows.iter().filter_map(|(_, part)| Some(part.as_ref()?.order_id));
    let orders = order::Entity::find()
        .filter(order::Column::Id.is_in(of_orders))
        .all(db)
        .await?;
    let found = rows.into_iter().filter_map(|(row, part)| {
        let part = part?;
        let order = orders.iter().find(|order| order.id == part.order_id)?;
        Some(ShopWithdrawal {
            code: order.code.clone(),
            phone: order.phone.parse().ok(),
            declared: as_declared(row, &town),
        })
    });
    Ok(found.collect())
}
