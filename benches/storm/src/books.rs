//! The market's books, read from the database behind the server's back.

use anyhow::Result;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TryGetable,
};
use std::collections::HashMap;

/// Keys in one question: below what either engine takes.
const KEYS: usize = 500;

/// An open book; close it before the server is killed, or a reader that survives hides how the server recovers.
pub struct Books(DatabaseConnection);

/// What does not add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Orders without a part, or parts without lines or history.
    pub halves: i64,
    /// Products whose stock and sales are not what they began with.
    pub stock: i64,
    /// What the database finds wrong with itself.
    pub integrity: Vec<String>,
}

impl Faults {
    pub fn count(&self) -> i64 {
        self.halves + self.stock + i64::try_from(self.integrity.len()).unwrap_or(i64::MAX)
    }
}

/// A question in the words of a connection's engine.
pub fn asked(db: &DatabaseConnection, question: &str) -> Statement {
    Statement::from_string(db.get_database_backend(), question)
}

impl Books {
    pub async fn open(url: &str) -> Result<Self> {
        // What is only for the server stands behind a question mark.
        let url = if url.starts_with("sqlite:") {
            url.split_once('?').map_or(url, |(file, _)| file)
        } else {
            url
        };
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        Ok(Self(Database::connect(options).await?))
    }

    pub async fn close(self) -> Result<()> {
        Ok(self.0.close().await?)
    }

    pub async fn change(&self, statement: &str) -> Result<u64> {
        Ok(self
            .0
            .execute_raw(asked(&self.0, statement))
            .await?
            .rows_affected())
    }

    pub async fn rows<A: TryGetable, B: TryGetable>(&self, question: &str) -> Result<Vec<(A, B)>> {
        let rows = self.0.query_all_raw(asked(&self.0, question)).await?;
        let pairs = rows
            .iter()
            .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)));
        pairs.collect()
    }

    pub async fn number(&self, question: &str) -> Result<i64> {
        let row = self.0.query_one_raw(asked(&self.0, question)).await?;
        Ok(match row {
            Some(row) => row.try_get_by_index::<Option<i64>>(0)?.unwrap_or_default(),
            None => 0,
        })
    }

    /// The pages of the orders with these keys.
    pub async fn pages(&self, keys: &[String]) -> Result<HashMap<String, String>> {
        let mut pages = HashMap::new();
        for keys in keys.chunks(KEYS) {
            let question = format!(
                "SELECT idempotency_key, page_key FROM orders WHERE idempotency_key IN ('{}')",
                keys.join("','")
            );
            pages.extend(self.rows::<String, String>(&question).await?);
        }
        Ok(pages)
    }

    pub async fn orders(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM orders").await
    }

    /// What does not add up when every counted product began with so many pieces and every order has so many lines.
    pub async fn faults(&self, pieces: u32, lines: u32) -> Result<Faults> {
        let without_parts = "SELECT count(*) FROM orders o WHERE NOT EXISTS \
             (SELECT 1 FROM order_parts p WHERE p.order_id = o.id)";
        let without_history = "SELECT count(*) FROM order_parts p WHERE NOT EXISTS \
             (SELECT 1 FROM order_changes c WHERE c.part_id = p.id)";
        let with_other_lines = format!(
            "SELECT count(*) FROM (SELECT o.id FROM orders o LEFT JOIN order_parts p ON p.order_id = o.id \
             LEFT JOIN order_lines l ON l.part_id = p.id GROUP BY o.id HAVING count(l.id) <> {lines}) AS other"
        );
        let mut faults = Faults::default();
        for question in [without_parts, without_history, &with_other_lines] {
            faults.halves += self.number(question).await?;
        }
        // What was given up went back to the shelf.
        let sold = "SELECT l.product_id, sum(l.quantity) AS sold FROM order_lines l JOIN order_parts p ON p.id = l.part_id \
             WHERE p.state NOT IN ('refused', 'cancelled', 'expired') GROUP BY l.product_id";
        let stock = format!(
            "SELECT count(*) FROM products p LEFT JOIN ({sold}) s ON s.product_id = p.id WHERE p.stock_kind = \
             'pieces' AND p.stock_count + COALESCE(s.sold, 0) <> {pieces}"
        );
        faults.stock = self.number(&stock).await?;
        // PostgreSQL checks its pages as it reads them and has no such list.
        if self.is_sqlite() {
            let check = self
                .0
                .query_all_raw(asked(&self.0, "PRAGMA integrity_check"))
                .await?;
            for row in check {
                faults.integrity.push(row.try_get_by_index(0)?);
            }
            faults.integrity.retain(|line| line != "ok");
        }
        Ok(faults)
    }

    pub fn is_sqlite(&self) -> bool {
        self.0.get_database_backend() == DbBackend::Sqlite
    }
}
