//! `halle move`

use crate::{house, settings::Settings};
use anyhow::{Context, Result, bail};
use app::routes;
use clap::Args;
use services::{
    addresses::{self, MoveRefused},
    error::Error,
    shops, towns,
};

#[derive(Debug, Args)]
pub struct Move {
    /// Address of a town or a shop, as in "dourdan" or "dourdan/la-pause".
    from: String,
    /// Its slug from now on: small letters, digits and hyphens.
    to: String,
}

impl Move {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        let (town, shop) = match self.from.trim_matches('/').split_once('/') {
            None => (self.from.trim_matches('/'), None),
            Some((town, shop)) => (town, Some(shop)),
        };
        let now = house.clock.now();
        let tx = house.db.write().await?;
        let town = towns::by_slug(&tx, town)
            .await
            .with_context(|| format!("there is no town at /{town}"))?;
        let (moved, path) = match shop {
            None => {
                let moved = addresses::move_town(&tx, &town, &self.to, now).await;
                (moved, routes::town(&self.to))
            }
            Some(slug) => {
                let shop = shops::by_slug(&tx, town.id, slug)
                    .await
                    .with_context(|| format!("there is no shop at /{}/{slug}", town.slug))?;
                let moved = addresses::move_shop(&tx, &town, &shop, &self.to, now).await;
                (moved, routes::shop(&town.slug, &self.to))
            }
        };
        match moved {
            Ok(()) => {}
            Err(Error::Refused(MoveRefused::NotASlug)) => {
                bail!(
                    "{:?} is no slug: write small letters, digits and hyphens",
                    self.to
                )
            }
            Err(Error::Refused(MoveRefused::Taken)) => {
                bail!("{:?} is somebody's address already, or was", self.to)
            }
            Err(other) => return Err(other).context("the address could not be changed"),
        }
        tx.commit().await?;
        println!("{}", house.absolute(&path));
        Ok(())
    }
}
