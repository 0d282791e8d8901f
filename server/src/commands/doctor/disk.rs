//! What lies on the disk or in a bucket: folders, room, backups.

use super::bucket;
use crate::{
    backups::{Vault, is_late},
    house,
    machine::room,
    settings::Settings,
};
use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use services::place::Place;
use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
};

/// With less, a market's day may fill it.
const ROOM: u64 = 1 << 30;

/// The data folder: nobody else reads it, and there is room.
pub fn data(settings: &Settings) -> Result<String> {
    let folder = &settings.data;
    writable(folder)?;
    let rights = fs::metadata(folder)?.permissions().mode();
    ensure!(
        rights % 0o10 == 0 || !settings.is_public(),
        "every user of this machine can read {}: chmod o= {}",
        folder.display(),
        folder.display()
    );
    let free = room(folder)?;
    ensure!(
        free >= ROOM,
        "only {} MB are free beside {}: make room before orders are refused",
        free >> 20,
        folder.display()
    );
    Ok(format!("{}, {} GB free", folder.display(), free >> 30))
}

/// The photo folder or bucket.
pub async fn photos(settings: &Settings) -> Result<String> {
    match &settings.photos {
        Place::Folder(folder) => {
            house::photos(settings)?;
            writable(folder)?;
        }
        Place::Bucket(photos) => bucket::writable(photos).await?,
    }
    Ok(settings.photos.to_string())
}

/// Whether the market could be set up again.
pub async fn backups(settings: &Settings, now: DateTime<Utc>) -> Result<String> {
    let Some(place) = &settings.backups else {
        ensure!(
            !settings.is_public(),
            "nobody takes any: set HALLE_BACKUPS to a folder, best on another disk, or to a bucket"
        );
        return Ok("nobody takes any, as long as it is not public".into());
    };
    if let Place::Bucket(backups) = place {
        bucket::writable(backups).await?;
    }
    let newest = Vault::at(place, &settings.data)?.taken().await?.pop();
    let newest = newest.with_context(|| {
        format!("there is none in {place}: `halle serve` takes one each night, `halle backup` now")
    })?;
    ensure!(
        !is_late(newest, now),
        "the last one is of {}: is `halle serve` running, and is there room in {place}? Its journal says why",
        newest.format("%Y-%m-%d"),
    );
    Ok(format!(
        "the last one is of {}{}",
        newest.format("%Y-%m-%d %H:%M UTC"),
        shared_fate(settings, place)?
    ))
}

/// What one day takes the market and its backups along.
fn shared_fate(settings: &Settings, backups: &Place) -> Result<&'static str> {
    Ok(match (backups, &settings.photos) {
        (Place::Folder(folder), _) if fs::metadata(folder)?.dev() == fs::metadata(&settings.data)?.dev() => {
            ", on the same disk as the market: one day that disk is gone"
        }
        (Place::Bucket(backups), Place::Bucket(photos))
            if backups.storage.endpoint == photos.storage.endpoint =>
        {
            ", in the same storage as the photos: one day that storage is gone"
        }
        _ => "",
    })
}

fn writable(folder: &Path) -> Result<()> {
    let probe = folder.join(".halle-doctor");
    fs::write(&probe, b"well")
        .and_then(|()| fs::remove_file(&probe))
        .with_context(|| {
            format!(
                "nothing can be written in {}: free some room, or give this user the right",
                folder.display()
            )
        })
}
