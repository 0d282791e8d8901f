//! `halle sessions end`

use crate::{house, settings::Settings};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use domain::text::Name;
use services::{
    accounts::{EndRefused, Whose, end_sessions},
    error::Error,
    shops, towns,
};

/// Devices that are signed in.
#[derive(Debug, Args)]
pub struct Sessions {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Signs devices out, and makes links that wait for them worthless; with a shop's owner, also ends the help that they asked
    /// for. Who is signed out comes in again by a letter or a new link; an official proves it by their key. The ledger says so.
    End(End),
}

#[derive(Debug, Args)]
struct End {
    /// Slug of the town, as in its address.
    #[arg(long, required_unless_present = "all")]
    town: Option<String>,
    /// Slug of a shop there: the devices of all who work at it.
    #[arg(long, conflicts_with_all = ["member", "all"], required_unless_present_any = ["member", "all"])]
    shop: Option<String>,
    /// Somebody who works at the town hall or at a shop there, as the ledger names them: all their devices.
    #[arg(long, conflicts_with = "all")]
    member: Option<Name>,
    /// The devices of everybody, in all towns.
    #[arg(long, conflicts_with = "town")]
    all: bool,
}

impl Sessions {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let Act::End(end) = self.act;
        let house = house::open(settings).await?;
        let now = house.clock.now();
        let tx = house.db.write().await?;
        let whose = match &end.town {
            None => Whose::All,
            Some(slug) => {
                let town = towns::by_slug(&tx, slug)
                    .await
                    .with_context(|| format!("there is no town at /{slug}"))?;
                match (&end.member, &end.shop) {
                    (Some(name), _) => Whose::Named(town.id, name),
                    (None, Some(shop)) => {
                        let known = shops::by_slug(&tx, town.id, shop).await;
                        Whose::Shop(
                            known
                                .with_context(|| format!("there is no shop at /{slug}/{shop}"))?
                                .id,
                        )
                    }
                    (None, None) => bail!("say whose: --shop, --member or --all"),
                }
            }
        };
        let ended = match end_sessions(&tx, whose, now).await {
            Ok(ended) => ended,
            Err(Error::NotFound) => bail!("nobody there has that name"),
            Err(Error::Refused(EndRefused::Namesakes)) => bail!("several there have that name"),
            Err(Error::Failed(failed)) => return Err(failed.into()),
        };
        tx.commit().await?;
        println!("{ended} devices are signed out.");
        Ok(())
    }
}
