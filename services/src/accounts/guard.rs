//! Permission as a value: these types have no public constructor, so a verb that takes one cannot be reached without
//! the check.

use super::entity::{session, shop_member, town_member};
use crate::{error::Error, ledger::Doer, pickup, secret::Secret, shops};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{MemberId, SessionId, ShopId, TownId},
    orders::Actor,
    shops::{Closures, Description, ShopRole},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Somebody whose device is signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    session: SessionId,
    member: MemberId,
}

/// May act for a shop.
#[derive(Clone, Copy, Debug)]
pub struct MerchantOf {
    shop: ShopId,
    town: TownId,
    member: MemberId,
    role: ShopRole,
    session: SessionId,
}

/// May act for a town.
#[derive(Clone, Copy, Debug)]
pub struct OfficialOf {
    town: TownId,
    member: MemberId,
    session: SessionId,
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

    /// The shop for which this person acts; the one claimed last when there are several.
    pub async fn merchant(&self, db: &impl ConnectionTrait) -> Result<MerchantOf, Error> {
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
        })
    }

    /// The town for which this person acts.
    pub async fn official(&self, db: &impl ConnectionTrait) -> Result<OfficialOf, Error> {
        let row = town_member::Entity::find()
            .filter(town_member::Column::MemberId.eq(self.member))
            .order_by_desc(town_member::Column::Since)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(OfficialOf {
            town: row.town_id,
            member: self.member,
            session: self.session,
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

    /// Who acts.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// As whom the history of an order names them.
    pub const fn actor(&self) -> Actor {
        match self.role {
            ShopRole::Owner => Actor::Merchant,
            ShopRole::Helper => Actor::Helper,
        }
    }

    /// As whom the ledger names them.
    pub const fn doer(&self) -> Doer {
        Doer {
            town: self.town,
            shop: Some(self.shop),
            actor: self.actor(),
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

impl OfficialOf {
    /// The town.
    pub const fn town(&self) -> TownId {
        self.town
    }

    /// Who acts.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// As whom the ledger names them.
    pub const fn doer(&self) -> Doer {
        Doer {
            town: self.town,
            shop: None,
            actor: Actor::Official,
            member: Some(self.member),
            session: Some(self.session),
        }
    }
}
