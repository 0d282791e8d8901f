//! Whom a town hall lets in: a shop's merchant for the first time, and again without a phone.

use super::{
    JustProved, OfficialOf,
    entity::shop_member,
    invitations::{DEVICE_LIFETIME, invite_merchant, issue},
};
use crate::{
    error::Error,
    ledger::{self, Note},
    secret::Secret,
    shops,
};
use chrono::{DateTime, Utc};
use domain::{id::ShopId, ledger::Deed, shops::ShopRole};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

impl OfficialOf {
    /// A link for a shop of this town; not found for a shop of another.
    pub async fn invite(
        &self,
        tx: &impl ConnectionTrait,
        shop: ShopId,
        at: DateTime<Utc>,
    ) -> Result<Secret, Error> {
        if shops::town_of(tx, shop).await?.id != self.town() {
            return Err(Error::NotFound);
        }
        let note = Note::of(Deed::Invited).at_shop(shop);
        ledger::note(tx, &self.doer(), note, at).await?;
        invite_merchant(tx, shop, at).await
    }
}

impl JustProved {
    /// A link for the owner of a shop of this town who has no device left, once the official has seen who it is; not found
    /// for a shop of another town, or one that nobody claimed. The shop's other devices are told.
    pub async fn let_back_in(
        &self,
        tx: &impl ConnectionTrait,
        shop: ShopId,
        at: DateTime<Utc>,
    ) -> Result<Secret, Error> {
        if shops::town_id_of(tx, shop).await? != self.town() {
            return Err(Error::NotFound);
        }
        let owner = shop_member::Entity::find()
            .filter(shop_member::Column::ShopId.eq(shop))
            .filter(shop_member::Column::Role.eq(ShopRole::Owner))
            .order_by_asc(shop_member::Column::Since)
            .one(tx)
            .await?
            .ok_or(Error::NotFound)?;
        let note = Note::of(Deed::LetBackIn).at_shop(shop).about(owner.member_id);
        ledger::note(tx, &self.doer(), note, at).await?;
        issue(tx, None, Some(owner.member_id), at, DEVICE_LIFETIME).await
    }
}
