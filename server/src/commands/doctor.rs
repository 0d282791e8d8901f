//! `halle doctor`: looks at everything that must be well for the market to be, and says in one sentence each what to do.

use crate::{house, settings::Settings, site};
use anyhow::{Context, Result, bail, ensure};
use services::{clock::Clock, db::Db, photos::Photos};
use std::{fs, path::Path};

/// The day this was written: a clock before it is wrong.
const NOT_BEFORE: &str = "2026-11-01T00:00:00Z";

pub async fn run(settings: &Settings) -> Result<()> {
    let database = house::open_database(settings).await;
    let schema = match &database {
        Ok(db) => house::check_schema(db).await,
        Err(_) => Err(anyhow::anyhow!("not looked at: the database does not open")),
    };
    let integrity = match &database {
        Ok(db) => whole(db).await,
        Err(_) => Err(anyhow::anyhow!("not looked at: the database does not open")),
    };
    let checks = [
        (
            "settings",
            Ok(format!("people reach it at {}", settings.base_url)),
        ),
        ("address", address(settings)),
        ("clock", clock()),
        (
            "data folder",
            writable(&settings.data).map(|()| settings.data.display().to_string()),
        ),
        (
            "database",
            database.map(|_| kind(&settings.database_url).to_owned()),
        ),
        ("schema", schema.map(|()| "this program's".to_owned())),
        ("integrity", integrity.map(|()| "whole".to_owned())),
        ("photos", photos(&settings.photos)),
        ("pages", pages()),
    ];
    let mut wrong = 0;
    for (what, found) in checks {
        match found {
            Ok(words) => println!("ok     {what:<12} {words}"),
            Err(error) => {
                wrong += 1;
                println!("WRONG  {what:<12} {error:#}");
            }
        }
    }
    ensure!(wrong == 0, "{wrong} of these need a hand");
    Ok(())
}

fn address(settings: &Settings) -> Result<String> {
    let local = settings.addr.ip().is_loopback();
    let secure = settings.base_url.starts_with("https://");
    if !secure && !local {
        bail!(
            "others can reach this machine without encryption: put a proxy with TLS in front and set HALLE_BASE_URL to https://…"
        );
    }
    Ok(if secure {
        "encrypted on the way"
    } else {
        "only for this machine"
    }
    .to_owned())
}

fn clock() -> Result<String> {
    let now = Clock::System.now();
    ensure!(
        now > NOT_BEFORE.parse::<chrono::DateTime<chrono::Utc>>()?,
        "this machine believes it is {now}: set its clock"
    );
    Ok(now.format("%Y-%m-%d %H:%M UTC").to_string())
}

fn kind(url: &str) -> &'static str {
    if url.starts_with("sqlite:") {
        "SQLite"
    } else {
        "PostgreSQL"
    }
}

async fn whole(db: &Db) -> Result<()> {
    let told = db.integrity().await.context("the database does not answer")?;
    ensure!(
        told.is_empty(),
        "the database is damaged ({}): restore the last backup",
        told.join("; ")
    );
    Ok(())
}

fn photos(folder: &Path) -> Result<String> {
    Photos::folder(folder).with_context(|| format!("the photo folder {} does not open", folder.display()))?;
    writable(folder)?;
    Ok(folder.display().to_string())
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

fn pages() -> Result<String> {
    let version = site::version();
    ensure!(
        version != site::UNBUILT,
        "this program was built without its pages' styles and scripts: build the front first"
    );
    Ok(format!("version {version}"))
}
