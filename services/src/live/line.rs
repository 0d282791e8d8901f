//! Between servers on one PostgreSQL: `NOTIFY` carries what changed, `LISTEN` hears it. A line that broke is mended, and
//! then everybody looks again, since nobody knows what was told in between.

use super::{Change, Heard, Here};
use crate::{
    db::{Db, Revisions, Where},
    secret,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, sqlx::postgres::PgListener};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinHandle,
    time::sleep,
};
use uuid::Uuid;

const CHANNEL: &str = "halle_live";
/// PostgreSQL carries 8,000 bytes at once; a change is 74, a town 42, a shop 79.
const AT_ONCE: usize = 100;
/// More than that is told as "look again": nobody reads a list that long.
const MOST: usize = 1_000;
/// Before a line that broke is tried again.
const PAUSE: Duration = Duration::from_secs(1);
const EVERYTHING: &str = "*";
/// Before a town whose pages changed.
const TOWN: &str = "town";
/// Before the town of a shop whose pages changed, and the shop.
const SHOP: &str = "shop";

/// What servers tell each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// For screens that are open.
    Screens(Heard),
    /// For pages that were kept.
    Pages(Where),
}

/// Two tasks that end when this is dropped.
#[derive(Debug)]
pub(super) struct Line {
    outward: UnboundedSender<Word>,
    tasks: [JoinHandle<()>; 3],
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
        let revisions = db.revisions().clone();
        // Until the line is open.
        revisions.hears(false);
        let passes_on = tokio::spawn(pass_on(revisions.tell(), outward.clone()));
        let hears = tokio::spawn(hear_for_ever(url.to_owned(), node, here.clone(), revisions));
        let speaks = tokio::spawn(speak_for_ever(db.clone(), node, inward));
        Self {
            outward,
            tasks: [hears, speaks, passes_on],
        }
    }

    pub(super) fn tell(&self, change: Change) {
        // An error only means that the server is stopping.
        let _ = self.outward.send(Word::Screens(Heard::Changed(change)));
    }
}

async fn pass_on(mut changed: UnboundedReceiver<Where>, outward: UnboundedSender<Word>) {
    while let Some(place) = changed.recv().await {
        let _ = outward.send(Word::Pages(place));
    }
}

async fn hear_for_ever(url: String, node: Uuid, here: Arc<Here>, revisions: Revisions) {
    loop {
        let Err(broken) = hear(&url, node, &here, &revisions).await;
        revisions.hears(false);
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

async fn hear(
    url: &str,
    node: Uuid,
    here: &Here,
    revisions: &Revisions,
) -> Result<Infallible, sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    loop {
        revisions.hears(true);
        here.tell(Heard::LookAgain);
        // None: it broke and is mended by now.
        while let Some(told) = listener.try_recv().await? {
            for word in read(told.payload(), node) {
                match word {
                    Word::Screens(heard) => here.tell(heard),
                    Word::Pages(place) => revisions.heard(place),
                }
            }
        }
    }
}

async fn speak_for_ever(db: Db, node: Uuid, mut inward: UnboundedReceiver<Word>) {
    let mut waiting: Vec<Word> = Vec::new();
    while let Some(word) = inward.recv().await {
        gather(&mut waiting, word, &mut inward);
        while speak(&db, node, &waiting).await.is_err() {
            tracing::warn!("other servers cannot be told; trying again");
            sleep(PAUSE).await;
            while let Ok(word) = inward.try_recv() {
                gather(&mut waiting, word, &mut inward);
            }
        }
        waiting.clear();
    }
}

/// Everything that waits by now, each once.
fn gather(waiting: &mut Vec<Word>, first: Word, inward: &mut UnboundedReceiver<Word>) {
    let mut next = Some(first);
    while let Some(word) = next {
        if waiting.len() < MOST && !waiting.contains(&word) {
            waiting.push(word);
        }
        next = inward.try_recv().ok();
    }
}

async fn speak(db: &Db, node: Uuid, words: &[Word]) -> Result<(), DbErr> {
    if words.len() >= MOST {
        return notify(db, format!("{node}\n{EVERYTHING}")).await;
    }
    for some in words.chunks(AT_ONCE) {
        let lines: Vec<String> = some.iter().map(line).collect();
        notify(db, format!("{node}\n{}", lines.join("\n"))).await?;
    }
    Ok(())
}

fn line(word: &Word) -> String {
    match word {
        Word::Screens(Heard::Changed(change)) => format!("{} {}", change.shop, change.order),
        Word::Pages(Where::Town(town)) => format!("{TOWN} {town}"),
        Word::Pages(Where::Shop(town, shop)) => format!("{SHOP} {town} {shop}"),
        Word::Screens(Heard::LookAgain) | Word::Pages(Where::Everywhere) => EVERYTHING.to_owned(),
    }
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
fn read(payload: &str, node: Uuid) -> Vec<Word> {
    let mut lines = payload.lines();
    if lines.next() == Some(node.to_string().as_str()) {
        return Vec::new();
    }
    let everything = [Word::Screens(Heard::LookAgain), Word::Pages(Where::Everywhere)];
    lines
        .flat_map(|line| word(line).map_or_else(|| everything.to_vec(), |word| vec![word]))
        .collect()
}

/// None: everything, or something that only a newer server understands.
fn word(line: &str) -> Option<Word> {
    let (first, second) = line.split_once(' ')?;
    if first == TOWN {
        return Some(Word::Pages(Where::Town(second.parse().ok()?)));
    }
    if first == SHOP {
        let (town, shop) = second.split_once(' ')?;
        return Some(Word::Pages(Where::Shop(town.parse().ok()?, shop.parse().ok()?)));
    }
    Some(Word::Screens(Heard::Changed(Change {
        shop: first.parse().ok()?,
        order: second.parse().ok()?,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{OrderId, ShopId, TownId};

    #[test]
    fn a_server_does_not_hear_itself() {
        let (here, there) = (secret::id(), secret::id());
        let change = Change {
            shop: ShopId(secret::id()),
            order: OrderId(secret::id()),
        };
        let words = [
            Word::Screens(Heard::Changed(change)),
            Word::Pages(Where::Town(TownId(secret::id()))),
            Word::Pages(Where::Shop(TownId(secret::id()), ShopId(secret::id()))),
        ];
        let lines: Vec<String> = words.iter().map(line).collect();
        let payload = format!("{here}\n{}", lines.join("\n"));
        assert_eq!(read(&payload, here), []);
        assert_eq!(read(&payload, there), words);
        let everything = [Word::Screens(Heard::LookAgain), Word::Pages(Where::Everywhere)];
        assert_eq!(read(&format!("{here}\n*"), there), everything);
        assert_eq!(read(&format!("{here}\nsomething newer"), there), everything);
        assert_eq!(read("", there), []);
    }

    #[test]
    fn a_hundred_changes_fit_into_one_notification() {
        let longest = Where::Shop(TownId(secret::id()), ShopId(secret::id()));
        let line = format!("{}\n", line(&Word::Pages(longest)));
        assert!(37 + AT_ONCE * line.len() < 8_000);
    }
}
