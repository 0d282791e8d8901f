//! What is kept about a person who signs in, to take along; and leaving for good (GDPR, art. 15, 17 and 20). What others need
//! of what was done stays: orders that were handed over, prices, and that somebody did it, no longer who.

use super::{
    SignedIn,
    entity::{mail_address, member, operator, session, shop_member, town_member},
    proof, team,
};
use crate::{
    db::Transaction,
    decisions::entity::reply,
    error::Error,
    hands,
    notifications::entity::subscription,
    orders::entity::part,
    shops::{self, entity as shop},
    towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, ShopId},
    orders::PartState,
    shops::ShopRole,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde::Serialize;

/// Stands where the name of somebody was who left.
const NOBODY: &str = "–";

/// A person as kept. Instants are UTC.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Their name.
    pub name: String,
    /// Since when they are known.
    pub since: DateTime<Utc>,
    /// For which shops they act.
    pub shops: Vec<AccountRole>,
    /// For which towns they act.
    pub towns: Vec<AccountRole>,
    /// Since when they run this instance.
    pub operator_since: Option<DateTime<Utc>>,
    /// Where they are signed in.
    pub devices: Vec<AccountDevice>,
    /// Where a letter reaches them that lets them in.
    pub letters: Option<String>,
    /// How many of these devices ring.
    pub ringing_devices: u64,
    /// What they answered to decisions of a town hall.
    pub answers: Vec<AccountAnswer>,
}

/// An answer to a decision of a town hall.
#[derive(Clone, Debug, Serialize)]
pub struct AccountAnswer {
    /// When.
    pub at: DateTime<Utc>,
    /// In which words.
    pub words: String,
}

/// What somebody may act for.
#[derive(Clone, Debug, Serialize)]
pub struct AccountRole {
    /// The shop or the town.
    pub name: String,
    /// As what.
    pub role: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A device that is signed in.
#[derive(Clone, Debug, Serialize)]
pub struct AccountDevice {
    /// What it calls itself.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when at most.
    pub until: DateTime<Utc>,
}

/// Why somebody cannot leave yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveRefused {
    /// Nobody else could serve these orders.
    OrdersWait(u64),
    /// At the town hall nobody who stays has a key: nobody could let others in.
    NobodyStays,
}

/// Everything that is kept about a person, as they may read it.
pub async fn account(db: &impl ConnectionTrait, who: &SignedIn) -> Result<Account, Error> {
    let known = member::Entity::find_by_id(who.member())
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let mut shops_of = Vec::new();
    for row in shops_of_member(db, who).await? {
        shops_of.push(AccountRole {
            name: shops::by_id(db, row.shop_id).await?.name.to_string(),
            role: row.role.to_string(),
            since: row.since,
        });
    }
    let mut towns_of = Vec::new();
    let rows = town_member::Entity::find().filter(town_member::Column::MemberId.eq(who.member()));
    for row in rows.all(db).await? {
        towns_of.push(AccountRole {
            name: towns::by_id(db, row.town_id).await?.name,
            role: row.role,
            since: row.since,
        });
    }
    let runs = operator::Entity::find_by_id(who.member()).one(db).await?;
    let devices = session::Entity::find()
        .filter(session::Column::MemberId.eq(who.member()))
        .order_by_asc(session::Column::CreatedAt)
        .all(db)
        .await?;
    let answers = reply::Entity::find()
        .filter(reply::Column::MemberId.eq(who.member()))
        .order_by_asc(reply::Column::RepliedAt)
        .all(db)
        .await?;
    let address = mail_address::Entity::find_by_id(who.member()).one(db).await?;
    let ringing = subscription::Entity::find().filter(subscription::Column::MemberId.eq(who.member()));
    Ok(Account {
        name: known.name.to_string(),
        since: known.created_at,
        shops: shops_of,
        towns: towns_of,
        operator_since: runs.map(|row| row.since),
        devices: devices
            .into_iter()
            .map(|row| AccountDevice {
                name: row.device,
                since: row.created_at,
                until: row.expires_at,
            })
            .collect(),
        letters: address.map(|row| row.address.to_string()),
        ringing_devices: ringing.count(db).await?,
        answers: answers
            .into_iter()
            .map(|row| AccountAnswer {
                at: row.replied_at,
                words: row.words,
            })
            .collect(),
    })
}

/// Leaves for good: their name, devices and rights are erased. A shop that nobody owns any more goes off the market, until the
/// town hall finds somebody for it, and nobody helps there any longer; while orders wait there, its owner does not leave, nor
/// does the last at a town hall who could let others in. Not found at somebody else's counter or shelf, where whoever leaves
/// would not be who the page speaks of.
pub async fn leave(tx: &Transaction, who: &SignedIn, at: DateTime<Utc>) -> Result<(), Error<LeaveRefused>> {
    if who.is_elsewhere() {
        return Err(Error::NotFound);
    }
    let halls = town_member::Entity::find().filter(town_member::Column::MemberId.eq(who.member()));
    for row in halls.all(tx).await? {
        // Of two who leave at once, the second finds that nobody else stays.
        towns::lock(tx, row.town_id).await.map_err(Error::widen)?;
        if !team::somebody_stays(tx, row.town_id, who.member()).await? {
            return Err(Error::Refused(LeaveRefused::NobodyStays));
        }
    }
    let mut left_alone = Vec::new();
    for row in shops_of_member(tx, who).await? {
        let other_owners = shop_member::Entity::find()
            .filter(shop_member::Column::ShopId.eq(row.shop_id))
            .filter(shop_member::Column::Role.eq(ShopRole::Owner))
            .filter(shop_member::Column::MemberId.ne(who.member()));
        if row.role == ShopRole::Owner && other_owners.count(tx).await? == 0 {
            left_alone.push(row.shop_id);
        }
    }
    let waiting = waiting(tx, &left_alone).await?;
    if waiting > 0 {
        return Err(Error::Refused(LeaveRefused::OrdersWait(waiting)));
    }
    for shop in &left_alone {
        close(tx, *shop, at).await?;
    }
    Ok(erase(tx, who).await?)
}

/// Takes a shop without an owner off the market, and shuts its helpers out.
async fn close(tx: &Transaction, shop: ShopId, at: DateTime<Utc>) -> Result<(), DbErr> {
    shop::Entity::update_many()
        .col_expr(shop::Column::ClaimedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(shop::Column::AlarmEmail, Expr::value(""))
        .col_expr(shop::Column::TillAddress, Expr::value(""))
        .col_expr(shop::Column::TillNonce, Expr::value(""))
        .filter(shop::Column::Id.eq(shop))
        .exec(tx)
        .await?;
    hands::end_all(tx, shop, at).await?;
    let helpers = shop_member::Entity::find()
        .filter(shop_member::Column::ShopId.eq(shop))
        .filter(shop_member::Column::Role.eq(ShopRole::Helper))
        .all(tx)
        .await?;
    for helper in helpers {
        shut_out(tx, helper.member_id).await?;
        shop_member::Entity::delete_by_id((shop, helper.member_id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

async fn shops_of_member(
    db: &impl ConnectionTrait,
    who: &SignedIn,
) -> Result<Vec<shop_member::Model>, DbErr> {
    shop_member::Entity::find()
        .filter(shop_member::Column::MemberId.eq(who.member()))
        .order_by_asc(shop_member::Column::Since)
        .all(db)
        .await
}

/// Parts of orders that somebody at these shops has yet to end.
async fn waiting(tx: &Transaction, at: &[ShopId]) -> Result<u64, DbErr> {
    let open: Vec<PartState> = PartState::ALL
        .iter()
        .copied()
        .filter(|state| !state.is_over())
        .collect();
    part::Entity::find()
        .filter(part::Column::ShopId.is_in(at.iter().copied()))
        .filter(part::Column::State.is_in(open))
        .count(tx)
        .await
}

/// Ends whatever lets somebody in: their devices ring no more and are signed out; their key, their links and the address of
/// their letters are gone.
pub(super) async fn shut_out(tx: &impl ConnectionTrait, who: MemberId) -> Result<(), DbErr> {
    subscription::Entity::delete_many()
        .filter(subscription::Column::MemberId.eq(who))
        .exec(tx)
        .await?;
    proof::shut_out(tx, who).await
}

async fn erase(tx: &Transaction, who: &SignedIn) -> Result<(), DbErr> {
    let who = who.member();
    shut_out(tx, who).await?;
    shop_member::Entity::delete_many()
        .filter(shop_member::Column::MemberId.eq(who))
        .exec(tx)
        .await?;
    town_member::Entity::delete_many()
        .filter(town_member::Column::MemberId.eq(who))
        .exec(tx)
        .await?;
    operator::Entity::delete_by_id(who).exec(tx).await?;
    forget_name(tx, who).await
}

/// They are nobody in particular from now on.
pub(crate) async fn forget_name(tx: &impl ConnectionTrait, who: MemberId) -> Result<(), DbErr> {
    member::Entity::update_many()
        .col_expr(member::Column::Name, Expr::value(NOBODY))
        .filter(member::Column::Id.eq(who))
        .exec(tx)
        .await?;
    Ok(())
}
