//! Between servers on one PostgreSQL: `NOTIFY` carries what changed, `LISTEN` hears it. A line that broke is mended, and
//! then everybody looks again, since nobody knows what was told in between.

use super::{Change, Heard, Here};
use crate::{db::Db, secret};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, sqlx::postgres::PgListener};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinHandle,
    time::sleep,
};
use uuid::Uuid;

const CHANNEL: &str = "halle_live";
/// PostgreSQL carries 8,000 bytes at once; a change is 74.
const AT_ONCE: usize = 100;
/// More than that is told as "look again": nobody reads a list that long.
const MOST: usize = 1_000;
/// Before a line that broke is tried again.
const PAUSE: Duration = Duration::from_secs(1);
const EVERYTHING: &str = "*";

/// Two tasks that end when this is dropped.
#[derive(Debug)]
pub(super) struct Line {
    outward: UnboundedSender<Change>,
    tasks: [JoinHandle<()>; 2],
}

impl Drop for Line {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl Line {
    pub(super) fn open(url: &str, db: &Db, here: &Arc<Here>) -> Self {
        let node = secret::id();
        let (outward, inward) = unbounded_channel();
        let hears = tokio::spawn(hear_for_ever(url.to_owned(), node, here.clone()));
        let speaks = tokio::spawn(speak_for_ever(db.clone(), node, inward));
        Self {
            outward,
            tasks: [hears, speaks],
        }
    }

    pub(super) fn tell(&self, change: Change) {
        // An error only means that the server is stopping.
        let _ = self.outward.send(change);
    }
}

async fn hear_for_ever(url: String, node: Uuid, here: Arc<Here>) {
    loop {
        let Err(broken) = hear(&url, node, &here).await;
        // Its words may hold the URL with the password.
        tracing::warn!(kind = kind(&broken), "the line between servers broke; mending it");
        sleep(PAUSE).await;
    }
}

fn kind(error: &sea_orm::sqlx::Error) -> &'static str {
    match error {
        sea_orm::sqlx::Error::Io(_) => "network",
        sea_orm::sqlx::Error::Database(_) => "database",
        sea_orm::sqlx::Error::PoolTimedOut => "timeout",
        _ => "other",
    }
}

async fn hear(url: &str, node: Uuid, here: &Here) -> Result<Infallible, sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    here.tell(Heard::LookAgain);
    loop {
        match listener.try_recv().await? {
            Some(told) => {
                for heard in read(told.payload(), node) {
                    here.tell(heard);
                }
            }
            // It broke and is mended by now.
            None => here.tell(Heard::LookAgain),
        }
    }
}

async fn speak_for_ever(db: Db, node: Uuid, mut inward: UnboundedReceiver<Change>) {
    let mut waiting: Vec<Change> = Vec::new();
    while let Some(change) = inward.recv().await {
        gather(&mut waiting, change, &mut inward);
        while speak(&db, node, &waiting).await.is_err() {
            tracing::warn!("other servers cannot be told; trying again");
            sleep(PAUSE).await;
            while let Ok(change) = inward.try_recv() {
                gather(&mut waiting, change, &mut inward);
            }
        }
        waiting.clear();
    }
}

/// Everything that waits by now, each once.
fn gather(waiting: &mut Vec<Change>, first: Change, inward: &mut UnboundedReceiver<Change>) {
    let mut next = Some(first);
    while let Some(change) = next {
        if waiting.len() < MOST && !waiting.contains(&change) {
            waiting.push(change);
        }
        next = inward.try_recv().ok();
    }
}

async fn speak(db: &Db, node: Uuid, changes: &[Change]) -> Result<(), DbErr> {
    if changes.len() >= MOST {
        return notify(db, format!("{node}\n{EVERYTHING}")).await;
    }
    for some in changes.chunks(AT_ONCE) {
        let lines: Vec<String> = some
            .iter()
            .map(|change| format!("{} {}", change.shop, change.order))
            .collect();
        notify(db, format!("{node}\n{}", lines.join("\n"))).await?;
    }
    Ok(())
}

async fn notify(db: &Db, payload: String) -> Result<(), DbErr> {
    let told = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_notify($1, $2)",
        [CHANNEL.into(), payload.into()],
    );
    db.read().query_one_raw(told).await?;
    Ok(())
}

/// What another server told; nothing of what this one told itself.
fn read(payload: &str, node: Uuid) -> Vec<Heard> {
    let mut lines = payload.lines();
    if lines.next() == Some(node.to_string().as_str()) {
        return Vec::new();
    }
    lines
        .map(|line| {
            let change = line.split_once(' ').and_then(|(shop, order)| {
                Some(Change {
                    shop: shop.parse().ok()?,
                    order: order.parse().ok()?,
                })
            });
            change.map_or(Heard::LookAgain, Heard::Changed)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{OrderId, ShopId};

    #[test]
    fn a_server_does_not_hear_itself() {
        let (here, there) = (secret::id(), secret::id());
        let change = Change {
            shop: ShopId(secret::id()),
            order: OrderId(secret::id()),
        };
        let payload = format!("{here}\n{} {}", change.shop, change.order);
        assert_eq!(read(&payload, here), []);
        assert_eq!(read(&payload, there), [Heard::Changed(change)]);
        assert_eq!(read(&format!("{here}\n*"), there), [Heard::LookAgain]);
        assert_eq!(read(&format!("{here}\nsomething newer"), there), [Heard::LookAgain]);
        assert_eq!(read("", there), []);
    }

    #[test]
    fn a_hundred_changes_fit_into_one_notification() {
        let line = format!("{} {}\n", secret::id(), secret::id());
        assert!(37 + AT_ONCE * line.len() < 8_000);
    }
}
