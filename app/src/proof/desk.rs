//! Codes, as they are typed: count the try, one verb, commit, and give the try back when the code was right.

use crate::{
    error::{incident, let_in, refused},
    page::NoPage,
    routes,
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
        Self::Instead(NoPage::Failed(incident(&failed)))
    }
}

/// Proves the device.
pub async fn prove(house: &House, who: &Unproven, typed: &Typed) -> Result<(), NotProved> {
    let now = house.clock.now();
    take(house, who).await?;
    let tx = house.db.write_in(who.town()).await.map_err(Failed::from)?;
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
    let tx = house.db.write_in(who.town()).await.map_err(Failed::from)?;
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

/// Where somebody wanted to go: a page of the town hall, and nowhere else.
pub fn wanted(to: &str) -> String {
    let rest = to.strip_prefix(routes::TOWN_HALL);
    let is_ours = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && to
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/?&=-_.%+".contains(&byte));
    if is_ours { to } else { routes::TOWN_HALL }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_leads_to_the_town_hall_and_nowhere_else() {
        for ours in [
            "/mairie",
            "/mairie/etals?commerce=0199-a",
            "/mairie?commerce=ajoute",
        ] {
            assert_eq!(wanted(ours), ours);
        }
        for other in [
            "",
            "/",
            "//evil.example",
            "/mairie@evil.example",
            "https://evil.example",
            "/mairie/\r\nx: y",
            "/mairieuse",
        ] {
            assert_eq!(wanted(other), "/mairie", "{other}");
        }
    }
}
