//! What lies on the disk: folders, room, backups.

use crate::{
    backups::{Vault, is_late},
    machine::room,
    settings::Settings,
};
use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use services::photos::Photos;
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

/// The photo folder.
pub fn photos(folder: &Path) -> Result<String> {
    Photos::folder(folder).with_context(|| format!("the photo folder {} does not open", folder.display()))?;
    writable(folder)?;
    Ok(folder.display().to_string())
}

/// Whether the market could be set up again.
pub fn backups(settings: &Settings, now: DateTime<Utc>) -> Result<String> {
    let Some(folder) = &settings.backups else {
        ensure!(
            !settings.is_public(),
            "nobody takes any: set HALLE_BACKUPS to a folder, best on another disk"
        );
        return Ok("nobody takes any, as long as it is not public".into());
    };
    let newest = Vault::at(folder).taken()?.pop();
    let newest = newest.with_context(|| {
        format!(
            "there is none in {}: `halle serve` takes one each night, `halle backup` now",
            folder.display()
        )
    })?;
    ensure!(
        !is_late(newest, now),
        "the last one is of {}: is `halle serve` running, and is there room in {}? Its journal says why",
        newest.format("%Y-%m-%d"),
        folder.display()
    );
    let same_disk = fs::metadata(folder)?.dev() == fs::metadata(&settings.data)?.dev();
    Ok(format!(
        "the last one is of {}{}",
        newest.format("%Y-%m-%d %H:%M UTC"),
        if same_disk {
            ", on the same disk as the market: one day that disk is gone"
        } else {
            ""
        }
    ))
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
