//! `halle leave`, `halle join`

use crate::{
    archive::{Arrival, Label, Leaving, Whose, join, stream},
    house,
    settings::Settings,
};
use anyhow::{Context, Result, ensure};
use app::{i18n::Locale, routes, state::House};
use clap::Args;
use domain::ledger::Deed;
use services::{
    accounts,
    ledger::{self, Doer, Note},
    shops, towns,
};
use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};
use tokio::sync::mpsc;

/// Pieces that wait to be written.
const AHEAD: usize = 8;

#[derive(Debug, Args)]
pub struct Leave {
    /// Slug of the town, as in its address.
    #[arg(long)]
    town: String,
    /// Slug of one of its shops; without it, the whole town leaves.
    #[arg(long)]
    shop: Option<String>,
    /// The file that is made, as in `dourdan.zip`; there must be none yet.
    #[arg(long)]
    to: PathBuf,
}

impl Leave {
    /// Makes the archive. The market goes on, and nothing of it is changed.
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        let db = house.db.read();
        let town = towns::by_slug(db, &self.town)
            .await
            .with_context(|| format!("there is no town at /{}", self.town))?;
        let who = match &self.shop {
            None => Leaving::town(db, town.id).await?,
            Some(slug) => {
                let shop = shops::known_by_slug(db, town.id, slug)
                    .await
                    .with_context(|| format!("there is no shop at /{}/{slug}", town.slug))?;
                Leaving::shop(db, shop.id).await?
            }
        };
        let tx = house.db.write_in(town.id).await?;
        let note = Note::of(Deed::Archived);
        ledger::note(&tx, &Doer::operator(town.id), note, house.clock.now()).await?;
        tx.commit().await?;
        let label = write(house.clone(), who, &self.to).await?;
        for table in label.tables.iter().filter(|table| table.rows > 0) {
            println!("{:>10}  {}", table.rows, table.name);
        }
        println!("{:>10}  photos", label.photos);
        for hash in &label.missing {
            println!("The photo {hash} is not in the store, and not in this archive.");
        }
        println!(
            "{}: index.html in it opens without a server; `halle join` sets it up in another one.",
            self.to.display()
        );
        Ok(())
    }
}

async fn write(house: House, who: Leaving, to: &Path) -> Result<Label> {
    ensure!(!to.exists(), "{} is there already", to.display());
    let unfinished = to.with_added_extension("unfinished");
    // Only for who made it: people's names and numbers are in it.
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .with_context(|| format!("{} cannot be written", unfinished.display()))?;
    let (sender, mut pieces) = mpsc::channel(AHEAD);
    let made = tokio::spawn(async move { stream(&house, &who, Locale::fr, sender).await });
    while let Some(piece) = pieces.recv().await {
        file.write_all(&piece?)?;
    }
    let label = made.await??;
    file.sync_all()?;
    fs::rename(&unfinished, to)?;
    Ok(label)
}

#[derive(Debug, Args)]
pub struct Join {
    /// The archive that `halle leave` made.
    file: PathBuf,
    /// Another address for the town, or for the shop, where its own is taken.
    #[arg(long)]
    slug: Option<String>,
    /// For a shop: the town in which it stands here; without it, the commune that it comes from.
    #[arg(long)]
    town: Option<String>,
}

impl Join {
    /// Sets it up here, all of it or nothing.
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        let file =
            File::open(&self.file).with_context(|| format!("{} cannot be read", self.file.display()))?;
        let arrival = Arrival {
            slug: self.slug,
            town: self.town,
        };
        let joined = join(&house, file, &arrival)
            .await
            .with_context(|| format!("{} does not arrive", self.file.display()))?;
        for table in joined.label.tables.iter().filter(|table| table.rows > 0) {
            println!("{:>10}  {}", table.rows, table.name);
        }
        println!(
            "{:>10}  photos, {} of them new here. All was read again and found the same.",
            joined.label.photos, joined.photos
        );
        if joined.codes > 0 {
            println!(
                "{} orders have another code now: theirs is somebody else's here.",
                joined.codes
            );
        }
        for slug in &joined.lost {
            println!("The address {slug} that led there before is somebody else's here.");
        }
        match joined.label.whose {
            Whose::Town => {
                println!("{}", house.absolute(&routes::town(&joined.town_slug)));
                println!(
                    "Nobody of it is signed in here. Next: `halle official --town {} --name …` for each who works there; they let merchants back in.",
                    joined.town_slug
                );
            }
            Whose::Shop => {
                let (shop, slug) = joined.shop.context("a shop arrived without one")?;
                let tx = house.db.write_in(joined.town).await?;
                let secret = accounts::invite_merchant(&tx, shop, house.clock.now()).await?;
                tx.commit().await?;
                println!("{}", house.absolute(&routes::invitation(secret.reveal())));
                println!(
                    "By this link its merchant opens the counter; /{}/{slug} is on the market from then on.",
                    joined.town_slug
                );
            }
        }
        Ok(())
    }
}
