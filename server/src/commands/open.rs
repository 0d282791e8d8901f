//! `halle open`

use crate::{house, settings::Settings};
use anyhow::{Result, bail};
use app::routes;
use clap::Args;
use services::{
    communes::{self, Commune},
    error::Error,
    instance,
};

/// Communes named when several may be meant.
const NAMED: usize = 20;

#[derive(Debug, Args)]
pub struct Open {
    /// The commune: its name, its postcode or its INSEE code; with several that may be meant, lists them.
    commune: String,
}

impl Open {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        let commune = meant(&self.commune)?;
        let tx = house.db.write().await?;
        let town = match instance::open(&tx, None, &commune, house.clock.now()).await {
            Ok(town) => town,
            Err(Error::Refused(_)) => bail!("{} has its market here already", commune.name()),
            Err(Error::NotFound) => bail!("{} cannot be opened", commune.name()),
            Err(Error::Failed(failed)) => return Err(failed.into()),
        };
        tx.commit().await?;
        println!("{}", house.absolute(&routes::town(&town.slug)));
        println!(
            "Next: `halle official --town {} --name …` lets its town hall in.",
            town.slug
        );
        Ok(())
    }
}

fn meant(asked: &str) -> Result<Commune> {
    if let Some(commune) = communes::by_code(asked) {
        return Ok(commune);
    }
    match communes::find(asked, NAMED).as_slice() {
        [] => bail!("no commune answers to {asked:?}"),
        [one] => Ok(*one),
        several => {
            for commune in several {
                println!(
                    "{}  {}  {}",
                    commune.insee_code,
                    commune.name(),
                    commune.postcodes
                );
            }
            bail!("several communes may be meant: say its code, the first of its line")
        }
    }
}
