//! Group commit. A commit waits for the disk, and on SQLite every writer waits for the one before. So what waits is
//! written together: one transaction, each verb in a savepoint of its own, one wait for the disk. Nobody is answered
//! before that commit. PostgreSQL does the same by itself for transactions that run side by side.

use super::{Db, Revisions, Transaction, immediate};
use sea_orm::{DatabaseConnection, DbErr, TransactionTrait};
use std::{future::Future, pin::Pin, sync::Arc};
use tokio::sync::{Mutex, mpsc, oneshot};

/// What a verb does inside the transaction that it is given.
pub type Verb<T, E> = Box<dyn for<'t> FnOnce(&'t Transaction) -> Doing<'t, Result<T, E>> + Send>;
/// Something that is being done.
pub type Doing<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// How many verbs at most wait for one disk write: enough that the disk is no longer what they wait for.
const MOST: usize = 64;

pub(super) type Waiting = Box<dyn for<'t> FnOnce(Result<&'t Transaction, DbErr>) -> Doing<'t, Done> + Send>;

/// A verb that was done, but not yet committed.
pub(super) struct Done {
    /// False: undo what it wrote.
    keep: bool,
    /// Tells whoever asked, with how the commit went.
    tell: Tell,
}

type Tell = Box<dyn FnOnce(Result<(), DbErr>) + Send>;

/// Where verbs wait for the writer.
pub(super) type Line = mpsc::Sender<Waiting>;

/// Opens the line in front of SQLite's one writer.
pub(super) fn line(writer: DatabaseConnection, revisions: Revisions) -> Line {
    let (line, waiting) = mpsc::channel(4 * MOST);
    let waiting = Arc::new(Mutex::new(waiting));
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
    line
}

impl Db {
    /// Does a verb in a transaction that it may share with others, and returns once that is committed. A verb that is
    /// refused or fails leaves nothing behind and harms none of the others.
    pub async fn together<T, E>(&self, verb: Verb<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        let Some(line) = &self.line else {
            let tx = self.write().await?;
            let outcome = verb(&tx).await?;
            tx.commit().await?;
            return Ok(outcome);
        };
        let (tell, told) = oneshot::channel();
        let waiting: Waiting = Box::new(move |tx| {
            Box::pin(async move {
                let outcome = match tx {
                    Ok(tx) => verb(tx).await,
                    Err(why) => Err(why.into()),
                };
                let keep = outcome.is_ok();
                let tell = move |committed: Result<(), DbErr>| {
                    // An error only means that nobody waits for the answer any more.
                    let _ = tell.send(match committed {
                        Ok(()) => outcome,
                        Err(why) => Err(why.into()),
                    });
                };
                Done {
                    keep,
                    tell: Box::new(tell),
                }
            })
        });
        line.send(waiting).await.map_err(|_| stopped())?;
        told.await.unwrap_or_else(|_| Err(stopped().into()))
    }
}

fn stopped() -> DbErr {
    DbErr::Custom("what was written together with this stopped half-way; nothing of it stands".into())
}

/// Nobody can come any more.
struct Over;

/// Waits for one verb, then does all that wait behind it, commits, and answers.
async fn write_some(
    writer: DatabaseConnection,
    revisions: Revisions,
    waiting: Arc<Mutex<mpsc::Receiver<Waiting>>>,
) -> Result<(), Over> {
    let mut waiting = waiting.lock().await;
    let Some(first) = waiting.recv().await else {
        return Err(Over);
    };
    let tx = match writer.begin_with_options(immediate(true)).await {
        Ok(begun) => Transaction::new(begun, revisions),
        Err(why) => {
            let done = first(Err(why)).await;
            (done.tell)(Ok(()));
            return Ok(());
        }
    };
    let mut done = Vec::new();
    let mut next = Some(first);
    while let Some(verb) = next {
        match apart(&tx, verb).await {
            Ok(Done { keep: true, tell }) => done.push(tell),
            Ok(Done { keep: false, tell }) => tell(Ok(())),
            // The database itself fails: the rest would too.
            Err(why) => {
                fail(done, &why);
                return Ok(());
            }
        }
        next = if done.len() < MOST {
            waiting.try_recv().ok()
        } else {
            None
        };
    }
    // Those who come from now on wait for the next round, and gather while the disk writes.
    match tx.commit().await {
        Ok(()) => done.into_iter().for_each(|tell| tell(Ok(()))),
        Err(why) => fail(done, &why),
    }
    Ok(())
}

/// One verb, whose writes can be undone without touching those of the others.
async fn apart(tx: &Transaction, verb: Waiting) -> Result<Done, DbErr> {
    let savepoint = match tx.savepoint().await {
        Ok(savepoint) => savepoint,
        Err(why) => return Ok(verb(Err(why)).await),
    };
    let done = verb(Ok(&savepoint)).await;
    let closed = if done.keep {
        savepoint.close().await
    } else {
        savepoint.rollback().await
    };
    match closed {
        Ok(()) => Ok(done),
        Err(why) => {
            let said = DbErr::Custom(why.to_string());
            (done.tell)(Err(why));
            Err(said)
        }
    }
}

fn fail(done: Vec<Tell>, why: &DbErr) {
    for tell in done {
        tell(Err(DbErr::Custom(format!("not committed: {why}"))));
    }
}
