//! `halle backup`, `halle verify`, `halle restore`

use crate::{
    backups::{Vault, restore, take, verify},
    house,
    settings::Settings,
};
use anyhow::{Context, Result};
use clap::Args;

#[derive(Debug, Args)]
pub struct Backup {
    /// The folder or the bucket of the backups; without it `HALLE_BACKUPS`.
    #[arg(long)]
    to: Option<String>,
}

/// Which backup.
#[derive(Debug, Args)]
pub struct Which {
    /// The folder or the bucket of the backups; without it `HALLE_BACKUPS`.
    #[arg(long)]
    from: Option<String>,
    /// The name of one, as in 2026-11-27T02-00-00Z; without it the newest.
    name: Option<String>,
}

impl Backup {
    /// Takes one; the market may serve meanwhile.
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let vault = vault(self.to.as_deref(), settings)?;
        let house = house::open(settings).await?;
        let taken = take(settings, &house.db, &house.photos, &vault, house.clock.now()).await?;
        println!(
            "{vault}/{}: {} photos, {} of them new; {} older ones thrown away.",
            taken.name,
            taken.label.photos,
            size(taken.new_bytes),
            taken.thrown_away
        );
        for hash in &taken.label.missing {
            println!("The photo {hash} is not in the store, and not in this backup.");
        }
        Ok(())
    }
}

impl Which {
    /// Reads one whole.
    pub async fn verify(self, settings: &Settings) -> Result<()> {
        let vault = vault(self.from.as_deref(), settings)?;
        let found = vault.find(self.name.as_deref()).await?;
        verify(&found.folder, &found.label, &vault.photos()?).await?;
        println!(
            "{vault}/{} is whole: {} and {} photos.",
            found.name,
            found.label.engine.name(),
            found.label.photos
        );
        Ok(())
    }

    /// Sets the market up again from one.
    pub async fn restore(self, settings: &Settings) -> Result<()> {
        let vault = vault(self.from.as_deref(), settings)?;
        let found = vault.find(self.name.as_deref()).await?;
        let restored = restore(settings, &found.folder, &found.label, &vault.photos()?).await?;
        println!(
            "The market is as it was on {}, with {} photos.",
            found.label.taken.format("%Y-%m-%d %H:%M UTC"),
            found.label.photos
        );
        if restored.other_key {
            println!(
                "Another push key is in place and stays: phones ring again once they have opened the counter."
            );
        }
        if restored.other_seal {
            println!(
                "Another seal key is in place and stays: no official's code fits. Put seal.key of the backup in its place, or let each in anew with `halle official --lost`."
            );
        }
        println!(
            "{}",
            if restored.is_older {
                "Next: `halle migrate`, then `halle doctor`."
            } else {
                "Next: `halle doctor`."
            }
        );
        Ok(())
    }
}

fn vault(said: Option<&str>, settings: &Settings) -> Result<Vault> {
    let place = match said {
        Some(typed) => Some(settings.place(typed)?),
        None => settings.backups.clone(),
    };
    let place = place.context("where are the backups? Name their folder or bucket, or set HALLE_BACKUPS")?;
    Vault::at(&place, &settings.data)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
