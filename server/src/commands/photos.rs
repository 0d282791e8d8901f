//! `halle photos`

use crate::{backups::AT_ONCE, settings::Settings};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use futures::future::join_all;
use services::{
    photos::{PhotoHash, Photos as Store},
    place::Place,
};

#[derive(Debug, Args)]
pub struct Photos {
    /// The folder or the bucket where they are; without it `HALLE_PHOTOS`.
    #[arg(long)]
    from: Option<String>,
    /// Where they shall be as well: a folder, or a bucket as in `s3://halle/photos`. What is there already stays.
    #[arg(long)]
    to: String,
}

impl Photos {
    /// Carries them over, and reads again what was written. The market may serve meanwhile.
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let from = match &self.from {
            Some(typed) => settings.place(typed)?,
            None => settings.photos.clone(),
        };
        let to = settings.place(&self.to)?;
        ensure!(from != to, "{to} is where they are");
        let (here, there) = (open(&from)?, open(&to)?);
        let all = here
            .names()
            .await
            .with_context(|| format!("{from} cannot be read"))?;
        let mut brought = 0;
        for some in all.chunks(AT_ONCE) {
            for carried in join_all(some.iter().map(|hash| carry(hash, &here, &there))).await {
                brought += usize::from(carried?);
            }
        }
        println!(
            "{} photos of {from} are in {to}, {brought} of them since now, read again and found the same.",
            all.len()
        );
        println!(
            "Next: set HALLE_PHOTOS, start `halle serve` anew, and run this once more with --from, for what came in meanwhile."
        );
        Ok(())
    }
}

fn open(place: &Place) -> Result<Store> {
    Store::at(place).with_context(|| format!("the photo store {place} does not open"))
}

/// Whether the photo was not there yet. One that does not arrive as it left does not stay.
async fn carry(hash: &PhotoHash, from: &Store, to: &Store) -> Result<bool> {
    let bytes = to.bring(hash, from).await;
    let bytes = bytes.with_context(|| format!("the photo {hash} cannot be carried over"))?;
    if bytes.is_none_or(|bytes| bytes == 0) {
        return Ok(false);
    }
    if !to.is_sound(hash).await? {
        to.throw_away(hash).await?;
        bail!("the photo {hash} is not read as it was written: look after what it was carried to");
    }
    Ok(true)
}
