//! The machine on which the market runs: the room on its disk, and the copies that were taken.

use crate::{
    backups::{Vault, is_late},
    settings::Settings,
};
use anyhow::{Context, Result};
use app::state::{Backups, Machine, MachineSays};
use chrono::{DateTime, Utc};
use services::place::Place;
use std::path::Path;

/// The one that these settings are for.
pub fn of(settings: &Settings) -> Machine {
    let data = settings.data.clone();
    let place = settings.backups.clone();
    Machine::asked(move |now| {
        let (data, place) = (data.clone(), place.clone());
        async move {
            MachineSays {
                backups: backups(place.as_ref(), &data, now).await,
                free: room(&data).ok(),
            }
        }
    })
}

async fn backups(place: Option<&Place>, data: &Path, now: DateTime<Utc>) -> Backups {
    let Some(place) = place else {
        return Backups::Nobody;
    };
    let taken = match Vault::at(place, data) {
        Ok(vault) => vault.taken().await,
        Err(why) => Err(why),
    };
    match taken.ok().and_then(|mut taken| taken.pop()) {
        None => Backups::None,
        Some(last) if is_late(last, now) => Backups::Late(last),
        Some(last) => Backups::Last(last),
    }
}

/// Bytes that are free on the disk of a folder.
pub fn room(folder: &Path) -> Result<u64> {
    let disk =
        rustix::fs::statvfs(folder).with_context(|| format!("{} cannot be looked at", folder.display()))?;
    Ok(disk.f_bavail * disk.f_frsize)
}
