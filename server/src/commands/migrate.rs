//! `halle migrate`

use crate::{house, settings::Settings};
use anyhow::{Context, Result};
use migrations::{Migrator, MigratorTrait};
use services::catalogue;

pub async fn run(settings: &Settings) -> Result<()> {
    let db = house::open_database(settings).await?;
    Migrator::up(db.for_migrations(), None)
        .await
        .context("the database cannot be brought to this schema")?;
    let read = catalogue::words::catch_up(&db).await?;
    if read > 0 {
        println!("{read} products can be found by their words.");
    }
    Ok(())
}
