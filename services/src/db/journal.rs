//! Keeps SQLite's journal short. What is committed stands there until it is copied into the file, and a page that is read is
//! looked for there first. SQLite copies after a commit, but begins anew at the front only when by chance nobody reads: in
//! a busy market never. Here somebody waits for that instant.

use super::sqlite;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use std::time::Duration;
use tokio::{task::JoinHandle, time::sleep};

/// Pages of the database beyond which it is worth a wait: four megabytes.
const LONG: i32 = 1_000;
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// Writers wait meanwhile, so it is no longer than a page takes; a backup reads for minutes.
const PATIENCE: Duration = Duration::from_millis(100);
/// After somebody read for longer than that.
const LATER: Duration = Duration::from_secs(10);

/// A task that ends when this is dropped.
#[derive(Debug)]
pub(super) struct KeptShort(JoinHandle<()>);

impl Drop for KeptShort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl KeptShort {
    /// Begins with the database at this address.
    pub(super) async fn of(url: &str) -> Result<Self, DbErr> {
        let mut options = sqlite(url, 1);
        // In place of what readers and the writer are told: that it has a journal stands in the file.
        options.map_sqlx_sqlite_opts(|file| file.busy_timeout(PATIENCE));
        let journal = Database::connect(options).await?;
        Ok(Self(tokio::spawn(async move {
            loop {
                // A disk that is full says so to whoever wants to write.
                let is_short = shorten(&journal).await.unwrap_or(true);
                sleep(if is_short { PAUSE } else { LATER }).await;
            }
        })))
    }
}

/// Whether the next who writes begins at the front, or nearly there.
async fn shorten(journal: &DatabaseConnection) -> Result<bool, DbErr> {
    // Without anybody waiting for it.
    let (_, pages) = copied(journal, "PASSIVE").await?;
    if pages < LONG {
        return Ok(true);
    }
    let (somebody_reads, _) = copied(journal, "RESTART").await?;
    Ok(!somebody_reads)
}

/// Whether somebody was in the way, and how many pages stand in the journal.
async fn copied(journal: &DatabaseConnection, how: &str) -> Result<(bool, i32), DbErr> {
    let pragma = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({how})"));
    let row = journal.query_one_raw(pragma).await?;
    row.map_or(Ok((false, 0)), |row| {
        let busy: i32 = row.try_get_by_index(0)?;
        Ok((busy != 0, row.try_get_by_index(1)?))
    })
}
