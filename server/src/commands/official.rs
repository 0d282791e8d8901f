//! `halle official`

use crate::{house, settings::Settings};
use anyhow::{Context, Result, bail};
use app::routes;
use clap::Args;
use domain::text::Name;
use services::{
    accounts::{
        self, Office,
        proof::{LostRefused, lost, one_more_device},
    },
    error::Error,
    towns,
};

#[derive(Debug, Args)]
pub struct Official {
    /// Slug of the town, as in its address.
    #[arg(long)]
    town: String,
    /// Who it is, as their colleagues read it in the ledger.
    #[arg(long)]
    name: Name,
    /// For an official who lost the phone and the recovery codes: takes their key away and signs out all their devices. Be
    /// sure that it is really them.
    #[arg(long)]
    lost: bool,
}

impl Official {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        let town = towns::by_slug(house.db.read(), &self.town)
            .await
            .with_context(|| format!("there is no town at /{}", self.town))?;
        let now = house.clock.now();
        let tx = house.db.write_in(town.id).await?;
        let made = if self.lost {
            let made = lost(&tx, Office::TownHall(town.id), &self.name, now).await;
            made.map(|secret| {
                (
                    secret,
                    "It lets them in once, within a week. They then have a day to set up a key.",
                )
            })
        } else {
            let known = one_more_device(&tx, Office::TownHall(town.id), &self.name, now).await;
            match known {
                Ok(Some(secret)) => Ok((
                    secret,
                    "They work there already: it opens one more device, once, within a week.",
                )),
                Ok(None) => {
                    let secret = accounts::invite_official(&tx, town.id, self.name.clone(), now).await?;
                    Ok((
                        secret,
                        "It lets them in once, within a week. They then have a day to set up a key.",
                    ))
                }
                Err(why) => Err(why),
            }
        };
        let (secret, words) = match made {
            Ok(made) => made,
            Err(Error::NotFound) => bail!("nobody called {} works for {}", self.name, town.name),
            Err(Error::Refused(LostRefused::Namesakes)) => {
                bail!("several who work for {} are called {}", town.name, self.name)
            }
            Err(Error::Failed(failed)) => return Err(failed.into()),
        };
        tx.commit().await?;
        println!("{}", house.absolute(&routes::invitation(secret.reveal())));
        println!("{words}");
        Ok(())
    }
}
