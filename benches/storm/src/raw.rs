//! The floor: the rows of one order and one durable commit, in a plain loop, on the same file system.

use crate::{books::asked, times::Times};
use anyhow::Result;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::{
    fmt::Write,
    path::Path,
    time::{Duration, Instant},
};

const TABLES: &str = "
    CREATE TABLE raw_orders (id TEXT PRIMARY KEY, town TEXT NOT NULL, page TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
        pressed TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, placed TEXT NOT NULL);
    CREATE TABLE raw_parts (id TEXT PRIMARY KEY, of TEXT NOT NULL, shop TEXT NOT NULL, state TEXT NOT NULL,
        begins TEXT NOT NULL, ends TEXT NOT NULL, placed TEXT NOT NULL, changed TEXT NOT NULL, UNIQUE (of, shop));
    CREATE INDEX raw_inbox ON raw_parts (shop, state);
    CREATE TABLE raw_lines (id TEXT PRIMARY KEY, part TEXT NOT NULL, product TEXT NOT NULL, place INTEGER NOT NULL,
        name TEXT, price BIGINT NOT NULL, unit TEXT NOT NULL, quantity INTEGER NOT NULL);
    CREATE INDEX raw_lines_of ON raw_lines (part);
    CREATE TABLE raw_changes (id TEXT PRIMARY KEY, part TEXT NOT NULL, actor TEXT NOT NULL, state TEXT NOT NULL,
        at TEXT NOT NULL);
    CREATE INDEX raw_changes_of ON raw_changes (part);
    CREATE TABLE raw_products (id INTEGER PRIMARY KEY, pieces INTEGER NOT NULL CHECK (pieces >= 0));";
const PRODUCTS: u64 = 200;

/// The loop's own tables, in a file of its own beside the market's, or in the market's PostgreSQL.
pub struct Raw {
    db: DatabaseConnection,
    written: u64,
}

impl Raw {
    pub async fn open(folder: &Path, url: &str) -> Result<Self> {
        let db = if url.starts_with("sqlite:") {
            let mut options = ConnectOptions::new(format!("sqlite://{}", folder.join("raw.db").display()));
            options.max_connections(1).sqlx_logging(false);
            options.map_sqlx_sqlite_opts(|file| {
                file.create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
            });
            Database::connect(options).await?
        } else {
            let mut options = ConnectOptions::new(url);
            options.max_connections(1).sqlx_logging(false);
            Database::connect(options).await?
        };
        db.execute_unprepared(TABLES).await?;
        for product in 0..PRODUCTS {
            let row = format!("INSERT INTO raw_products VALUES ({product}, 1000000000)");
            db.execute_raw(asked(&db, &row)).await?;
        }
        Ok(Self { db, written: 0 })
    }

    /// One order after the other for so long; gives what each took.
    pub async fn run(&mut self, long: Duration) -> Result<Times> {
        let (start, mut times) = (Instant::now(), Times::default());
        while start.elapsed() < long {
            self.written += 1;
            let order = order(self.written);
            let since = Instant::now();
            self.db.execute_unprepared(&order).await?;
            times.add(since.elapsed());
        }
        Ok(times)
    }
}

/// The statements of one order with three lines, as one text: no waiting between them.
fn order(number: u64) -> String {
    let id = format!("{number:032x}");
    let at = "2026-11-27T09:00:00+00:00";
    let mut text = format!(
        "BEGIN; INSERT INTO raw_orders VALUES ('{id}', 'town', 'p{id}', 'c{number}', 'k{id}', '{id}{id}', \
         'Jeanne Martin', '01 99 00 12 34', '{at}'); INSERT INTO raw_parts VALUES ('{id}', '{id}', 's{}', 'placed', \
         '{at}', '{at}', '{at}', '{at}');",
        number % 20
    );
    for line in 0..3 {
        let product = (number * 7 + line * 31) % PRODUCTS;
        // Writing into a string never fails.
        let _ = write!(
            text,
            "UPDATE raw_products SET pieces = pieces - 1 WHERE id = {product} AND pieces >= 1; INSERT INTO raw_lines \
             VALUES ('{id}{line}', '{id}', '{product}', {line}, 'Confiture de fraise, 370 g', 450, 'piece', 1);"
        );
    }
    text + &format!("INSERT INTO raw_changes VALUES ('{id}', '{id}', 'shopper', 'placed', '{at}'); COMMIT;")
}
