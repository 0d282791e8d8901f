//! Backups that nobody has to think of.

use super::{Vault, take};
use crate::settings::Settings;
use anyhow::Result;
use app::state::House;
use chrono::{DateTime, Duration, NaiveTime, Utc};
use services::place::Place;
use std::time::Duration as Pause;
use tokio::{sync::watch, time};

/// When a town sleeps: in France this is three or four in the morning.
const AT: NaiveTime = NaiveTime::from_hms_opt(2, 0, 0).unwrap();
/// Between two looks at the clock, and between two tries.
const LOOK: Pause = Pause::from_mins(10);
/// A night may be missed, two may not.
const LATE: Duration = Duration::hours(50);

/// Takes one a night as long as the server runs, and one at once where there is none since the last night.
pub async fn nightly(settings: Settings, house: House, mut stopping: watch::Receiver<()>) {
    let Some(place) = &settings.backups else {
        return;
    };
    loop {
        match take_when_due(&settings, &house, place).await {
            Ok(()) => {}
            Err(error) => tracing::error!(
                error = format!("{error:#}"),
                "no backup was taken; `halle doctor` says more"
            ),
        }
        tokio::select! {
            () = time::sleep(LOOK) => {}
            _ = stopping.changed() => return,
        }
    }
}

async fn take_when_due(settings: &Settings, house: &House, place: &Place) -> Result<()> {
    let now = house.clock.now();
    let vault = Vault::at(place, &settings.data)?;
    if !is_due(vault.taken().await?.last().copied(), now) {
        return Ok(());
    }
    let taken = take(settings, &house.db, &house.photos, &vault, now).await?;
    tracing::info!(
        name = taken.name,
        new_bytes = taken.new_bytes,
        "a backup was taken"
    );
    if !taken.label.missing.is_empty() {
        tracing::error!(
            count = taken.label.missing.len(),
            "photos that products show are not in the store"
        );
    }
    Ok(())
}

fn is_due(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    let tonight = now.date_naive().and_time(AT).and_utc();
    let night = if now < tonight {
        tonight - Duration::days(1)
    } else {
        tonight
    };
    last.is_none_or(|last| last < night)
}

/// Whether the last one is older than it may be.
pub fn is_late(last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - last > LATE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_a_night_and_one_at_the_first_start() {
        let at = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
        assert!(is_due(None, at("2026-11-27T15:00:00Z")));
        let first = Some(at("2026-11-27T15:00:00Z"));
        assert!(!is_due(first, at("2026-11-28T01:59:00Z")));
        assert!(is_due(first, at("2026-11-28T02:00:00Z")));
        assert!(!is_due(
            Some(at("2026-11-28T02:00:05Z")),
            at("2026-11-29T01:59:00Z")
        ));
    }
}
