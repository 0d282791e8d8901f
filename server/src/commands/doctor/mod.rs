//! `halle doctor`: looks at everything that must be well for the market to be, and says in one sentence each what to do.

mod bucket;
mod disk;
mod ways;

use crate::{backups::Engine, house, postman, settings::Settings, site};
use anyhow::{Context, Result, bail, ensure};
use services::{clock::Clock, db::Db, notifications};
use std::os::unix::fs::PermissionsExt as _;

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
    let durable = match &database {
        Ok(db) => durable(db).await,
        Err(_) => Err(anyhow::anyhow!("not looked at: the database does not open")),
    };
    let outbox = match (&database, &schema) {
        (Ok(db), Ok(())) => outbox(db).await,
        _ => Err(anyhow::anyhow!("not looked at: the database is not ready")),
    };
    let checks = [
        (
            "settings",
            Ok(format!("people reach it at {}", settings.base_url)),
        ),
        ("address", address(settings)),
        ("proxies", proxies(settings)),
        ("clock", clock()),
        ("data folder", disk::data(settings)),
        ("database", database.and_then(|_| way_to_database(settings))),
        ("schema", schema.map(|()| "this program's".to_owned())),
        ("durability", durable),
        ("integrity", integrity.map(|()| "whole".to_owned())),
        ("photos", disk::photos(settings).await),
        ("backups", disk::backups(settings, Clock::System.now()).await),
        ("push", push(settings)),
        ("seal", seal(settings)),
        ("mail", mail(settings).await),
        ("outbox", outbox),
        ("pages", pages()),
    ];
    let operator = operator(settings);
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
    for found in operator {
        match found {
            Ok(words) => println!("ok     {:<12} {words}", "operator"),
            Err(error) => {
                wrong += 1;
                println!("WRONG  {:<12} {error:#}", "operator");
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

/// A public address has TLS, which ends before this program: somebody stands in front of it.
fn proxies(settings: &Settings) -> Result<String> {
    let unknown = settings.trusted_proxies.is_empty();
    ensure!(
        !(unknown && settings.is_public()),
        "behind a proxy that nobody trusts, people cannot be told apart: set HALLE_TRUSTED_PROXIES to its address, as in 127.0.0.1"
    );
    Ok(if unknown {
        "none is believed"
    } else {
        "believed about addresses"
    }
    .to_owned())
}

/// A sentence for each thing that is missing; nothing is where only this machine looks.
fn operator(settings: &Settings) -> Vec<Result<String>> {
    let unsaid = settings.unsaid();
    if unsaid.is_empty() {
        return vec![Ok(settings.operator.name.clone())];
    }
    if !settings.is_public() {
        let words = format!("not said, as long as it is not public ({} to say)", unsaid.len());
        return vec![Ok(words)];
    }
    unsaid
        .into_iter()
        .map(|sentence| Err(anyhow::anyhow!(sentence)))
        .collect()
}

fn clock() -> Result<String> {
    let now = Clock::System.now();
    ensure!(
        now > NOT_BEFORE.parse::<chrono::DateTime<chrono::Utc>>()?,
        "this machine believes it is {now}: set its clock"
    );
    Ok(now.format("%Y-%m-%d %H:%M UTC").to_string())
}

async fn durable(db: &Db) -> Result<String> {
    let careless = db
        .careless_settings()
        .await
        .context("the database does not answer")?;
    ensure!(
        careless.is_empty(),
        "the database answers before the disk has what it was given, and a power cut would lose orders: mend {}",
        careless.join(", ")
    );
    Ok("what was answered is on the disk".to_owned())
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

/// Apple's push service takes no contact that does not lead anywhere.
fn push(settings: &Settings) -> Result<String> {
    house::push_key(settings)?;
    let contact = postman::contact(settings);
    ensure!(
        contact.starts_with("mailto:") || contact.starts_with("https:") || settings.addr.ip().is_loopback(),
        "push services want to know whom to write to: set HALLE_CONTACT to your address"
    );
    Ok(format!("signed for {contact}"))
}

/// Without it no official's code fits any more; with it and the database, anybody computes them.
fn seal(settings: &Settings) -> Result<String> {
    house::seal_key(settings)?;
    let path = settings.seal_key.display();
    let mode = std::fs::metadata(&settings.seal_key)?.permissions().mode();
    ensure!(
        mode % 0o100 == 0,
        "others on this machine can read the key of officials' codes: chmod 600 {path}"
    );
    Ok(format!("only its owner reads {path}"))
}

fn way_to_database(settings: &Settings) -> Result<String> {
    ensure!(
        ways::hides_rows(&settings.database_url),
        "what goes to the database can be read on its way: add ?sslmode=verify-full to HALLE_DATABASE_URL"
    );
    Ok(Engine::of(&settings.database_url).name().to_owned())
}

async fn mail(settings: &Settings) -> Result<String> {
    ensure!(
        settings.smtp.as_deref().is_none_or(ways::hides_letters),
        "letters and their server's password can be read on the way: write smtps:// in HALLE_SMTP, or add ?tls=required"
    );
    let mailer = postman::mailer(settings)?;
    mailer
        .greet()
        .await
        .context("the mail server does not answer: look at HALLE_SMTP; letters wait for a day")?;
    Ok(if mailer.has_server() {
        format!("from {}", settings.mail_from)
    } else {
        format!(
            "no letter leaves: they lie in {}",
            settings.data.join("mail").display()
        )
    })
}

async fn outbox(db: &Db) -> Result<String> {
    let health = notifications::health(db, Clock::System.now()).await?;
    ensure!(
        health.dead == 0,
        "{} messages were given up: `halle outbox` says why, and `halle outbox send-again all` tries again",
        health.dead
    );
    ensure!(
        !health.is_late,
        "messages have waited for more than ten minutes: is `halle serve` running?"
    );
    Ok("nothing is stuck".to_owned())
}

fn pages() -> Result<String> {
    let version = site::version();
    ensure!(
        version != site::UNBUILT,
        "this program was built without its pages' styles and scripts: build the front first"
    );
    Ok(format!("version {version}"))
}
