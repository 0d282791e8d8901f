//! Group commit. A commit waits for the disk, and on SQLite every writer waits for the one before. So what waits is
//! written together: one transaction and one wait for the disk, where it can be with one statement a table for all of
//! them, else each verb in a savepoint of its own. Nobody is answered before that commit. PostgreSQL does the same by
//! itself for transactions that run side by side.

use super::{Db, Revisions, Transaction, immediate};
use crate::meters::Standing;
use async_trait::async_trait;
use sea_orm::{DatabaseConnection, DbErr, TransactionTrait};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex as Lock, PoisonError},
};
use tokio::sync::{Mutex, mpsc, oneshot};

/// How many verbs at most wait for one disk write: enough that the disk is no longer what they wait for.
const MOST: usize = 64;

/// A verb with what it needs, of which several may be written together.
#[async_trait]
pub trait Together: Sized + Send + Sync + 'static {
    /// What it comes to.
    type Answer: Send;
    /// Why it was not done.
    type Error: From<DbErr> + Send;

    /// Does it by itself. What it wrote is undone when it is refused or fails.
    async fn alone(&self, tx: &Transaction) -> Result<Self::Answer, Self::Error>;

    /// Does as many of them as it can at once: an answer for each in their order, none for those that are to be done alone.
    /// An error undoes all of it, and then each is done alone.
    async fn at_once(_: &Transaction, all: &[Self]) -> Result<Vec<Option<Self::Answer>>, DbErr> {
        Ok(nobody(all))
    }
}

/// All are to be done alone.
fn nobody<V: Together>(all: &[V]) -> Vec<Option<V::Answer>> {
    all.iter().map(|_| None).collect()
}

type Told<V> = oneshot::Sender<Result<<V as Together>::Answer, <V as Together>::Error>>;

/// A verb in the line, and whom to tell.
struct Waits<V: Together> {
    verb: V,
    tell: Told<V>,
    /// Until it is written with others.
    place: Standing,
}

/// In front of SQLite's one writer, a line for each kind of verb.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Arc<Lock<HashMap<TypeId, Box<dyn Any + Send>>>>);

impl Db {
    /// Does a verb in a transaction that it may share with others of its kind, and returns once that is committed. A verb
    /// that is refused or fails leaves nothing behind and harms none of the others.
    pub async fn together<V: Together>(&self, verb: V) -> Result<V::Answer, V::Error> {
        if !self.is_sqlite() {
            let tx = self.write().await?;
            let done = verb.alone(&tx).await;
            return tx.settle(done).await;
        }
        let (tell, told) = oneshot::channel();
        let place = self.load.writers().stand();
        let waits = Waits { verb, tell, place };
        self.line().send(waits).await.map_err(|_| stopped())?;
        told.await.unwrap_or_else(|_| Err(stopped().into()))
    }

    /// The line for this kind of verb; it opens when the first one comes.
    fn line<V: Together>(&self) -> mpsc::Sender<Waits<V>> {
        let mut lines = self.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lines.get(&TypeId::of::<V>());
        if let Some(line) = known.and_then(|line| line.downcast_ref::<mpsc::Sender<Waits<V>>>()) {
            return line.clone();
        }
        let (line, waiting) = mpsc::channel(4 * MOST);
        let waiting = Arc::new(Mutex::new(waiting));
        let (writer, revisions) = (self.writer.clone(), self.revisions.clone());
        tokio::spawn(async move {
            // In a task of its own, so that a verb that panics takes down its companions and not the line.
            while !matches!(
                tokio::spawn(write_some(
                    writer.clone(),
                    revisions.clone(),
                    Arc::clone(&waiting)
                ))
                .await,
                Ok(Err(Over))
            ) {}
        });
        lines.insert(TypeId::of::<V>(), Box::new(line.clone()));
        line
    }
}

fn stopped() -> DbErr {
    DbErr::Custom("what was written together with this stopped half-way; nothing of it stands".into())
}

/// Nobody can come any more.
struct Over;

/// Waits for one verb, then does all that wait behind it, commits, and answers.
async fn write_some<V: Together>(
    writer: DatabaseConnection,
    revisions: Revisions,
    waiting: Arc<Mutex<mpsc::Receiver<Waits<V>>>>,
) -> Result<(), Over> {
    let mut waiting = waiting.lock().await;
    let Some(first) = waiting.recv().await else {
        return Err(Over);
    };
    let tx = match writer.begin_with_options(immediate(true)).await {
        Ok(begun) => Transaction::new(begun, revisions),
        Err(why) => {
            say::<V>(first.tell, Err(why.into()));
            return Ok(());
        }
    };
    drop(first.place);
    let (mut verbs, mut tells) = (vec![first.verb], vec![first.tell]);
    while verbs.len() < MOST
        && let Ok(next) = waiting.try_recv()
    {
        verbs.push(next.verb);
        tells.push(next.tell);
    }
    // Those who come from now on wait for the next round, and gather while this one is written.
    let mut done = Vec::with_capacity(verbs.len());
    match at_once(&tx, &verbs).await {
        Ok(answers) => {
            for ((verb, tell), answer) in verbs.iter().zip(tells).zip(answers) {
                match answer {
                    Some(answer) => done.push((tell, answer)),
                    None => match apart(&tx, verb).await {
                        Ok(Ok(answer)) => done.push((tell, answer)),
                        Ok(Err(refused)) => say::<V>(tell, Err(refused)),
                        // The database itself fails: the rest would too, and hears that it stopped half-way.
                        Err(why) => {
                            say::<V>(tell, Err(why.into()));
                            return Ok(());
                        }
                    },
                }
            }
        }
        Err(why) => {
            for tell in tells {
                say::<V>(tell, Err(not_committed(&why).into()));
            }
            return Ok(());
        }
    }
    let committed = tx.commit().await;
    for (tell, answer) in done {
        let stands = committed.as_ref().map_err(|why| not_committed(why).into());
        say::<V>(tell, stands.map(|&()| answer));
    }
    Ok(())
}

fn say<V: Together>(tell: Told<V>, answer: Result<V::Answer, V::Error>) {
    // An error only means that nobody waits for the answer any more.
    let _ = tell.send(answer);
}

fn not_committed(why: &DbErr) -> DbErr {
    DbErr::Custom(format!("not committed: {why}"))
}

/// What the kind of verb can do for all of them in one go; the error is the database's own.
async fn at_once<V: Together>(tx: &Transaction, verbs: &[V]) -> Result<Vec<Option<V::Answer>>, DbErr> {
    if verbs.len() < 2 {
        return Ok(nobody(verbs));
    }
    let savepoint = tx.savepoint().await?;
    if let Ok(answers) = V::at_once(&savepoint, verbs).await {
        savepoint.close().await?;
        Ok(answers)
    } else {
        savepoint.rollback().await?;
        Ok(nobody(verbs))
    }
}

/// One verb, whose writes can be undone without touching those of the others; the outer error is the database's own.
async fn apart<V: Together>(tx: &Transaction, verb: &V) -> Result<Result<V::Answer, V::Error>, DbErr> {
    let savepoint = tx.savepoint().await?;
    let outcome = verb.alone(&savepoint).await;
    match outcome {
        Ok(_) => savepoint.close().await?,
        Err(_) => savepoint.rollback().await?,
    }
    Ok(outcome)
}
