//! What whoever runs the instance asks for: guard, parse, one verb, commit.

use crate::{error::ApiError, state::House, town_hall::team_desk::NotInvited};
use domain::{id::MemberId, text::Name, towns::Town};
use services::{
    accounts::{JustProved, NameTaken, Operator},
    communes::Commune,
    error::Error,
    instance::{self, AlreadyOpen},
    notifications,
    secret::Secret,
    towns,
};
use uuid::Uuid;

/// Opens a commune's market.
pub async fn open(house: &House, who: &Operator, commune: &Commune) -> Result<Town, ApiError<AlreadyOpen>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    let town = instance::open(&tx, Some(who), commune, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(town)
}

/// Makes somebody an official of the town at an address, and their link.
pub async fn invite(
    house: &House,
    who: &JustProved<Operator>,
    town: &str,
    typed: &str,
) -> Result<(Name, Secret), ApiError<NotInvited>> {
    let town = towns::by_slug(house.db.read(), town).await?;
    let name: Name = typed
        .parse()
        .map_err(|wrong| ApiError::Refused(NotInvited::Wrong(wrong)))?;
    let tx = house.db.write_in(town.id).await.map_err(Error::from)?;
    let secret = who
        .appoint_in(&tx, town.id, name.clone(), house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |NameTaken| NotInvited::Taken))?;
    tx.commit().await.map_err(Error::from)?;
    Ok((name, secret))
}

/// Makes an official who has not come in yet a new link.
pub async fn link(
    house: &House,
    who: &JustProved<Operator>,
    town: &str,
    official: MemberId,
) -> Result<(Name, Secret), Error> {
    let town = towns::by_slug(house.db.read(), town).await?;
    let tx = house.db.write_in(town.id).await?;
    let made = who.link_again(&tx, town.id, official, house.clock.now()).await?;
    tx.commit().await?;
    Ok(made)
}

/// Gives a message that was given up another day, or all of them; says how many that were.
pub async fn send_again(house: &House, _: &Operator, only: Option<Uuid>) -> Result<u64, Error> {
    let tx = house.db.write().await?;
    let count = notifications::send_again(&tx, only, house.clock.now()).await?;
    tx.commit().await?;
    house.postbox.wake();
    Ok(count)
}
