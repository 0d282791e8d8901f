//! Taking one.

use super::{
    Label, Vault, books,
    label::{Engine, Sealed},
    thin,
    vault::name_of,
};
use crate::settings::Settings;
use anyhow::{Context, Result};
use chrono::{DateTime, SubsecRound, Utc};
use futures::future::join_all;
use migrations::{Migrator, MigratorTrait};
use services::{
    db::Db,
    photos::{self, PhotoHash, Photos},
};
use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{BufRead, BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

/// The names of the photos that a backup needs, one a line.
pub const PHOTOS: &str = "photos.txt";
/// The key of push messages.
pub const PUSH_KEY: &str = "push.key";
/// The key that makes officials' secrets.
pub const SEAL_KEY: &str = "seal.key";
/// Photos on their way at the same time: one after the other they would all wait for the way to a bucket.
pub const AT_ONCE: usize = 8;

/// What was done.
#[derive(Debug)]
pub struct Taken {
    /// What it is called.
    pub name: String,
    /// What is written on it.
    pub label: Label,
    /// Bytes of photos that no backup before it had.
    pub new_bytes: u64,
    /// How many older backups were thrown away.
    pub thrown_away: usize,
}

/// Copies the database as it is now, then the photos that it knows and the vault has not: a photo is stored before anything
/// names it, so none of them can be missing. Throws away what [`thin`] no longer keeps.
pub async fn take(
    settings: &Settings,
    db: &Db,
    photos: &Photos,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<Taken> {
    vault.make()?;
    let locked = vault.lock()?;
    vault.clear_unfinished(&locked, now).await?;
    let now = vault.free_from(now.trunc_subsecs(0)).await?;
    let folder = vault.unfinished(now);
    fs::create_dir(&folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let made = make(settings, db, photos, vault, &folder, now).await;
    let (label, new_bytes) = match made {
        Ok(done) => done,
        Err(error) => {
            // A disk that is full has room again.
            let _ = fs::remove_dir_all(&folder);
            return Err(error);
        }
    };
    Ok(Taken {
        name: name_of(now),
        label,
        new_bytes,
        thrown_away: throw_away_old(vault, now).await?,
    })
}

async fn make(
    settings: &Settings,
    db: &Db,
    photos: &Photos,
    vault: &Vault,
    folder: &Path,
    now: DateTime<Utc>,
) -> Result<(Label, u64)> {
    let engine = Engine::of(&settings.database_url);
    let file = folder.join(engine.file());
    let applied = Migrator::get_migration_models(db.for_migrations()).await?;
    let schema = applied.last().map(|row| row.version.clone()).unwrap_or_default();
    books::save(db, &settings.database_url, &file).await?;
    books::check(engine, &file).await?;
    let brought = bring_photos(db, photos, vault, folder).await?;
    let mut names = vec![engine.file(), PHOTOS];
    for (name, place) in [(PUSH_KEY, &settings.push_key), (SEAL_KEY, &settings.seal_key)] {
        if place.exists() {
            write_secret(&folder.join(name), &fs::read(place)?)?;
            names.push(name);
        }
    }
    let label = Label {
        taken: now,
        halle: env!("CARGO_PKG_VERSION").to_owned(),
        engine,
        schema,
        photos: brought.known,
        missing: brought.missing,
        files: names
            .into_iter()
            .map(|name| Sealed::of(folder, name))
            .collect::<Result<_>>()?,
    };
    label.write(folder)?;
    vault.finish(now, &label).await?;
    Ok((label, brought.bytes))
}

#[derive(Default)]
struct Brought {
    known: u64,
    bytes: u64,
    missing: Vec<String>,
}

async fn bring_photos(db: &Db, photos: &Photos, vault: &Vault, folder: &Path) -> Result<Brought> {
    let kept = vault.photos()?;
    let mut list = BufWriter::new(File::create(folder.join(PHOTOS))?);
    let mut brought = Brought::default();
    let mut behind: Option<PhotoHash> = None;
    loop {
        let page = photos::known_after(db.read(), behind.as_ref()).await?;
        for some in page.chunks(AT_ONCE) {
            let copied = join_all(some.iter().map(|hash| kept.bring(hash, photos))).await;
            for (hash, bytes) in some.iter().zip(copied) {
                brought.known += 1;
                match bytes.with_context(|| format!("the photo {hash} cannot be copied"))? {
                    Some(bytes) => {
                        brought.bytes += bytes;
                        writeln!(list, "{hash}")?;
                    }
                    None => brought.missing.push(hash.to_string()),
                }
            }
        }
        match page.into_iter().next_back() {
            Some(hash) => behind = Some(hash),
            None => break,
        }
    }
    list.flush()?;
    Ok(brought)
}

/// The photos that a backup needs.
pub fn photos_of(folder: &Path) -> Result<BTreeSet<PhotoHash>> {
    let reading = || format!("{} cannot be read", folder.join(PHOTOS).display());
    let list = File::open(folder.join(PHOTOS)).with_context(reading)?;
    names_in(list).with_context(reading)
}

/// The same, from the list itself.
pub fn names_in(list: impl Read) -> std::io::Result<BTreeSet<PhotoHash>> {
    let lines = BufReader::new(list).lines();
    lines
        .map(|line| line?.parse().map_err(|_| std::io::ErrorKind::InvalidData.into()))
        .collect()
}

async fn throw_away_old(vault: &Vault, now: DateTime<Utc>) -> Result<usize> {
    let old = thin::spare(&vault.taken().await?, now);
    if old.is_empty() {
        return Ok(0);
    }
    for at in &old {
        vault
            .throw_away(*at)
            .await
            .context("an old backup cannot be thrown away")?;
    }
    let mut needed = BTreeSet::new();
    for at in vault.taken().await? {
        needed.append(&mut vault.needed_by(at).await?);
    }
    let kept = vault.photos()?;
    for hash in kept.names().await? {
        if !needed.contains(&hash) {
            kept.throw_away(&hash).await?;
        }
    }
    Ok(old.len())
}

/// Whoever has these keys can speak to merchants' phones, or compute an official's codes.
pub fn write_secret(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}
