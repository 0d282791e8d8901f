//! What officials decide, and what merchants answer: guard, parse, one verb, commit.

use crate::{error::ApiError, state::House};
use domain::{
    decisions::{StatementError, StatementForm},
    id::{DecisionId, ReplyId},
    text::{Telling, TextError},
};
use services::{
    accounts::{InPerson, OfficialOf},
    decisions::{self, DecideRefused, LiftRefused, Matter},
    error::Error,
};

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDecided {
    /// Something that was typed needs another look.
    Wrong(StatementError),
    /// It cannot be, or no longer.
    Refused(DecideRefused),
}

/// Why nothing was lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLifted {
    /// The reason needs another look.
    Wrong(TextError),
    /// It holds nobody back, or no longer.
    NotStanding,
}

/// Decides about a shop of the official's town.
pub async fn decide(
    house: &House,
    who: &OfficialOf,
    id: DecisionId,
    matter: &Matter,
    form: &StatementForm,
) -> Result<(), ApiError<NotDecided>> {
    let said = form
        .parse()
        .map_err(|wrong| ApiError::Refused(NotDecided::Wrong(wrong)))?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    decisions::decide(&tx, who, id, matter, &said, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, NotDecided::Refused))?;
    tx.commit().await.map_err(Error::from)?;
    house.postbox.wake();
    Ok(())
}

/// Lifts what was decided.
pub async fn lift(
    house: &House,
    who: &OfficialOf,
    id: DecisionId,
    lifts: DecisionId,
    facts: &str,
) -> Result<(), ApiError<NotLifted>> {
    let facts: Telling = facts
        .parse()
        .map_err(|why| ApiError::Refused(NotLifted::Wrong(why)))?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    decisions::lift(&tx, who, id, lifts, &facts, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |LiftRefused::NotStanding| NotLifted::NotStanding))?;
    tx.commit().await.map_err(Error::from)?;
    house.postbox.wake();
    Ok(())
}

/// Answers a decision about the merchant's shop.
pub async fn reply(
    house: &House,
    who: &InPerson,
    id: ReplyId,
    to: DecisionId,
    words: &str,
) -> Result<(), ApiError<TextError>> {
    let words: Telling = words.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    decisions::reply(&tx, who, id, to, &words, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
