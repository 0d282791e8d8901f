//! All that is kept about one order, for its shopper to take along (GDPR, art. 15 and 20).

use super::entity::{change, line, order, part, withdrawal};
use crate::{error::Error, shops};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::Unit,
    orders::{Act, Actor, Code, OrderKind, PartState, Reason},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;

/// An order as it is kept. Instants are UTC; prices are cents.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    /// Said at the counter.
    pub code: Code,
    /// What it is in law.
    pub kind: OrderKind,
    /// When it was sent.
    pub placed_at: DateTime<Utc>,
    /// Who typed it.
    pub entered_as: Actor,
    /// The language of letters.
    pub language: String,
    /// Whose it is; none: it was erased.
    pub name: Option<String>,
    /// Where they were called; none: it was erased.
    pub phone: Option<String>,
    /// Where letters went; none: nothing was given, or it was erased.
    pub email: Option<String>,
    /// When all that was erased.
    pub erased_at: Option<DateTime<Utc>>,
    /// One a shop.
    pub parts: Vec<ExportedPart>,
}

/// One shop's share.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedPart {
    /// Whose counter.
    pub shop: String,
    /// Where it stands.
    pub state: PartState,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When it was to be collected: from.
    pub pickup_from: DateTime<Utc>,
    /// When it was to be collected: to.
    pub pickup_to: DateTime<Utc>,
    /// Why the shop could not serve it.
    pub refused_because: Option<Reason>,
    /// What the shop wrote about that.
    pub refused_words: Option<String>,
    /// What was ordered.
    pub lines: Vec<ExportedLine>,
    /// What was done with it, and when.
    pub history: Vec<ExportedChange>,
    /// The declaration by which it was withdrawn from.
    pub withdrawal: Option<ExportedWithdrawal>,
}

/// One article.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedLine {
    /// What it was called.
    pub name: Option<String>,
    /// Cents for one unit.
    pub price: i64,
    /// What the price buys.
    pub unit: Unit,
    /// How many units.
    pub quantity: i32,
    /// Thousandths of the unit that were really given; none: as ordered.
    pub given: Option<i32>,
}

/// One entry of the history.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedChange {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, never by name.
    pub actor: Actor,
    /// What they did.
    pub act: Option<Act>,
    /// Where it led.
    pub state: PartState,
}

/// A declaration.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedWithdrawal {
    /// Who declared it; none: it was erased.
    pub name: Option<String>,
    /// Where the receipt went.
    pub email: Option<String>,
    /// When.
    pub stated_at: DateTime<Utc>,
}

/// Everything there is about an order; whoever holds the page's key may ask.
pub async fn export(db: &impl ConnectionTrait, page_key: &str) -> Result<Export, Error> {
    let row = order::Entity::find()
        .filter(order::Column::PageKey.eq(page_key))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let rows = part::Entity::find()
        .filter(part::Column::OrderId.eq(row.id))
        .order_by_asc(part::Column::PickupFrom)
        .order_by_asc(part::Column::Id)
        .all(db)
        .await?;
    let mut parts = Vec::with_capacity(rows.len());
    for part in rows {
        parts.push(exported(db, part).await?);
    }
    Ok(Export {
        code: row.code,
        kind: row.kind,
        placed_at: row.placed_at,
        entered_as: row.entered_as,
        language: row.locale,
        name: filled(row.name),
        phone: filled(row.phone),
        email: filled(row.email),
        erased_at: row.erased_at,
        parts,
    })
}

async fn exported(db: &impl ConnectionTrait, part: part::Model) -> Result<ExportedPart, Error> {
    let lines = line::Entity::find()
        .filter(line::Column::PartId.eq(part.id))
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let history = change::Entity::find()
        .filter(change::Column::PartId.eq(part.id))
        .order_by_asc(change::Column::At)
        .order_by_asc(change::Column::Id)
        .all(db)
        .await?;
    let declared = withdrawal::Entity::find()
        .filter(withdrawal::Column::PartId.eq(part.id))
        .one(db)
        .await?;
    Ok(ExportedPart {
        shop: shops::by_id(db, part.shop_id).await?.name.to_string(),
        state: part.state,
        since: part.changed_at,
        pickup_from: part.pickup_from,
        pickup_to: part.pickup_to,
        refused_because: part.refused_because,
        refused_words: filled(part.refused_words),
        lines: lines.into_iter().map(ExportedLine::from).collect(),
        history: history.into_iter().map(ExportedChange::from).collect(),
        withdrawal: declared.map(ExportedWithdrawal::from),
    })
}

impl From<line::Model> for ExportedLine {
    fn from(row: line::Model) -> Self {
        Self {
            name: row.name.map(|name| name.to_string()),
            price: row.price.cents().0,
            unit: row.unit,
            quantity: row.quantity,
            given: row.given,
        }
    }
}

impl From<change::Model> for ExportedChange {
    fn from(row: change::Model) -> Self {
        Self {
            at: row.at,
            actor: row.actor,
            act: row.act,
            state: row.to_state,
        }
    }
}

impl From<withdrawal::Model> for ExportedWithdrawal {
    fn from(row: withdrawal::Model) -> Self {
        Self {
            name: filled(row.name),
            email: filled(row.email),
            stated_at: row.stated_at,
        }
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
