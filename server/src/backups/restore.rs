//! Setting the market up again from one.

use super::{
    Label, books,
    label::Engine,
    take::{AT_ONCE, PUSH_KEY, SEAL_KEY, photos_of, write_secret},
};
use crate::{house, settings::Settings};
use anyhow::{Context, Result, ensure};
use futures::future::join_all;
use migrations::{Migrator, MigratorTrait};
use services::photos::Photos;
use std::{fs, path::Path};

/// What came back.
#[derive(Debug)]
pub struct Restored {
    /// How many photos were written.
    pub photos: usize,
    /// Whether the push key in place is another one, which stays.
    pub other_key: bool,
    /// Whether the seal key in place is another one, which stays.
    pub other_seal: bool,
    /// Whether the database waits for `halle migrate`.
    pub is_older: bool,
}

/// Fills an empty database, brings the photos that are not there, and the keys where there are none. The photos come
/// first: a market that opens has all of its pictures.
pub async fn restore(settings: &Settings, folder: &Path, label: &Label, vault: &Photos) -> Result<Restored> {
    let engine = Engine::of(&settings.database_url);
    ensure!(
        engine == label.engine,
        "this backup is of {}, and HALLE_DATABASE_URL names {}",
        label.engine.name(),
        engine.name()
    );
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect();
    ensure!(
        known.contains(&label.schema),
        "this backup is of a newer halle ({}): use that one",
        label.halle
    );
    label.check_seals(folder)?;
    let photos = house::photos(settings)?;
    let mut written = 0;
    let needed: Vec<_> = photos_of(folder)?.into_iter().collect();
    for some in needed.chunks(AT_ONCE) {
        let brought = join_all(some.iter().map(|hash| photos.bring(hash, vault))).await;
        for (hash, bytes) in some.iter().zip(brought) {
            let bytes = bytes?.with_context(|| format!("the photo {hash} is not in the vault"))?;
            written += usize::from(bytes > 0);
        }
    }
    books::load(&settings.database_url, &folder.join(engine.file())).await?;
    Ok(Restored {
        photos: written,
        other_key: !key_is_back(&settings.push_key, &folder.join(PUSH_KEY))?,
        other_seal: !key_is_back(&settings.seal_key, &folder.join(SEAL_KEY))?,
        is_older: known.last() != Some(&label.schema),
    })
}

/// Phones that rang go on ringing, and officials' codes go on fitting, only with the keys of then.
fn key_is_back(place: &Path, kept: &Path) -> Result<bool> {
    if !kept.exists() {
        return Ok(true);
    }
    let kept = fs::read(kept)?;
    if place.exists() {
        return Ok(fs::read(place)? == kept);
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    write_secret(place, &kept)?;
    Ok(true)
}
