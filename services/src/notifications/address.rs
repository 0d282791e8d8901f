//! To whom a message goes. A message becomes one delivery for each device or address, once: the key of a delivery says
//! who is told what.

use super::{
    Channel, DeliveryState, Role,
    entity::{delivery, message, subscription},
    prepare,
};
use crate::{
    accounts::entity::{session, shop_member, town_member},
    db::Transaction,
    orders::entity::{line, order, part, withdrawal},
    secret, shops, towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, OrderId, ShopId, TownId},
    notifications::Message,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set, sea_query::OnConflict,
};
use uuid::Uuid;

/// One of those who are told.
struct To {
    channel: Channel,
    target: String,
    key: String,
    due_at: DateTime<Utc>,
}

/// Writes down everybody to whom a message goes.
pub(super) async fn write(tx: &Transaction, row: &message::Model, at: DateTime<Utc>) -> Result<(), DbErr> {
    let Ok(message) = serde_json::from_str::<Message>(&row.body) else {
        let nobody = To {
            channel: Channel::Mail,
            target: String::new(),
            key: format!("unread:{}", row.id),
            due_at: at,
        };
        let mut dead = delivery_of(row, nobody);
        dead.state = Set(DeliveryState::Dead);
        dead.last_error = Set("this version of the program cannot read it".to_owned());
        dead.done_at = Set(Some(at));
        return insert(tx, vec![dead]).await;
    };
    let to = everybody(tx, row, &message, at).await?;
    insert(tx, to.into_iter().map(|to| delivery_of(row, to)).collect()).await
}

async fn insert(tx: &Transaction, rows: Vec<delivery::ActiveModel>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    let once = OnConflict::column(delivery::Column::Key).do_nothing().to_owned();
    match delivery::Entity::insert_many(rows)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await
    {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(other) => Err(other),
    }
}

fn delivery_of(row: &message::Model, to: To) -> delivery::ActiveModel {
    delivery::ActiveModel {
        id: Set(secret::id()),
        key: Set(to.key),
        what: Set(row.what.clone()),
        about: Set(row.about),
        body: Set(row.body.clone()),
        told_at: Set(row.told_at),
        channel: Set(to.channel),
        target: Set(to.target),
        state: Set(DeliveryState::Waiting),
        due_at: Set(to.due_at),
        holder: Set(None),
        attempts: Set(0),
        last_error: Set(String::new()),
        done_at: Set(None),
    }
}

async fn everybody(
    tx: &Transaction,
    row: &message::Model,
    message: &Message,
    at: DateTime<Utc>,
) -> Result<Vec<To>, DbErr> {
    let subject = format!("{}:{}", row.what, row.about);
    match *message {
        Message::NewOrder { shop, .. } | Message::Cancelled { shop, .. } => {
            let due_at = prepare::audible(tx, shop, at).await?;
            devices_of_shop(tx, shop, &subject, due_at, at).await
        }
        Message::StillUnseen { shop, part } => {
            let due_at = prepare::audible(tx, shop, at).await?;
            let mut to = devices_of_shop(tx, shop, &subject, due_at, at).await?;
            let known = shops::entity::Entity::find_by_id(shop).one(tx).await?;
            let row = part::Entity::find_by_id(part).one(tx).await?;
            if let (true, Some(row)) = (known.is_some_and(|shop| !shop.alarm_email.is_empty()), row) {
                let due_at = prepare::readable(tx, shop, &row, at).await?;
                to.push(letter(Role::SecondContact, &subject, due_at));
            }
            Ok(to)
        }
        Message::NobodySaw { town, .. } => {
            let mut to = devices_of_town(tx, town, &subject, at).await?;
            let known = towns::entity::Entity::find_by_id(town).one(tx).await?;
            if known.is_some_and(|town| !town.alarm_email.is_empty()) {
                to.push(letter(Role::TownHall, &subject, at));
            }
            Ok(to)
        }
        Message::OrderStands { order, .. } => shopper(tx, order, &subject, at).await,
        Message::Withdrawn { shop, part } => {
            let due_at = prepare::audible(tx, shop, at).await?;
            let mut to = devices_of_shop(tx, shop, &subject, due_at, at).await?;
            let declared = withdrawal::Entity::find()
                .filter(withdrawal::Column::PartId.eq(part))
                .one(tx)
                .await?;
            if declared.is_some_and(|declared| !declared.email.is_empty()) {
                to.push(letter(Role::Shopper, &subject, at));
            }
            Ok(to)
        }
        // Those who left no address are not told; `prepare` knows.
        Message::Reported { .. } | Message::ReportAnswered { .. } => {
            Ok(vec![letter(Role::Reporter, &subject, at)])
        }
        Message::Decided { shop, .. } => {
            let due_at = prepare::audible(tx, shop, at).await?;
            let mut to = devices_of_shop(tx, shop, &subject, due_at, at).await?;
            if prepare::merchant_address(tx, shop).await?.is_some() {
                to.push(letter(Role::Merchant, &subject, at));
            }
            Ok(to)
        }
        // Whether somebody confirmed the address is looked up when it is written to.
        Message::Access { .. } => Ok(vec![letter(Role::Member, &subject, at)]),
        // Each time anew: a till hears of every step.
        Message::Till { shop, .. } | Message::TillTest { shop } => Ok(vec![To {
            channel: Channel::Till,
            target: shop.to_string(),
            key: format!("{subject}:{}", row.id),
            due_at: at,
        }]),
        Message::TestRing { session } => {
            let devices = subscription::Entity::find()
                .filter(subscription::Column::SessionId.eq(session))
                .all(tx)
                .await?;
            // Asked for again, it rings again.
            let again = format!("{subject}:{}", row.id);
            Ok(devices.iter().map(|device| ring(device.id, &again, at)).collect())
        }
    }
}

fn letter(role: Role, subject: &str, due_at: DateTime<Utc>) -> To {
    To {
        channel: Channel::Mail,
        target: role.to_string(),
        key: format!("{subject}:{role}"),
        due_at,
    }
}

fn ring(device: Uuid, subject: &str, due_at: DateTime<Utc>) -> To {
    To {
        channel: Channel::Push,
        target: device.to_string(),
        key: format!("{subject}:{device}"),
        due_at,
    }
}

/// The shopper, if they left an address; once for each way in which the order stands.
async fn shopper(tx: &Transaction, id: OrderId, subject: &str, at: DateTime<Utc>) -> Result<Vec<To>, DbErr> {
    let known = order::Entity::find_by_id(id).one(tx).await?;
    if known.is_none_or(|order| order.email.is_empty()) {
        return Ok(Vec::new());
    }
    let truth = format!("{subject}:{}", how_it_stands(tx, id).await?);
    Ok(vec![letter(Role::Shopper, &truth, at)])
}

/// Different whenever a shopper would read something else.
async fn how_it_stands(tx: &Transaction, id: OrderId) -> Result<String, DbErr> {
    let parts = part::Entity::find()
        .filter(part::Column::OrderId.eq(id))
        .order_by_asc(part::Column::Id)
        .all(tx)
        .await?;
    let lines = line::Entity::find()
        .filter(line::Column::PartId.is_in(parts.iter().map(|part| part.id)))
        .order_by_asc(line::Column::Id)
        .all(tx)
        .await?;
    // With the instant: what stands as it stood before, after something else was told, is told again.
    let states: Vec<String> = parts
        .iter()
        .map(|part| format!("{}@{}", part.state, part.changed_at.timestamp_micros()))
        .collect();
    let given: Vec<String> = lines.iter().map(|line| format!("{:?}", line.given)).collect();
    let mut hash = secret::hash(format!("{}|{}", states.join(","), given.join(",")).as_bytes());
    hash.truncate(16);
    Ok(hash)
}

async fn devices_of_shop(
    tx: &Transaction,
    shop: ShopId,
    subject: &str,
    due_at: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<Vec<To>, DbErr> {
    let members = shop_member::Entity::find()
        .filter(shop_member::Column::ShopId.eq(shop))
        .all(tx)
        .await?;
    let members = members.into_iter().map(|row| row.member_id).collect();
    devices_of(tx, members, subject, due_at, at).await
}

async fn devices_of_town(
    tx: &Transaction,
    town: TownId,
    subject: &str,
    at: DateTime<Utc>,
) -> Result<Vec<To>, DbErr> {
    let members = town_member::Entity::find()
        .filter(town_member::Column::TownId.eq(town))
        .all(tx)
        .await?;
    let members = members.into_iter().map(|row| row.member_id).collect();
    devices_of(tx, members, subject, at, at).await
}

/// All devices of some people that are still signed in.
async fn devices_of(
    tx: &impl ConnectionTrait,
    members: Vec<MemberId>,
    subject: &str,
    due_at: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<Vec<To>, DbErr> {
    let devices = subscription::Entity::find()
        .filter(subscription::Column::MemberId.is_in(members))
        .all(tx)
        .await?;
    let sessions = session::Entity::find()
        .filter(session::Column::Id.is_in(devices.iter().map(|device| device.session_id)))
        .filter(session::Column::ExpiresAt.gt(at))
        .all(tx)
        .await?;
    Ok(devices
        .iter()
        .filter(|device| sessions.iter().any(|session| session.id == device.session_id))
        .map(|device| ring(device.id, subject, due_at))
        .collect())
}
