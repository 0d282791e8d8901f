//! Permission as a value: these types have no public constructor, so a verb that takes one cannot be reached without
//! the check.

use super::{
    Office, OfficialOf, Operator, Unproven,
    entity::{operator, second_factor, session, shop_member, town_member},
};
use crate::{
    db::Where, error::Error, ledger::Doer, pickup, secret::Secret, shops, stand_ins::entity as stand_in,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{MemberId, SessionId, ShopId, StandInId, TownId},
    orders::Actor,
    shops::{Closures, Description, ShopRole},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Somebody whose device is signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    session: SessionId,
    member: MemberId,
    /// The counter that this device went in at, for somebody else.
    at_counter: Option<StandInId>,
    /// When this device last proved whose it is.
    proved_at: Option<DateTime<Utc>>,
    /// When it was asked.
    at: DateTime<Utc>,
}

/// May act for a shop.
#[derive(Clone, Copy, Debug)]
pub struct MerchantOf {
    shop: ShopId,
    town: TownId,
    member: MemberId,
    role: ShopRole,
    session: SessionId,
    stands_in: Option<StandInId>,
}

/// Is one of a shop's own people: for what concerns the person, or who else comes in, and nobody does for somebody else.
#[derive(Clone, Copy, Debug)]
pub struct InPerson(MerchantOf);

impl std::ops::Deref for InPerson {
    type Target = MerchantOf;
    fn deref(&self) -> &MerchantOf {
        &self.0
    }
}

/// May put something onto the shelf of a shop, or change what lies there: the town hall has not suspended it. What stands
/// of orders is served without this.
#[derive(Clone, Copy, Debug)]
pub struct InGoodStanding(MerchantOf);

impl std::ops::Deref for InGoodStanding {
    type Target = MerchantOf;
    fn deref(&self) -> &MerchantOf {
        &self.0
    }
}

/// The town hall has suspended the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspended;

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

    /// The shop for which this person acts; the one claimed last when there are several. Whoever went in at a counter for
    /// somebody else acts there and nowhere else, until that is over: then it is not found.
    pub async fn merchant(&self, db: &impl ConnectionTrait) -> Result<MerchantOf, Error> {
        if let Some(id) = self.at_counter {
            return self.standing_in(db, id).await;
        }
        let row = shop_member::Entity::find()
            .filter(shop_member::Column::MemberId.eq(self.member))
            .order_by_desc(shop_member::Column::Since)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(MerchantOf {
            shop: row.shop_id,
            town: shops::town_id_of(db, row.shop_id).await?,
            member: self.member,
            role: row.role,
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
        Ok(MerchantOf {
            shop: held.shop_id,
            town: held.town_id,
            member: self.member,
            role: ShopRole::Helper,
            session: self.session,
            stands_in: Some(id),
        })
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

impl MerchantOf {
    /// The shop.
    pub const fn shop(&self) -> ShopId {
        self.shop
    }

    /// The town in which it stands.
    pub const fn town(&self) -> TownId {
        self.town
    }

    /// Where people see what is done for it.
    pub const fn place(&self) -> Where {
        Where::Shop(self.town, self.shop)
    }

    /// Who acts.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// What lets an official act for the shop; none for the shop's own people.
    pub const fn stands_in(&self) -> Option<StandInId> {
        self.stands_in
    }

    /// The same, if it is one of the shop's own people; not found for an official who stands in.
    pub const fn in_person(self) -> Result<InPerson, Error> {
        match self.stands_in {
            None => Ok(InPerson(self)),
            Some(_) => Err(Error::NotFound),
        }
    }

    /// The same, if the town hall has not suspended the shop; asked in the transaction that changes the shelf.
    pub async fn in_good_standing(
        &self,
        tx: &impl ConnectionTrait,
    ) -> Result<InGoodStanding, Error<Suspended>> {
        match shops::is_suspended(tx, self.shop).await {
            Ok(false) => Ok(InGoodStanding(*self)),
            Ok(true) => Err(Error::Refused(Suspended)),
            Err(error) => Err(error.widen()),
        }
    }

    /// As whom the history of an order names them: who stands in does what a helper may.
    pub const fn actor(&self) -> Actor {
        match self.role {
            ShopRole::Owner => Actor::Merchant,
            ShopRole::Helper => Actor::Helper,
        }
    }

    /// As whom the ledger names them: an official who stands in stays an official there.
    pub const fn doer(&self) -> Doer {
        Doer {
            town: self.town,
            shop: Some(self.shop),
            actor: Some(match self.stands_in {
                None => self.actor(),
                Some(_) => Actor::Official,
            }),
            member: Some(self.member),
            session: Some(self.session),
        }
    }
}

impl MerchantOf {
    /// Takes down what the merchant says about this shop; `today` is the day at the shop, and closings that were over
    /// before it are forgotten.
    pub async fn describe(
        &self,
        tx: &impl ConnectionTrait,
        said: Description,
        today: NaiveDate,
    ) -> Result<(), Error> {
        let known = shops::to_change(tx, self.shop).await?.hours;
        // The form says nothing about closings: they stay.
        let (week, mut closures) = Closures::split(&known);
        closures.forget_before(today);
        // Hours that the form cannot say in full (a season, a third opening) stay when nobody touched them.
        let untouched = pickup::usual_week(&week).as_ref() == Some(&said.week);
        let week = if untouched { week } else { said.week.to_osm() };
        shops::describe(tx, self.shop, said, closures.after(&week)).await
    }
}
