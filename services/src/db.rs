//! The database: SQLite in a file, or PostgreSQL, by the same verbs. On SQLite one writer and several readers, so
//! that browsing never waits for an order being written.

mod journal;
mod load;
mod revisions;
mod together;
mod transaction;

pub use load::{Load, Pool};
pub use revisions::{Revisions, Where};
pub use together::Together;
pub use transaction::Transaction;

use crate::error::Failed;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, RuntimeErr, SqlErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        self, Connection as _,
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};
use std::{path::Path, sync::Arc, time::Duration};

/// Readers beside the one writer on SQLite; connections in all on PostgreSQL.
const CONNECTIONS: u32 = 8;
/// How long somebody waits for a free connection or for the writer before the page says so.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where everything is kept.
#[derive(Clone, Debug)]
pub struct Db {
    writer: DatabaseConnection,
    readers: DatabaseConnection,
    /// Where verbs wait that may be written together; on PostgreSQL nobody does.
    lines: together::Lines,
    revisions: Revisions,
    /// On SQLite.
    _journal: Option<Arc<journal::KeptShort>>,
    load: Load,
}

impl Db {
    /// Opens `sqlite://path` (made when it is missing) or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self, Failed> {
        let (revisions, load) = (Revisions::default(), Load::default());
        if url.starts_with("sqlite:") {
            let mut writer = Database::connect(sqlite(url, 1)).await?;
            let mut readers = Database::connect(sqlite(url, CONNECTIONS)).await?;
            load.watch(&mut writer);
            load.watch(&mut readers);
            return Ok(Self {
                writer,
                readers,
                lines: together::Lines::default(),
                revisions,
                load,
                _journal: Some(Arc::new(journal::KeptShort::of(url).await?)),
            });
        }
        let mut options = quiet(url, CONNECTIONS);
        options.test_before_acquire(true);
        let mut pool = Database::connect(options).await?;
        load.watch(&mut pool);
        Ok(Self {
            writer: pool.clone(),
            readers: pool,
            lines: together::Lines::default(),
            revisions,
            load,
            _journal: None,
        })
    }

    /// For queries that change nothing.
    pub fn read(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// A transaction that may write. On SQLite it takes the writer's seat at once (`BEGIN IMMEDIATE`): a transaction
    /// that reads first and writes later would fail without waiting its turn. Dropped without `commit`, it undoes.
    pub async fn write(&self) -> Result<Transaction, DbErr> {
        let _waiting = self.load.writers().stand();
        let begun = self
            .writer
            .begin_with_options(immediate(self.is_sqlite()))
            .await?;
        Ok(Transaction::new(begun, self.revisions.clone()))
    }

    /// The same for what is seen in one town, or in one shop, only.
    pub async fn write_in(&self, place: impl Into<Where>) -> Result<Transaction, DbErr> {
        let tx = self.write().await?;
        tx.seen_in(place);
        Ok(tx)
    }

    /// Tells whether what was read still holds.
    pub fn revisions(&self) -> &Revisions {
        &self.revisions
    }

    /// The connection on which migrations run.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Whether it answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.readers.ping().await
    }

    /// What the database finds wrong with itself; PostgreSQL checks its pages as it reads them and has no such list.
    pub async fn integrity(&self) -> Result<Vec<String>, DbErr> {
        if !self.is_sqlite() {
            self.ping().await?;
            return Ok(Vec::new());
        }
        let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
        let rows = self.readers.query_all_raw(check).await?;
        let lines: Vec<String> = rows
            .iter()
            .map(|row| row.try_get_by_index(0))
            .collect::<Result<_, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// Settings of the database by which it answers before the disk has what it was given, as "fsync=off"; none when what
    /// was acknowledged survives a power cut.
    pub async fn careless_settings(&self) -> Result<Vec<String>, DbErr> {
        let (backend, names) = if self.is_sqlite() {
            (DbBackend::Sqlite, ["synchronous"].as_slice())
        } else {
            let names = ["fsync", "synchronous_commit", "full_page_writes"].as_slice();
            (DbBackend::Postgres, names)
        };
        let mut careless = Vec::new();
        for name in names {
            let value = if self.is_sqlite() {
                let asked = Statement::from_string(backend, format!("PRAGMA {name}"));
                let row = self.writer.query_one_raw(asked).await?;
                // 2 is FULL: the journal is on the disk before the answer.
                let kept: i32 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
                (kept < 2).then(|| kept.to_string())
            } else {
                let asked = Statement::from_string(backend, format!("SHOW {name}"));
                let row = self.writer.query_one_raw(asked).await?;
                let kept: String = row.map_or_else(|| Ok(String::new()), |row| row.try_get_by_index(0))?;
                (kept == "off").then_some(kept)
            };
            careless.extend(value.map(|value| format!("{name}={value}")));
        }
        Ok(careless)
    }

    /// Makes what was overwritten or deleted in these tables unreadable in the database's files too; false: not this time,
    /// somebody was in the way. SQLite overwrites by itself (`secure_delete`): what is left is its journal. PostgreSQL
    /// leaves old rows lying in a page, so the tables are written anew; nobody writes to them meanwhile.
    pub async fn scrub(&self, tables: &[&'static str]) -> Result<bool, DbErr> {
        if self.is_sqlite() {
            let emptied = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
            let answer = self.writer.query_one_raw(emptied).await?;
            let busy: i32 = answer.map_or(Ok(1), |row| row.try_get_by_index(0))?;
            return Ok(busy == 0);
        }
        let custom = |error: sqlx::Error| DbErr::Custom(error.to_string());
        let pool = self.writer.get_postgres_connection_pool();
        // One of its own: behind a long query nobody else shall wait for our turn, and nobody else shall hurry.
        let mut connection = pool.acquire().await.map_err(custom)?.detach();
        sqlx::query("SET lock_timeout = '2s'")
            .execute(&mut connection)
            .await
            .map_err(custom)?;
        let mut all = true;
        for table in tables {
            let anew = sqlx::AssertSqlSafe(format!("VACUUM (FULL) \"{table}\""));
            all &= sqlx::query(anew).execute(&mut connection).await.is_ok();
        }
        connection.close().await.map_err(custom)?;
        Ok(all)
    }

    /// Writes SQLite's database as it is at this instant to a file that is not there yet. Nobody waits for it.
    pub async fn copy_to(&self, file: &Path) -> Result<(), DbErr> {
        let name = file.to_string_lossy().into_owned();
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [name.into()]);
        self.readers.execute_raw(copy).await.map(drop)
    }

    /// How many bytes it takes, by its own reckoning.
    pub async fn bytes(&self) -> Result<u64, DbErr> {
        let (backend, asked) = if self.is_sqlite() {
            let pages = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
            (DbBackend::Sqlite, pages)
        } else {
            let whole = "SELECT pg_database_size(current_database())";
            (DbBackend::Postgres, whole)
        };
        let row = self
            .readers
            .query_one_raw(Statement::from_string(backend, asked))
            .await?;
        let bytes: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        Ok(bytes.unsigned_abs())
    }

    fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == sea_orm::DbBackend::Sqlite
    }
}

fn immediate(on_sqlite: bool) -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: on_sqlite.then_some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

fn quiet(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // Statements carry people's names: they stay out of the logs.
    options
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false);
    options
}

/// Pages that stand in the journal before whoever commits copies them, so that it stays finite should [`journal`] not get to
/// it: thirty-two megabytes.
const LONGEST_JOURNAL: &str = "8000";
/// Bytes of the file that readers see where the system keeps them, instead of copying each page they look at.
const SEEN_IN_PLACE: &str = "268435456";

/// Behind a file's URL: acknowledges before the disk has it. Only for the arm of `benches/power` that has to lose orders.
const CARELESS: &str = "?synchronous=normal";

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let (url, synchronous) = match url.strip_suffix(CARELESS) {
        Some(url) => (url, SqliteSynchronous::Normal),
        // What was acknowledged survives a power cut.
        None => (url, SqliteSynchronous::Full),
    };
    let mut options = quiet(url, connections);
    options.map_sqlx_sqlite_opts(move |file| {
        file.create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .foreign_keys(true)
            // What is erased is overwritten with zeros.
            .pragma("secure_delete", "on")
            .pragma("wal_autocheckpoint", LONGEST_JOURNAL)
            .pragma("mmap_size", SEEN_IN_PLACE)
            .busy_timeout(PATIENCE)
    });
    options
}

/// True when the database gave up one of two transactions that waited for each other: it can be tried again.
pub fn is_deadlock(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    let code = cause
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == "40P01")
}

/// True when a row was refused because one with the same key is there already.
pub fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
