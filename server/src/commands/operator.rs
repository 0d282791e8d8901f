//! `halle operator`

use crate::{house, settings::Settings};
use anyhow::{Result, bail};
use app::routes;
use clap::Args;
use domain::text::Name;
use services::{
    accounts::{
        self, Office,
        proof::{LostRefused, lost},
    },
    error::Error,
};

#[derive(Debug, Args)]
pub struct Operator {
    /// Who it is, as towns read it in their ledgers; without a name, lists who may run this instance.
    #[arg(long)]
    name: Option<Name>,
    /// For somebody who lost the phone and the recovery codes: takes their key away and signs out all their devices. Be sure
    /// that it is really them.
    #[arg(long, requires = "name", conflicts_with = "gone")]
    lost: bool,
    /// Takes somebody's access away.
    #[arg(long, requires = "name")]
    gone: bool,
}

impl Operator {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        let Some(name) = self.name else {
            for name in accounts::operators(house.db.read()).await? {
                println!("{name}");
            }
            return Ok(());
        };
        let now = house.clock.now();
        let tx = house.db.write().await?;
        let made = if self.gone {
            accounts::dismiss_operator(&tx, &name, now).await.map(|()| None)
        } else if self.lost {
            lost(&tx, Office::Instance, &name, now).await.map(Some)
        } else {
            accounts::invite_operator(&tx, &name, now).await.map(Some)
        };
        let secret = match made {
            Ok(made) => made,
            Err(Error::NotFound) => bail!("nobody called {name} runs this instance"),
            Err(Error::Refused(LostRefused::Namesakes)) => {
                bail!("several who run this instance are called {name}")
            }
            Err(Error::Failed(failed)) => return Err(failed.into()),
        };
        tx.commit().await?;
        match secret {
            Some(secret) => {
                println!("{}", house.absolute(&routes::invitation(secret.reveal())));
                println!(
                    "It lets them in once, within a day. Who has no key yet sets one up first; nothing opens without it."
                );
            }
            None => println!("{name} runs this instance no longer."),
        }
        Ok(())
    }
}
