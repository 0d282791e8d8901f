//! The outbox's slot: a message is written where what it tells is written.

use super::entity::message;
use crate::secret;
use chrono::{DateTime, Utc};
use domain::notifications::Message;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Set};
use uuid::Uuid;

/// Leaves messages for the postman in the caller's transaction: they go out if, and only if, it commits. One statement
/// however many there are, none when there are none. The same message twice is one.
pub async fn tell(tx: &impl ConnectionTrait, messages: &[Message], at: DateTime<Utc>) -> Result<(), DbErr> {
    let mut rows: Vec<message::ActiveModel> = Vec::with_capacity(messages.len());
    for (place, message) in messages.iter().enumerate() {
        if messages[..place].contains(message) {
            continue;
        }
        rows.push(row(message, at)?);
    }
    if rows.is_empty() {
        return Ok(());
    }
    message::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn row(message: &Message, at: DateTime<Utc>) -> Result<message::ActiveModel, DbErr> {
    let (what, about) = label(message);
    Ok(message::ActiveModel {
        id: Set(secret::id()),
        what: Set(what.to_owned()),
        about: Set(about),
        body: Set(serde_json::to_string(message).map_err(|error| DbErr::Custom(error.to_string()))?),
        told_at: Set(at),
    })
}

/// Every word that this program understands.
pub(super) const KNOWN: [&str; 13] = [
    NEW_ORDER,
    STILL_UNSEEN,
    NOBODY_SAW,
    ORDER_STANDS,
    CANCELLED,
    WITHDRAWN,
    REPORTED,
    REPORT_ANSWERED,
    DECIDED,
    ACCESS,
    TILL,
    TILL_TEST,
    TEST_RING,
];
pub(super) const NEW_ORDER: &str = "new_order";
pub(super) const STILL_UNSEEN: &str = "still_unseen";
pub(super) const NOBODY_SAW: &str = "nobody_saw";
pub(super) const ORDER_STANDS: &str = "order_stands";
pub(super) const CANCELLED: &str = "cancelled";
pub(super) const WITHDRAWN: &str = "withdrawn";
pub(super) const REPORTED: &str = "reported";
pub(super) const REPORT_ANSWERED: &str = "report_answered";
pub(super) const DECIDED: &str = "decided";
pub(super) const ACCESS: &str = "access";
pub(super) const TILL: &str = "till";
pub(crate) const TILL_TEST: &str = "till_test";
pub(super) const TEST_RING: &str = "test_ring";

/// A message's word and what it is about.
pub(super) fn label(message: &Message) -> (&'static str, Uuid) {
    match message {
        Message::NewOrder { part, .. } => (NEW_ORDER, part.0),
        Message::StillUnseen { part, .. } => (STILL_UNSEEN, part.0),
        Message::NobodySaw { part, .. } => (NOBODY_SAW, part.0),
        Message::OrderStands { order, .. } => (ORDER_STANDS, order.0),
        Message::Cancelled { part, .. } => (CANCELLED, part.0),
        Message::Withdrawn { part, .. } => (WITHDRAWN, part.0),
        Message::Reported { report } => (REPORTED, report.0),
        Message::ReportAnswered { decision, .. } => (REPORT_ANSWERED, decision.0),
        Message::Decided { decision, .. } => (DECIDED, decision.0),
        Message::Access { letter } => (ACCESS, letter.0),
        Message::Till { part, .. } => (TILL, part.0),
        Message::TillTest { shop } => (TILL_TEST, shop.0),
        Message::TestRing { session } => (TEST_RING, session.0),
    }
}
