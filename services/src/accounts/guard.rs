//! Permission as a value: these types have no public constructor, so a verb that takes one cannot be reached without
//! the check.

use super::{
    MerchantOf, Office, OfficialOf, Operator, ShelfOf, Unproven,
    entity::{operator, second_factor, session, shop_member, town_member},
};
use crate::{error::Error, hands::entity as hand, secret::Secret, shops, stand_ins::entity as stand_in};
use chrono::{DateTime, Utc};
use domain::{
    id::{HandId, MemberId, SessionId, StandInId},
    shops::ShopRole,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// Somebody whose device is signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    session: SessionId,
    member: MemberId,
    /// The counter that this device went in at, for somebody else.
    at_counter: Option<StandInId>,
    /// The shelf at which this device helps somebody else.
    hand: Option<HandId>,
    /// When this device last proved whose it is.
    proved_at: Option<DateTime<Utc>>,
    /// When it was asked.
    at: DateTime<Utc>,
}

/// Who holds this session secret; not found when it is unknown, signed out or past its time.
pub async fn signed_in(
    db: &impl ConnectionTrait,
    secret: &Secret,
    at: DateTime<Utc>,
) -> Result<SignedIn, Error> {
    let row = session::Entity::find()
        .filter(session::Column::TokenHash.eq(secret.hash()))
        .filter(session::Column::ExpiresAt.gt(at))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(SignedIn {
        session: row.id,
        member: row.member_id,
        at_counter: row.stand_in_id,
        hand: row.hand_id,
        proved_at: row.proved_at,
        at,
    })
}

impl SignedIn {
    /// The device.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// The person.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// The counter that this device went in at for somebody else; perhaps it is over.
    pub const fn at_counter(&self) -> Option<StandInId> {
        self.at_counter
    }

    /// The shelf at which this device helps somebody else; perhaps that is over.
    pub const fn hand(&self) -> Option<HandId> {
        self.hand
    }

    /// Whether this device is at somebody else's counter or shelf: nothing there is about its holder.
    pub const fn is_elsewhere(&self) -> bool {
        self.at_counter.is_some() || self.hand.is_some()
    }

    /// Whether this person works for a shop, a town or the instance, and comes back there after lending a hand elsewhere.
    pub async fn has_own_place(&self, db: &impl ConnectionTrait) -> Result<bool, Error> {
        let shops = shop_member::Entity::find().filter(shop_member::Column::MemberId.eq(self.member));
        let towns = town_member::Entity::find().filter(town_member::Column::MemberId.eq(self.member));
        let operators = operator::Entity::find_by_id(self.member);
        Ok(shops.count(db).await? > 0 || towns.count(db).await? > 0 || operators.one(db).await?.is_some())
    }

    /// The shop for which this person acts; the one claimed last when there are several. Whoever went in at a counter for
    /// somebody else acts there and nowhere else, until that is over: then it is not found. Neither is it for who lends a
    /// hand on this device, until they come back.
    pub async fn merchant(&self, db: &impl ConnectionTrait) -> Result<MerchantOf, Error> {
        if self.hand.is_some() {
            return Err(Error::NotFound);
        }
        if let Some(id) = self.at_counter {
            return self.standing_in(db, id).await;
        }
        let row = shop_member::Entity::find()
            .filter(shop_member::Column::MemberId.eq(self.member))
            .order_by_desc(shop_member::Column::Since)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(MerchantOf(ShelfOf {
            shop: row.shop_id,
            town: shops::town_id_of(db, row.shop_id).await?,
            member: self.member,
            role: row.role,
            session: self.session,
            stands_in: None,
        }))
    }

    /// The shop at whose shelf this person works: the one for which they act, or where they lend a hand on this device.
    pub async fn shelf(&self, db: &impl ConnectionTrait) -> Result<ShelfOf, Error> {
        let Some(id) = self.hand else {
            return Ok(*self.merchant(db).await?);
        };
        let row = hand::Entity::find_by_id(id)
            .filter(hand::Column::MemberId.eq(self.member))
            .one(db)
            .await?;
        let lent = row.filter(|row| row.holds(self.at)).ok_or(Error::NotFound)?;
        Ok(ShelfOf {
            shop: lent.shop_id,
            town: lent.town_id,
            member: self.member,
            role: ShopRole::Helper,
            session: self.session,
            stands_in: None,
        })
    }

    async fn standing_in(&self, db: &impl ConnectionTrait, id: StandInId) -> Result<MerchantOf, Error> {
        let row = stand_in::Entity::find_by_id(id)
            .filter(stand_in::Column::MemberId.eq(self.member))
            .one(db)
            .await?;
        let held = row
            .filter(|row| row.span().holds(self.at))
            .ok_or(Error::NotFound)?;
        // Whoever works for a town no longer stands in for its shops.
        let role = town_member::Entity::find_by_id((held.town_id, self.member))
            .one(db)
            .await?;
        role.ok_or(Error::NotFound)?;
        Ok(MerchantOf(ShelfOf {
            shop: held.shop_id,
            town: held.town_id,
            member: self.member,
            role: ShopRole::Helper,
            session: self.session,
            stands_in: Some(id),
        }))
    }

    /// The town for which this person acts, on a device that proved itself; not found on one that did not.
    pub async fn official(&self, db: &impl ConnectionTrait) -> Result<OfficialOf, Error> {
        self.unproven(db).await?.official()
    }

    /// The town for which this person works, whether the device proved itself or not: for proving it, and nothing else.
    pub async fn unproven(&self, db: &impl ConnectionTrait) -> Result<Unproven, Error> {
        let row = town_member::Entity::find()
            .filter(town_member::Column::MemberId.eq(self.member))
            .order_by_desc(town_member::Column::Since)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        self.at_office(db, Office::TownHall(row.town_id)).await
    }

    /// Whoever runs this instance, on a device that proved itself; not found on one that did not. Nobody is that by being
    /// an official.
    pub async fn operator(&self, db: &impl ConnectionTrait) -> Result<Operator, Error> {
        self.unproven_operator(db).await?.operator()
    }

    /// Whoever runs this instance, whether the device proved itself or not: for proving it, and nothing else.
    pub async fn unproven_operator(&self, db: &impl ConnectionTrait) -> Result<Unproven, Error> {
        let row = operator::Entity::find_by_id(self.member).one(db).await?;
        row.ok_or(Error::NotFound)?;
        self.at_office(db, Office::Instance).await
    }

    async fn at_office(&self, db: &impl ConnectionTrait, office: Office) -> Result<Unproven, Error> {
        let factor = second_factor::Entity::find_by_id(self.member).one(db).await?;
        Ok(Unproven {
            office,
            member: self.member,
            session: self.session,
            started_at: factor.as_ref().map(|factor| factor.started_at),
            key_since: factor.and_then(|factor| factor.confirmed_at),
            proved_at: self.proved_at,
            at: self.at,
        })
    }
}
