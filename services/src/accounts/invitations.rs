//! Links that let somebody in once: a merchant claims a shop, an official is let into the town hall, a second device
//! takes over from the first.

use super::{
    InPerson, NewSession, Office,
    entity::{invitation, member, shop_member, town_member},
    sessions::{self, Browser},
};
use crate::{
    db::Transaction,
    error::Error,
    ledger::{self, Doer, Note},
    secret::{self, Secret},
    shops, stand_ins,
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::{InvitationId, MemberId, ShopId, TownId},
    ledger::Deed,
    shops::{Shop, ShopRole},
    text::Name,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, Set, sea_query::Expr,
};

/// A printed slip may wait that long on a counter.
pub const CLAIM_LIFETIME: Duration = Duration::days(30);
/// A link that signs somebody in by itself is shown on one screen and read by another at once.
pub(super) const DEVICE_LIFETIME: Duration = Duration::minutes(15);
/// An invited official or helper reads mail now and then.
const INVITED_LIFETIME: Duration = Duration::days(7);
/// Whoever asked for it at the terminal has it before them.
const OPERATOR_LIFETIME: Duration = Duration::days(1);

/// What a link would open.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The shop to claim, or none when the link only signs in.
    pub claims: Option<Shop>,
    /// The person it signs in, if it claims nothing.
    pub name: Option<Name>,
    id: InvitationId,
    member: Option<MemberId>,
}

/// Why a link opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationRefused {
    /// Somebody went through it before.
    Used,
    /// Its time is over.
    Expired,
}

impl InvitationRefused {
    /// In a word, for the operator.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Expired => "expired",
        }
    }
}

/// A link by which a merchant claims a shop. Earlier links to the same shop stay valid until one is used.
pub async fn invite_merchant(
    tx: &impl ConnectionTrait,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    issue(tx, Some(shop), None, at, CLAIM_LIFETIME).await
}

/// Makes somebody an official of a town, and the link by which they sign in.
pub async fn invite_official(
    tx: &impl ConnectionTrait,
    town: TownId,
    name: Name,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    appoint(tx, &Doer::operator(town), name, at).await
}

/// The same by whoever may, in the town where they do.
pub(super) async fn appoint(
    tx: &impl ConnectionTrait,
    by: &Doer,
    name: Name,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    let member = join(tx, name, at).await?;
    let row = town_member::ActiveModel {
        town_id: Set(by.town),
        member_id: Set(member),
        role: Set("official".into()),
        since: Set(at),
    };
    row.insert(tx).await?;
    let note = Note::of(Deed::Appointed).about(member);
    ledger::note(tx, by, note, at).await?;
    for_office(tx, Office::TownHall(by.town), member, at).await
}

/// The link of somebody who works there already.
pub(super) async fn for_office(
    tx: &impl ConnectionTrait,
    office: Office,
    member: MemberId,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    let lifetime = match office {
        Office::TownHall(_) => INVITED_LIFETIME,
        Office::Instance => OPERATOR_LIFETIME,
    };
    issue(tx, None, Some(member), at, lifetime).await
}

/// The link of somebody who helps in a shop already.
pub(super) async fn for_helper(
    tx: &impl ConnectionTrait,
    member: MemberId,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    issue(tx, None, Some(member), at, INVITED_LIFETIME).await
}

/// Links made for somebody that nobody went through let nobody in any more.
pub(super) async fn void_links(tx: &impl ConnectionTrait, member: MemberId) -> Result<(), DbErr> {
    invitation::Entity::delete_many()
        .filter(invitation::Column::MemberId.eq(member))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// A link by which a signed-in merchant opens a second device.
pub async fn another_device(
    tx: &impl ConnectionTrait,
    who: &InPerson,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    ledger::note(tx, &who.doer(), Note::of(Deed::Opened), at).await?;
    issue(tx, None, Some(who.member()), at, DEVICE_LIFETIME).await
}

/// A link that signs in the official of a town or the owner of a shop who came first: for an operator at the
/// terminal, who can read the database anyway.
pub async fn may_sign_in(
    tx: &impl ConnectionTrait,
    town: Option<TownId>,
    shop: Option<ShopId>,
    at: DateTime<Utc>,
) -> Result<Secret, Error> {
    let member = match (town, shop) {
        (Some(town), _) => {
            let row = town_member::Entity::find()
                .filter(town_member::Column::TownId.eq(town))
                .order_by_asc(town_member::Column::Since)
                .one(tx)
                .await?;
            row.map(|row| row.member_id)
        }
        (None, Some(shop)) => {
            let row = shop_member::Entity::find()
                .filter(shop_member::Column::ShopId.eq(shop))
                .order_by_asc(shop_member::Column::Since)
                .one(tx)
                .await?;
            row.map(|row| row.member_id)
        }
        (None, None) => None,
    };
    issue(
        tx,
        None,
        Some(member.ok_or(Error::NotFound)?),
        at,
        DEVICE_LIFETIME,
    )
    .await
}

/// What a link would open; not found when nobody issued it.
pub async fn look(
    db: &impl ConnectionTrait,
    secret: &Secret,
    at: DateTime<Utc>,
) -> Result<Invitation, Error<InvitationRefused>> {
    let found = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(secret.hash()))
        .one(db)
        .await?;
    let row = found.ok_or(Error::NotFound)?;
    if row.used_at.is_some() {
        return Err(Error::Refused(InvitationRefused::Used));
    }
    if row.expires_at <= at {
        return Err(Error::Refused(InvitationRefused::Expired));
    }
    let claims = match row.shop_id {
        Some(shop) => {
            let row = shops::entity::Entity::find_by_id(shop).one(db).await?;
            let row = row.ok_or(Error::NotFound)?;
            // Somebody came through another link to the same shop. One that the town hall holds waits for its merchant.
            if has_people(db, shop).await? {
                return Err(Error::Refused(InvitationRefused::Used));
            }
            Some(Shop::from(row))
        }
        None => None,
    };
    let name = match row.member_id {
        Some(member) => member::Entity::find_by_id(member)
            .one(db)
            .await?
            .map(|row| row.name),
        None => None,
    };
    Ok(Invitation {
        claims,
        name,
        id: row.id,
        member: row.member_id,
    })
}

/// Goes through a link: signs this browser in, after claiming the shop if the link says so, and ends what it had before. Of
/// two that go through at the same instant, one is let in.
pub async fn accept<'b>(
    tx: &Transaction,
    secret: &Secret,
    browser: impl Into<Browser<'b>>,
    at: DateTime<Utc>,
) -> Result<NewSession, Error<InvitationRefused>> {
    let browser = browser.into();
    let invitation = look(tx, secret, at).await?;
    let used = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(at))
        .filter(invitation::Column::Id.eq(invitation.id))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if used.rows_affected == 0 {
        return Err(Error::Refused(InvitationRefused::Used));
    }
    match (invitation.member, invitation.claims) {
        (Some(member), _) => sessions::sign_in(tx, member, browser, at)
            .await
            .map_err(Error::widen),
        (None, Some(shop)) => {
            let id = shop.id;
            let claimed = claim(tx, shop, at).await.map_err(Error::widen)?;
            let member = claimed.ok_or(Error::Refused(InvitationRefused::Used))?;
            let session = sessions::sign_in(tx, member, browser, at)
                .await
                .map_err(Error::widen)?;
            let who = super::signed_in(tx, &session.secret, at)
                .await
                .map_err(Error::widen)?;
            if let Some(doer) = Doer::on(tx, member, Some(who.session())).await? {
                ledger::note(tx, &doer, Note::of(Deed::Claimed), at).await?;
                stand_ins::taken_over(tx, &doer, id, at).await?;
            }
            Ok(session)
        }
        (None, None) => Err(Error::NotFound),
    }
}

/// Makes the owner of a shop and puts the shop on the market; none if somebody else was faster.
async fn claim(tx: &Transaction, shop: Shop, at: DateTime<Utc>) -> Result<Option<MemberId>, Error> {
    tx.seen_in(shops::town_id_of(tx, shop.id).await?);
    // Whoever claims or holds the same shop at this instant waits here.
    shops::to_change(tx, shop.id).await?;
    if has_people(tx, shop.id).await? {
        return Ok(None);
    }
    // On the market already when the town hall holds it: since then.
    shops::entity::Entity::update_many()
        .col_expr(shops::entity::Column::ClaimedAt, Expr::value(at))
        .filter(shops::entity::Column::Id.eq(shop.id))
        .filter(shops::entity::Column::ClaimedAt.is_null())
        .exec(tx)
        .await?;
    let member = join(tx, shop.name, at).await?;
    let row = shop_member::ActiveModel {
        shop_id: Set(shop.id),
        member_id: Set(member),
        role: Set(ShopRole::Owner),
        since: Set(at),
    };
    row.insert(tx).await?;
    Ok(Some(member))
}

async fn has_people(db: &impl ConnectionTrait, shop: ShopId) -> Result<bool, DbErr> {
    let people = shop_member::Entity::find().filter(shop_member::Column::ShopId.eq(shop));
    Ok(people.count(db).await? > 0)
}

/// Somebody who was nobody here before.
pub(crate) async fn join(
    tx: &impl ConnectionTrait,
    name: Name,
    at: DateTime<Utc>,
) -> Result<MemberId, DbErr> {
    let id = MemberId(secret::id());
    member::ActiveModel {
        id: Set(id),
        name: Set(name),
        created_at: Set(at),
    }
    .insert(tx)
    .await?;
    Ok(id)
}

pub(super) async fn issue(
    tx: &impl ConnectionTrait,
    shop: Option<ShopId>,
    member: Option<MemberId>,
    at: DateTime<Utc>,
    lifetime: Duration,
) -> Result<Secret, Error> {
    let secret = Secret::generate();
    let row = invitation::ActiveModel {
        id: Set(InvitationId(secret::id())),
        token_hash: Set(secret.hash()),
        shop_id: Set(shop),
        member_id: Set(member),
        created_at: Set(at),
        expires_at: Set(at + lifetime),
        used_at: Set(None),
    };
    row.insert(tx).await?;
    Ok(secret)
}
