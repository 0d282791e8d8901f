//! Opens what all requests share.

use crate::{machine, settings::Settings, site};
use anyhow::{Context, Result, bail};
use app::state::{House, Look};
use migrations::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;
use services::{
    accounts::proof::SealKey,
    clock::Clock,
    db::Db,
    food_facts::FoodFacts,
    live::Live,
    notifications::{Hosts, Postbox, PushKey},
    photos::Photos,
};
use std::fs;

/// Opens the database; the data folder is made when it is missing.
pub async fn open_database(settings: &Settings) -> Result<Db> {
    fs::create_dir_all(&settings.data)
        .with_context(|| format!("the data folder {} cannot be made", settings.data.display()))?;
    Db::connect(&settings.database_url)
        .await
        .context("the database does not open")
}

/// Opens the whole house. Refuses a database whose schema is older or newer than this program's.
pub async fn open(settings: &Settings) -> Result<House> {
    let db = open_database(settings).await?;
    check_schema(&db).await?;
    let photos = photos(settings)?;
    Ok(House {
        live: Live::across(&settings.database_url, &db),
        postbox: Postbox::new(&push_key(settings)?, Hosts::and(&settings.push_hosts)),
        seal: seal_key(settings)?,
        db,
        photos,
        food_facts: food_facts(settings)?,
        clock: Clock::System,
        base_url: settings.base_url.as_str().into(),
        version: site::version().into(),
        counter_script: site::counter_script().into(),
        hall_script: site::hall_script().into(),
        look: look(settings),
        operator: settings.operator.clone().into(),
        machine: machine::of(settings),
    })
}

/// The photo store. A folder is made when it is missing; a bucket opens while its storage is down.
pub fn photos(settings: &Settings) -> Result<Photos> {
    Photos::at(&settings.photos).with_context(|| format!("the photo store {} does not open", settings.photos))
}

fn look(settings: &Settings) -> Look {
    Look {
        market_style: site::market_style().into(),
        tiles: settings.tiles.clone(),
        shows_design: settings.design,
    }
}

/// The key by which push services know this server; made at the first start.
pub fn push_key(settings: &Settings) -> Result<PushKey> {
    let path = settings.push_key.display();
    PushKey::at(&settings.push_key).with_context(|| format!("the push key {path} cannot be read or made"))
}

/// The key that makes officials' secrets; made at the first start.
pub fn seal_key(settings: &Settings) -> Result<SealKey> {
    let path = settings.seal_key.display();
    SealKey::at(&settings.seal_key).with_context(|| format!("the seal key {path} cannot be read or made"))
}

fn food_facts(settings: &Settings) -> Result<Option<FoodFacts>> {
    let Some((endpoint, contact)) = settings.food_facts.as_ref().zip(settings.contact.as_ref()) else {
        return Ok(None);
    };
    let asks = FoodFacts::at(endpoint, contact)
        .with_context(|| format!("{endpoint} cannot be asked; HALLE_CONTACT is one line of plain letters"))?;
    Ok(Some(asks))
}

/// Says what to do when the schema is not this program's.
pub async fn check_schema(db: &Db) -> Result<()> {
    let connection = db.for_migrations();
    // Asking for the list would make the table; a database without it has seen no migration at all.
    let first = connection.query_one_raw(sea_orm::Statement::from_string(
        connection.get_database_backend(),
        "SELECT count(*) FROM seaql_migrations",
    ));
    if first.await.is_err() {
        bail!("the database is empty: run `halle migrate`");
    }
    let applied: Vec<String> = Migrator::get_migration_models(connection)
        .await?
        .into_iter()
        .map(|row| row.version)
        .collect();
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect();
    if let Some(newer) = applied.iter().find(|step| !known.contains(step)) {
        bail!("the database was changed by a newer halle ({newer}): use that one, or restore a backup");
    }
    if applied.len() < known.len() {
        bail!("the database is older than this halle: run `halle migrate`");
    }
    Ok(())
}
