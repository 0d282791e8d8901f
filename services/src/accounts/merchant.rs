//! Permission for a shop, step by step: for its shelf, for its orders, and for what is its owner's.

use crate::{db::Where, error::Error, ledger::Doer, pickup, shops};
use chrono::NaiveDate;
use domain::{
    id::{MemberId, SessionId, ShopId, StandInId, TownId},
    orders::Actor,
    shops::{Closures, Description, ShopRole},
};
use sea_orm::ConnectionTrait;
use std::ops::Deref;

/// May work at the shelf of a shop: whoever may act for the shop, and who lends a hand there for a while.
#[derive(Clone, Copy, Debug)]
pub struct ShelfOf {
    pub(super) shop: ShopId,
    pub(super) town: TownId,
    pub(super) member: MemberId,
    pub(super) role: ShopRole,
    pub(super) session: SessionId,
    pub(super) stands_in: Option<StandInId>,
}

impl AsRef<Self> for ShelfOf {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// May act for a shop: also sees its orders, and who ordered. Never who only lends a hand.
#[derive(Clone, Copy, Debug)]
pub struct MerchantOf(pub(super) ShelfOf);

impl Deref for MerchantOf {
    type Target = ShelfOf;
    fn deref(&self) -> &ShelfOf {
        &self.0
    }
}

impl AsRef<ShelfOf> for MerchantOf {
    fn as_ref(&self) -> &ShelfOf {
        &self.0
    }
}

/// Is one of a shop's own people: for what concerns the person, and nobody does for somebody else.
#[derive(Clone, Copy, Debug)]
pub struct InPerson(MerchantOf);

impl Deref for InPerson {
    type Target = MerchantOf;
    fn deref(&self) -> &MerchantOf {
        &self.0
    }
}

/// Owns the shop, in person: for who else comes in. Never a helper, nor an official who stands in.
#[derive(Clone, Copy, Debug)]
pub struct OwnerOf(InPerson);

impl Deref for OwnerOf {
    type Target = InPerson;
    fn deref(&self) -> &InPerson {
        &self.0
    }
}

/// Says what the shop is, when it is open and who sells there: its owner, or an official who stands in because nobody owns it.
/// Never a helper.
#[derive(Clone, Copy, Debug)]
pub struct AsOwner(MerchantOf);

impl Deref for AsOwner {
    type Target = MerchantOf;
    fn deref(&self) -> &MerchantOf {
        &self.0
    }
}

/// The same guard, where something may be put onto the shelf of the shop, or changed there: the town hall has not suspended
/// it. What stands of orders is served without this.
#[derive(Clone, Copy, Debug)]
pub struct InGoodStanding<W = MerchantOf>(W);

impl<W> Deref for InGoodStanding<W> {
    type Target = W;
    fn deref(&self) -> &W {
        &self.0
    }
}

impl<W: AsRef<ShelfOf>> InGoodStanding<W> {
    /// What every verb of the shelf starts from.
    pub fn shelf(&self) -> &ShelfOf {
        self.0.as_ref()
    }
}

/// The town hall has suspended the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspended;

impl ShelfOf {
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

    /// Who works there.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// What lets an official act for the shop; none for the shop's own people, and for who lends a hand.
    pub const fn stands_in(&self) -> Option<StandInId> {
        self.stands_in
    }

    /// The same, if the town hall has not suspended the shop; asked in the transaction that changes the shelf.
    pub async fn in_good_standing(
        &self,
        tx: &impl ConnectionTrait,
    ) -> Result<InGoodStanding<Self>, Error<Suspended>> {
        not_suspended(tx, self.shop).await?;
        Ok(InGoodStanding(*self))
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

async fn not_suspended(tx: &impl ConnectionTrait, shop: ShopId) -> Result<(), Error<Suspended>> {
    match shops::is_suspended(tx, shop).await {
        Ok(false) => Ok(()),
        Ok(true) => Err(Error::Refused(Suspended)),
        Err(error) => Err(error.widen()),
    }
}

impl MerchantOf {
    /// The same, if it is one of the shop's own people; not found for an official who stands in.
    pub const fn in_person(self) -> Result<InPerson, Error> {
        match self.0.stands_in {
            None => Ok(InPerson(self)),
            Some(_) => Err(Error::NotFound),
        }
    }

    /// The same, if the shop is theirs; not found for a helper, and for an official who stands in.
    pub fn owner(self) -> Result<OwnerOf, Error> {
        match self.0.role {
            ShopRole::Owner => Ok(OwnerOf(self.in_person()?)),
            ShopRole::Helper => Err(Error::NotFound),
        }
    }

    /// The same, if they say what the shop is: not found for a helper.
    pub const fn as_owner(self) -> Result<AsOwner, Error> {
        match (self.0.role, self.0.stands_in) {
            (ShopRole::Owner, _) | (ShopRole::Helper, Some(_)) => Ok(AsOwner(self)),
            (ShopRole::Helper, None) => Err(Error::NotFound),
        }
    }

    /// The same, if the town hall has not suspended the shop; asked in the transaction that changes the shelf.
    pub async fn in_good_standing(
        &self,
        tx: &impl ConnectionTrait,
    ) -> Result<InGoodStanding, Error<Suspended>> {
        not_suspended(tx, self.0.shop).await?;
        Ok(InGoodStanding(*self))
    }
}

impl AsOwner {
    /// Takes down what is said about this shop; `today` is the day at the shop, and closings that were over before it are
    /// forgotten.
    pub async fn describe(
        &self,
        tx: &impl ConnectionTrait,
        said: Description,
        today: NaiveDate,
    ) -> Result<(), Error> {
        let known = shops::to_change(tx, self.shop()).await?.hours;
        // The form says nothing about closings: they stay.
        let (week, mut closures) = Closures::split(&known);
        closures.forget_before(today);
        // Hours that the form cannot say in full (a season, a third opening) stay when nobody touched them.
        let untouched = pickup::usual_week(&week).as_ref() == Some(&said.week);
        let week = if untouched { week } else { said.week.to_osm() };
        shops::describe(tx, self.shop(), said, closures.after(&week)).await
    }
}
