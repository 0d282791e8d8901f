//! Who works at the town hall, as it is asked: parse, one verb, commit.

use crate::{error::ApiError, state::House};
use domain::{
    id::MemberId,
    text::{Name, TextError},
};
use services::{
    accounts::{ByKey, NameTaken, OwnAccess},
    error::Error,
    secret::Secret,
};

/// Why nobody can be invited under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInvited {
    /// It cannot be read as one.
    Wrong(TextError),
    /// Somebody has it already.
    Taken,
}

/// Makes somebody a colleague, and their link.
pub async fn invite(house: &House, who: &ByKey, typed: &str) -> Result<(Name, Secret), ApiError<NotInvited>> {
    let name: Name = typed
        .parse()
        .map_err(|wrong| ApiError::Refused(NotInvited::Wrong(wrong)))?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    let secret = who
        .appoint(&tx, name.clone(), house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |NameTaken| NotInvited::Taken))?;
    tx.commit().await.map_err(Error::from)?;
    Ok((name, secret))
}

/// Makes a colleague a new link.
pub async fn link(house: &House, who: &ByKey, colleague: MemberId) -> Result<(Name, Secret), Error> {
    let tx = house.db.write_in(who.town()).await?;
    let made = who.link_for(&tx, colleague, house.clock.now()).await?;
    tx.commit().await?;
    Ok(made)
}

/// Takes a colleague's access away.
pub async fn let_go(house: &House, who: &ByKey, colleague: MemberId) -> Result<(), Error<OwnAccess>> {
    let tx = house.db.write_in(who.town()).await?;
    who.let_go(&tx, colleague, house.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
