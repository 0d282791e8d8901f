//! Codes, as they are typed: count the try, one verb, commit, and give the try back when the code was right.

use crate::{
    error::{let_in, refused},
    page::NoPage,
    state::House,
};
use domain::limits::Limited;
use services::{
    accounts::{
        MaySetUp, Unproven,
        proof::{self, Nonce, RecoveryCodes, WrongCode},
    },
    error::{Error, Failed},
    tries,
};

/// What somebody typed.
#[derive(Clone, Debug)]
pub enum Typed {
    /// The code that the application shows.
    Code(String),
    /// One of those for the day on which the phone is lost.
    Recovery(String),
}

/// Why nothing was proved.
#[derive(Clone, Debug)]
pub enum NotProved {
    /// The code is not the one, or was taken before.
    Wrong,
    /// Something else, which has a page of its own.
    Instead(NoPage),
}

impl From<Error<WrongCode>> for NotProved {
    fn from(error: Error<WrongCode>) -> Self {
        match error {
            Error::Refused(WrongCode) => {
                refused("code", "wrong");
                Self::Wrong
            }
            Error::NotFound => Self::Instead(NoPage::SignedOut),
            Error::Failed(failed) => failed.into(),
        }
    }
}

impl From<Failed> for NotProved {
    fn from(failed: Failed) -> Self {
        Self::Instead(failed.into())
    }
}

/// Proves the device.
pub async fn prove(house: &House, who: &Unproven, typed: &Typed) -> Result<(), NotProved> {
    let now = house.clock.now();
    take(house, who).await?;
    let tx = house.db.write().await.map_err(Failed::from)?;
    match typed {
        Typed::Code(code) => proof::prove(&tx, &house.seal, who, code, now).await?,
        Typed::Recovery(code) => proof::prove_by_recovery(&tx, &house.seal, who, code, now).await?,
    }
    tx.commit().await.map_err(Failed::from)?;
    let_in("code");
    give_back(house, who).await
}

/// Takes the key of a nonce as theirs.
pub async fn set_up(
    house: &House,
    who: &MaySetUp,
    nonce: &Nonce,
    typed: &str,
) -> Result<RecoveryCodes, NotProved> {
    take(house, who).await?;
    let tx = house.db.write().await.map_err(Failed::from)?;
    let codes = proof::set_up(&tx, &house.seal, who, nonce, typed, house.clock.now()).await?;
    tx.commit().await.map_err(Failed::from)?;
    give_back(house, who).await?;
    Ok(codes)
}

/// Taken before the code is looked at, so that of many tries at the same instant no more than that pass.
async fn take(house: &House, who: &Unproven) -> Result<(), NotProved> {
    let now = house.clock.now();
    match tries::take(&house.db, Limited::Proof, &who.member().to_string(), now).await {
        Ok(()) => Ok(()),
        Err(Error::Refused(too_many)) => Err(NotProved::Instead(NoPage::TooMany(too_many.seconds(now)))),
        Err(Error::NotFound) => Err(NotProved::Instead(NoPage::NotFound)),
        Err(Error::Failed(failed)) => Err(failed.into()),
    }
}

async fn give_back(house: &House, who: &Unproven) -> Result<(), NotProved> {
    Ok(tries::give_back(&house.db, Limited::Proof, &who.member().to_string()).await?)
}
