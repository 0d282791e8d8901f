//! The operator ends sessions: those of somebody, of a shop, or all. The town hall does not: it lets a shop's merchant back in,
//! who closes what is not theirs.

use super::entity::{access_letter, invitation, member, session, shop_member, town_member};
use crate::{
    error::Error,
    hands,
    ledger::{self, Doer, Note},
    shops, towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, ShopId, TownId},
    ledger::Deed,
    notifications::AccessNews,
    text::Name,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// Whose sessions end.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'w> {
    /// Of everybody who works at a shop.
    Shop(ShopId),
    /// Of who is called so, at the town hall or at a shop of a town.
    Named(TownId, &'w Name),
    /// Of everybody in all towns.
    All,
}

/// Why it is not clear whose sessions are to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndRefused {
    /// Several in the town have this name.
    Namesakes,
}

/// Signs out whoever is meant, everywhere, and says how many devices that were. Links that were made for them and not used,
/// and letters that wait to confirm an address, open nothing any more; nor do codes for a helping hand that an owner made, and
/// the help that came of them ends. An address that was confirmed stays. Not found when nobody has that name.
pub async fn end_sessions(
    tx: &impl ConnectionTrait,
    whose: Whose<'_>,
    at: DateTime<Utc>,
) -> Result<u64, Error<EndRefused>> {
    let note = Note::of(Deed::SessionsEnded);
    let members = match whose {
        Whose::Shop(shop) => {
            let town = shops::town_id_of(tx, shop).await.map_err(Error::widen)?;
            ledger::note(tx, &Doer::operator(town), note.at_shop(shop), at).await?;
            Some(of_shop(tx, shop).await?)
        }
        Whose::Named(town, name) => {
            let (who, shop) = named(tx, town, name).await?;
            let mut note = note.about(who);
            if let Some(shop) = shop {
                note = note.at_shop(shop);
            }
            ledger::note(tx, &Doer::operator(town), note, at).await?;
            Some(vec![who])
        }
        Whose::All => {
            for town in towns::entity::Entity::find().all(tx).await? {
                ledger::note(tx, &Doer::operator(town.id), note.clone(), at).await?;
            }
            None
        }
    };
    Ok(end(tx, members, at).await?)
}

/// Of these, or of everybody.
async fn end(
    tx: &impl ConnectionTrait,
    members: Option<Vec<MemberId>>,
    at: DateTime<Utc>,
) -> Result<u64, DbErr> {
    hands::end_asked_by(tx, members.as_deref(), at).await?;
    let (mut devices, mut links) = (Condition::all(), Condition::all());
    let mut letters = Condition::all();
    if let Some(members) = members {
        devices = devices.add(session::Column::MemberId.is_in(members.clone()));
        links = links.add(invitation::Column::MemberId.is_in(members.clone()));
        letters = letters.add(access_letter::Column::MemberId.is_in(members));
    }
    // A slip by which a shop is claimed is nobody's yet.
    links = links
        .add(invitation::Column::MemberId.is_not_null())
        .add(invitation::Column::UsedAt.is_null());
    letters = letters.add(access_letter::Column::What.is_in([AccessNews::Confirm, AccessNews::Enter]));
    invitation::Entity::delete_many().filter(links).exec(tx).await?;
    access_letter::Entity::delete_many()
        .filter(letters)
        .exec(tx)
        .await?;
    let ended = session::Entity::delete_many().filter(devices).exec(tx).await?;
    Ok(ended.rows_affected)
}

async fn of_shop(tx: &impl ConnectionTrait, shop: ShopId) -> Result<Vec<MemberId>, DbErr> {
    let rows = shop_member::Entity::find()
        .filter(shop_member::Column::ShopId.eq(shop))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.member_id).collect())
}

/// The one of this name, and the shop where they work if it is one.
async fn named(
    tx: &impl ConnectionTrait,
    town: TownId,
    name: &Name,
) -> Result<(MemberId, Option<ShopId>), Error<EndRefused>> {
    let shops = shops::entity::Entity::find()
        .filter(shops::entity::Column::TownId.eq(town))
        .all(tx)
        .await?;
    let at_shops = shop_member::Entity::find()
        .filter(shop_member::Column::ShopId.is_in(shops.into_iter().map(|shop| shop.id)))
        .all(tx)
        .await?;
    let at_hall = town_member::Entity::find()
        .filter(town_member::Column::TownId.eq(town))
        .all(tx)
        .await?;
    let ids = at_hall
        .into_iter()
        .map(|row| row.member_id)
        .chain(at_shops.iter().map(|row| row.member_id));
    let named = member::Entity::find()
        .filter(member::Column::Id.is_in(ids))
        .filter(member::Column::Name.eq(name.as_str()))
        .all(tx)
        .await?;
    match named.as_slice() {
        [] => Err(Error::NotFound),
        [one] => {
            let shop = at_shops.iter().find(|row| row.member_id == one.id);
            Ok((one.id, shop.map(|row| row.shop_id)))
        }
        _ => Err(Error::Refused(EndRefused::Namesakes)),
    }
}
