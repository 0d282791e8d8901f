//! Who works at a shop: its owner, those who help there, who comes new, and who no longer does.

use super::{
    OwnerOf,
    entity::{member, session, shop_member},
    invitations,
    leaving::shut_out,
    team::NameTaken,
};
use crate::{
    error::Error,
    ledger::{self, Note},
    secret::Secret,
    shops,
};
use chrono::{DateTime, Utc};
use domain::{id::MemberId, ledger::Deed, shops::ShopRole, text::Name};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// Somebody who works at a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: MemberId,
    /// As the others know them.
    pub name: Name,
    /// As what.
    pub role: ShopRole,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When a device of theirs that is still signed in last came in; none: no device is.
    pub seen: Option<DateTime<Utc>>,
}

/// Everybody who works at an owner's shop, who came first first.
pub async fn people(
    db: &impl ConnectionTrait,
    who: &OwnerOf,
    at: DateTime<Utc>,
) -> Result<Vec<Person>, Error> {
    let works = shop_member::Entity::find()
        .filter(shop_member::Column::ShopId.eq(who.shop()))
        .order_by_asc(shop_member::Column::Since)
        .order_by_asc(shop_member::Column::MemberId)
        .all(db)
        .await?;
    let ids = || works.iter().map(|row| row.member_id);
    let members = member::Entity::find()
        .filter(member::Column::Id.is_in(ids()))
        .all(db)
        .await?;
    let devices = session::Entity::find()
        .filter(session::Column::MemberId.is_in(ids()))
        .filter(session::Column::ExpiresAt.gt(at))
        .all(db)
        .await?;
    let names: HashMap<MemberId, Name> = members.into_iter().map(|row| (row.id, row.name)).collect();
    let person = |row: &shop_member::Model| {
        let theirs = devices.iter().filter(|device| device.member_id == row.member_id);
        Some(Person {
            id: row.member_id,
            name: names.get(&row.member_id)?.clone(),
            role: row.role,
            since: row.since,
            seen: theirs.map(|device| device.created_at).max(),
        })
    };
    Ok(works.iter().filter_map(person).collect())
}

/// Makes somebody a helper of the shop, and the link by which they come in.
pub async fn invite_helper(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    name: Name,
    at: DateTime<Utc>,
) -> Result<Secret, Error<NameTaken>> {
    // Of two who are invited by the same name at this instant, one waits here.
    shops::to_change(tx, who.shop()).await.map_err(Error::widen)?;
    let known = people(tx, who, at).await.map_err(Error::widen)?;
    if known.iter().any(|person| person.name == name) {
        return Err(Error::Refused(NameTaken));
    }
    let helper = invitations::join(tx, name, at).await?;
    let row = shop_member::ActiveModel {
        shop_id: Set(who.shop()),
        member_id: Set(helper),
        role: Set(ShopRole::Helper),
        since: Set(at),
    };
    row.insert(tx).await?;
    let note = Note::of(Deed::HelperInvited).about(helper);
    ledger::note(tx, &who.doer(), note, at).await?;
    invitations::for_helper(tx, helper, at)
        .await
        .map_err(Error::widen)
}

/// A new link for a helper, and their name; links made for them before let nobody in any more. Not found for somebody of
/// another shop, and for who is no helper.
pub async fn link_for_helper(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    helper: MemberId,
    at: DateTime<Utc>,
) -> Result<(Name, Secret), Error> {
    let known = helper_of(tx, who, helper, at).await?;
    invitations::void_links(tx, helper).await?;
    let note = Note::of(Deed::Opened).about(helper);
    ledger::note(tx, &who.doer(), note, at).await?;
    Ok((known.name, invitations::for_helper(tx, helper, at).await?))
}

/// Takes a helper's access away: their devices are signed out and ring no more, their links and the address of their
/// letters are gone. Not found for somebody of another shop, and for who is no helper.
pub async fn let_helper_go(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    helper: MemberId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    helper_of(tx, who, helper, at).await?;
    shut_out(tx, helper).await?;
    shop_member::Entity::delete_by_id((who.shop(), helper))
        .exec(tx)
        .await?;
    let note = Note::of(Deed::HelperLetGo).about(helper);
    ledger::note(tx, &who.doer(), note, at).await?;
    Ok(())
}

async fn helper_of(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    helper: MemberId,
    at: DateTime<Utc>,
) -> Result<Person, Error> {
    shops::to_change(tx, who.shop()).await?;
    let known = people(tx, who, at).await?;
    let is_helper = |person: &Person| person.id == helper && person.role == ShopRole::Helper;
    known.into_iter().find(is_helper).ok_or(Error::NotFound)
}
