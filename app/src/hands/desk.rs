//! Who works at a shop and who lends a hand there, as it is asked: parse, one verb, commit.

use crate::{error::ApiError, state::House};
use domain::{
    hand::{HelpCode, HelpError, HelpForm, Term},
    id::{HandId, MemberId},
    text::{Name, TextError},
};
use services::{
    accounts::{self, NameTaken, OwnerOf, SignedIn},
    error::Error,
    hands::{self, TakeRefused, Taken, Taker},
    secret::Secret,
};

/// Why nobody can be invited under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInvited {
    /// It cannot be read as one.
    Wrong(TextError),
    /// Somebody at the shop has it already.
    Taken,
}

/// Makes somebody a helper, and their link.
pub async fn invite(
    house: &House,
    who: &OwnerOf,
    typed: &str,
) -> Result<(Name, Secret), ApiError<NotInvited>> {
    let name: Name = typed
        .parse()
        .map_err(|wrong| ApiError::Refused(NotInvited::Wrong(wrong)))?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    let secret = accounts::invite_helper(&tx, who, name.clone(), house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |NameTaken| NotInvited::Taken))?;
    tx.commit().await.map_err(Error::from)?;
    Ok((name, secret))
}

/// Makes a helper a new link.
pub async fn link(house: &House, who: &OwnerOf, helper: MemberId) -> Result<(Name, Secret), Error> {
    let tx = house.db.write_in(who.town()).await?;
    let made = accounts::link_for_helper(&tx, who, helper, house.clock.now()).await?;
    tx.commit().await?;
    Ok(made)
}

/// Takes a helper's access away.
pub async fn let_go(house: &House, who: &OwnerOf, helper: MemberId) -> Result<(), Error> {
    let tx = house.db.write_in(who.town()).await?;
    accounts::let_helper_go(&tx, who, helper, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// A code for whoever shall lend a hand.
pub async fn ask(house: &House, who: &OwnerOf, term: Term) -> Result<HelpCode, Error> {
    let tx = house.db.write_in(who.town()).await?;
    let code = hands::ask(&tx, who, term, house.clock.now()).await?;
    tx.commit().await?;
    Ok(code)
}

/// The code that waits is good for nothing any more.
pub async fn void(house: &House, who: &OwnerOf) -> Result<(), Error> {
    let tx = house.db.write_in(who.town()).await?;
    hands::void(&tx, who).await?;
    Ok(tx.commit().await?)
}

/// Ends a help.
pub async fn take_back(house: &House, who: &OwnerOf, hand: HandId) -> Result<(), Error> {
    let tx = house.db.write_in(who.town()).await?;
    hands::take_back(&tx, who, hand, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Why a code opened nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Something that was typed needs another look.
    Wrong(HelpError),
    /// The code is none, or none any more.
    Refused(TakeRefused),
}

/// Takes a code, on a device that calls itself so.
pub async fn take(
    house: &House,
    device: Option<&SignedIn>,
    agent: &str,
    form: &HelpForm,
) -> Result<Taken, ApiError<NotTaken>> {
    let wrong = |wrong| ApiError::Refused(NotTaken::Wrong(wrong));
    if let Some(who) = device
        && who.has_own_place(house.db.read()).await?
    {
        let code = form.code().map_err(wrong)?;
        return take_by(house, Taker::Known(who), &code).await;
    }
    let (code, name) = form.parse().map_err(wrong)?;
    take_by(house, Taker::Guest(&name, agent, device), &code).await
}

async fn take_by(house: &House, who: Taker<'_>, code: &HelpCode) -> Result<Taken, ApiError<NotTaken>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    let taken = hands::take(&tx, who, code, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, NotTaken::Refused))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(taken)
}

/// Goes to a shelf again.
pub async fn enter(house: &House, who: &SignedIn, hand: HandId) -> Result<(), Error> {
    let tx = house.db.write().await?;
    hands::enter(&tx, who, hand, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Comes back to one's own place.
pub async fn go_out(house: &House, who: &SignedIn) -> Result<(), Error> {
    let tx = house.db.write().await?;
    hands::go_out(&tx, who).await?;
    Ok(tx.commit().await?)
}

/// Has done; says whether the device still is anybody's.
pub async fn finish(house: &House, who: &SignedIn) -> Result<bool, Error> {
    let tx = house.db.write().await?;
    let stays = hands::finish(&tx, who, house.clock.now()).await?;
    tx.commit().await?;
    Ok(stays)
}
