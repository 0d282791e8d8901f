//! What is true when something is sent: who is to be told by then, and what.

use super::{
    Role, access,
    entity::{delivery, subscription},
    parcel::{
        DecisionLetter, OrderLetter, Parcel, ReportLetter, Ring, Ringing, Share, Wish, WithdrawalLetter,
    },
    till,
};
use crate::{
    accounts::proof::SealKey,
    decisions,
    error::{Error, Failed},
    orders::{
        self,
        entity::{line, order, part, withdrawal},
    },
    pickup,
    reports::entity as report,
    shops, towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{DecisionId, OrderId, OrderPartId, ReportId, SessionId, ShopId},
    notifications::{Message, News},
    orders::PartState,
    text::Email,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// What is to be done with a delivery now.
#[derive(Clone, Debug)]
pub enum Prepared {
    /// This goes out.
    Send(Parcel),
    /// The shop wants quiet until then.
    NotYet(DateTime<Utc>),
    /// There is nothing to tell any more, or nobody to tell it to.
    Pointless,
}

/// Looks up what is true now. Links in letters are made from the house's key then, and lie nowhere before.
pub async fn prepare(
    db: &impl ConnectionTrait,
    seal: &SealKey,
    delivery: &delivery::Model,
    at: DateTime<Utc>,
) -> Result<Prepared, Failed> {
    let Ok(message) = serde_json::from_str::<Message>(&delivery.body) else {
        return Ok(Prepared::Pointless);
    };
    let found = match message {
        Message::NewOrder { shop, part } => waiting(db, delivery, Kind::New, Some(shop), part, at).await,
        Message::StillUnseen { shop, part } => waiting(db, delivery, Kind::Still, Some(shop), part, at).await,
        Message::NobodySaw { part, .. } => waiting(db, delivery, Kind::Nobody, None, part, at).await,
        Message::OrderStands { order, news } => to_shopper(db, order, news, at).await,
        Message::Cancelled { shop, part } => cancelled(db, delivery, shop, part, at).await,
        Message::Withdrawn { shop, part } => withdrawn(db, delivery, shop, part, at).await,
        Message::Reported { report } => to_reporter(db, report, None).await,
        Message::ReportAnswered { report, decision } => to_reporter(db, report, Some(decision)).await,
        Message::Decided { shop, decision } => decided(db, delivery, shop, decision, at).await,
        Message::Access { letter } => access::prepare(db, seal, letter, at).await,
        Message::Till { shop, part, event } => till::order(db, shop, part, event).await,
        Message::TillTest { shop } => till::test(db, shop).await,
        Message::TestRing { session } => test(db, delivery, session).await,
    };
    match found {
        Ok(prepared) => Ok(prepared),
        Err(Error::NotFound) => Ok(Prepared::Pointless),
        Err(Error::Failed(failed)) => Err(failed),
        Err(Error::Refused(never)) => match never {},
    }
}

/// The first instant from now on at which a shop may be disturbed.
pub(super) async fn audible(
    db: &impl ConnectionTrait,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<DateTime<Utc>, DbErr> {
    let Some(shop) = shops::entity::Entity::find_by_id(shop).one(db).await? else {
        return Ok(at);
    };
    let Some(quiet) = shop.quiet() else {
        return Ok(at);
    };
    let Some(town) = towns::entity::Entity::find_by_id(shop.town_id).one(db).await? else {
        return Ok(at);
    };
    let now = pickup::wall_clock(&town.time_zone, at);
    let rings = quiet.after(now);
    Ok(if rings == now {
        at
    } else {
        pickup::instant_at(&town.time_zone, rings)
    })
}

/// The same for a letter about a part, which makes no noise: it is not put off until it is of no more use.
pub(super) async fn readable(
    db: &impl ConnectionTrait,
    shop: ShopId,
    row: &part::Model,
    at: DateTime<Utc>,
) -> Result<DateTime<Utc>, DbErr> {
    let audible = audible(db, shop, at).await?;
    Ok(if audible < row.pickup_to { audible } else { at })
}

#[derive(Clone, Copy)]
enum Kind {
    New,
    Still,
    Nobody,
}

/// About a part that nobody at its shop has seen: pointless once somebody has.
async fn waiting(
    db: &impl ConnectionTrait,
    delivery: &delivery::Model,
    kind: Kind,
    quiet_for: Option<ShopId>,
    part: OrderPartId,
    at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    let row = part::Entity::find_by_id(part)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != PartState::Placed {
        return Ok(Prepared::Pointless);
    }
    let role = delivery.target.parse::<Role>().ok();
    if let Some(shop) = quiet_for {
        let audible = match role {
            Some(_) => readable(db, shop, &row, at).await?,
            None => audible(db, shop, at).await?,
        };
        if audible > at {
            return Ok(Prepared::NotYet(audible));
        }
    }
    let share = Box::new(share(db, row, at).await?);
    if let Some(role) = role {
        return letter(db, role, share).await;
    }
    let to = device(db, &delivery.target).await?;
    let why = match kind {
        Kind::New => Ringing::NewOrder(share),
        Kind::Still => Ringing::StillUnseen(share),
        Kind::Nobody => Ringing::NobodySaw(share),
    };
    Ok(ring(to, why))
}

/// It stays true: nobody takes it back.
async fn cancelled(
    db: &impl ConnectionTrait,
    delivery: &delivery::Model,
    shop: ShopId,
    part: OrderPartId,
    at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    let audible = audible(db, shop, at).await?;
    if audible > at {
        return Ok(Prepared::NotYet(audible));
    }
    let row = part::Entity::find_by_id(part)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let to = device(db, &delivery.target).await?;
    Ok(ring(to, Ringing::Cancelled(Box::new(share(db, row, at).await?))))
}

/// It stays true: nobody takes a declaration back.
async fn withdrawn(
    db: &impl ConnectionTrait,
    delivery: &delivery::Model,
    shop: ShopId,
    part: OrderPartId,
    at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    if delivery.target.parse::<Role>().is_ok() {
        return receipt(db, part).await;
    }
    let audible = audible(db, shop, at).await?;
    if audible > at {
        return Ok(Prepared::NotYet(audible));
    }
    let row = part::Entity::find_by_id(part)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let to = device(db, &delivery.target).await?;
    let share = Box::new(share(db, row, at).await?);
    Ok(ring(to, Ringing::Withdrawn(share)))
}

async fn receipt(db: &impl ConnectionTrait, part: OrderPartId) -> Result<Prepared, Error> {
    let declared = withdrawal::Entity::find()
        .filter(withdrawal::Column::PartId.eq(part))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let to: Email = declared.email.parse().map_err(|_| Error::NotFound)?;
    let row = part::Entity::find_by_id(part)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let order = order::Entity::find_by_id(row.order_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let town = towns::by_id(db, order.town_id).await?;
    let (_, shown) = orders::page(db, &order.page_key).await?;
    let found = shown.parts.iter().find(|known| known.id == part);
    let letter = WithdrawalLetter {
        declared: found
            .and_then(|known| known.withdrawn.clone())
            .ok_or(Error::NotFound)?,
        town,
        page_key: order.page_key,
        order: shown,
        part,
    };
    Ok(Prepared::Send(Parcel::Letter {
        to,
        locale: declared.locale,
        wish: Wish::Withdrawn(Box::new(letter)),
    }))
}

fn ring(to: subscription::Model, why: Ringing) -> Prepared {
    let locale = to.locale.clone();
    Prepared::Send(Parcel::Ring {
        to: Box::new(to),
        ring: Ring { why, locale },
    })
}

async fn device(db: &impl ConnectionTrait, target: &str) -> Result<subscription::Model, Error> {
    let id: Uuid = target.parse().map_err(|_| Error::NotFound)?;
    subscription::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

async fn test(
    db: &impl ConnectionTrait,
    delivery: &delivery::Model,
    session: SessionId,
) -> Result<Prepared, Error> {
    let to = device(db, &delivery.target).await?;
    // The browser is somebody else's by now.
    if to.session_id != session {
        return Ok(Prepared::Pointless);
    }
    Ok(ring(to, Ringing::Test))
}

async fn letter(db: &impl ConnectionTrait, role: Role, share: Box<Share>) -> Result<Prepared, Error> {
    let (address, locale, wish) = match role {
        Role::SecondContact => {
            let shop = shops::entity::Entity::find_by_id(share.shop.id).one(db).await?;
            let shop = shop.ok_or(Error::NotFound)?;
            (shop.alarm_email, shop.alarm_locale, Wish::StillUnseen(share))
        }
        Role::TownHall => {
            let town = towns::entity::Entity::find_by_id(share.town.id).one(db).await?;
            let town = town.ok_or(Error::NotFound)?;
            (town.alarm_email, town.alarm_locale, Wish::NobodySaw(share))
        }
        Role::Shopper | Role::Reporter | Role::Merchant | Role::Member => return Ok(Prepared::Pointless),
    };
    let to: Email = address.parse().map_err(|_| Error::NotFound)?;
    Ok(Prepared::Send(Parcel::Letter { to, locale, wish }))
}

async fn share(db: &impl ConnectionTrait, row: part::Model, at: DateTime<Utc>) -> Result<Share, Error> {
    let shop = shops::by_id(db, row.shop_id).await?;
    let town = shops::town_of(db, row.shop_id).await?;
    let articles = line::Entity::find()
        .filter(line::Column::PartId.eq(row.id))
        .count(db)
        .await?;
    let unseen = part::Entity::find()
        .filter(part::Column::ShopId.eq(row.shop_id))
        .filter(part::Column::State.eq(PartState::Placed))
        .count(db)
        .await?;
    let zone = &town.time_zone;
    Ok(Share {
        part: row.id,
        placed_at: pickup::wall_clock(zone, row.placed_at),
        window: pickup::window_between(zone, row.pickup_from, row.pickup_to),
        today: pickup::wall_clock(zone, at).date(),
        articles,
        unseen,
        shop,
        town,
    })
}

async fn to_shopper(
    db: &impl ConnectionTrait,
    id: OrderId,
    news: News,
    at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    let row = order::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let to: Email = row.email.parse().map_err(|_| Error::NotFound)?;
    let town = towns::by_id(db, row.town_id).await?;
    let (_, order) = orders::page(db, &row.page_key).await?;
    let mut traders = Vec::new();
    for part in &order.parts {
        let known = shops::trader(db, part.shop.id).await?;
        traders.extend(known.map(|trader| (part.shop.id, trader)));
    }
    let letter = OrderLetter {
        news,
        traders,
        today: pickup::wall_clock(&town.time_zone, at).date(),
        town,
        page_key: row.page_key,
        order,
    };
    Ok(Prepared::Send(Parcel::Letter {
        to,
        locale: row.locale,
        wish: Wish::Order(Box::new(letter)),
    }))
}

/// Pointless for whoever left no address, or is forgotten by now.
async fn to_reporter(
    db: &impl ConnectionTrait,
    id: ReportId,
    answer: Option<DecisionId>,
) -> Result<Prepared, Error> {
    let row = report::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let to: Email = row.email.parse().map_err(|_| Error::NotFound)?;
    let town = towns::by_id(db, row.town_id).await?;
    let answer = match answer {
        Some(id) => Some(decisions::by_id(db, id).await?),
        None => None,
    };
    let letter = ReportLetter {
        reported_at: pickup::wall_clock(&town.time_zone, row.reported_at),
        town,
        shop: shops::by_id(db, row.shop_id).await?,
        place: row.place,
        words: row.words,
        answer,
    };
    Ok(Prepared::Send(Parcel::Letter {
        to,
        locale: row.locale,
        wish: Wish::Report(Box::new(letter)),
    }))
}

/// It stays true: what is lifted is told by a decision of its own.
async fn decided(
    db: &impl ConnectionTrait,
    delivery: &delivery::Model,
    shop: ShopId,
    id: DecisionId,
    at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    let decided = decisions::by_id(db, id).await?;
    let town = shops::town_of(db, shop).await?;
    let letter = Box::new(DecisionLetter {
        decided_at: pickup::wall_clock(&town.time_zone, decided.at),
        town,
        decided,
    });
    if delivery.target.parse::<Role>().is_ok() {
        let (to, locale) = merchant_address(db, shop).await?.ok_or(Error::NotFound)?;
        return Ok(Prepared::Send(Parcel::Letter {
            to,
            locale,
            wish: Wish::Decided(letter),
        }));
    }
    let audible = audible(db, shop, at).await?;
    if audible > at {
        return Ok(Prepared::NotYet(audible));
    }
    let to = device(db, &delivery.target).await?;
    Ok(ring(to, Ringing::Decided(letter)))
}

/// Where whoever sells at a shop is written to, and in which language: as they said who they are, else where the bell writes.
pub(super) async fn merchant_address(
    db: &impl ConnectionTrait,
    shop: ShopId,
) -> Result<Option<(Email, String)>, DbErr> {
    let Some(row) = shops::entity::Entity::find_by_id(shop).one(db).await? else {
        return Ok(None);
    };
    let trader = match shops::trader(db, shop).await {
        Ok(trader) => trader,
        Err(Error::NotFound) => None,
        Err(Error::Failed(failed)) => return Err(DbErr::Custom(failed.to_string())),
        Err(Error::Refused(never)) => match never {},
    };
    let email = trader
        .map(|trader| trader.email)
        .or_else(|| row.alarm_email.parse().ok());
    Ok(email.map(|email| (email, row.alarm_locale)))
}
