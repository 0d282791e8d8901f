//! A transaction that may write. It watches what it writes: once it is committed, pages that were kept and show something
//! of it are known to be old ([`Revisions`]).

use super::revisions::{Revisions, Where};
use domain::id::{ShopId, TownId};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    TransactionTrait,
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// What is written here is on no page of the market. Of every other table it is taken for granted that it is.
const BEHIND_THE_COUNTER: [&str; 29] = [
    "access_letters",
    "calls",
    "decision_replies",
    "decisions",
    "deeds",
    "deliveries",
    "edits",
    "food_facts",
    "hands",
    "invitations",
    "mail_addresses",
    "members",
    "messages",
    "operators",
    "order_changes",
    "order_lines",
    "order_parts",
    "orders",
    "push_subscriptions",
    "recovery_codes",
    "reports",
    "second_factors",
    "sessions",
    "shop_members",
    "town_members",
    "tries",
    "tries_keys",
    "visits",
    "withdrawals",
];

/// Dropped without `commit`, it undoes.
#[derive(Debug)]
pub struct Transaction {
    inner: DatabaseTransaction,
    revisions: Revisions,
    /// Where is seen what it writes; nobody has said so: everywhere.
    places: Mutex<Vec<Where>>,
    /// Also what its savepoints wrote.
    touched: Arc<Mutex<HashSet<Where>>>,
}

impl Transaction {
    pub(super) fn new(inner: DatabaseTransaction, revisions: Revisions) -> Self {
        Self {
            inner,
            revisions,
            places: Mutex::default(),
            touched: Arc::default(),
        }
    }

    /// From now on, what it writes is seen there only. Until somebody says so, it may be seen anywhere.
    pub fn seen_in(&self, place: impl Into<Where>) {
        *self.places.lock().unwrap_or_else(PoisonError::into_inner) = vec![place.into()];
    }

    /// From now on, what it writes is seen in these shops of a town only.
    pub fn seen_in_shops(&self, town: TownId, shops: impl IntoIterator<Item = ShopId>) {
        let shops = shops.into_iter().map(|shop| Where::Shop(town, shop));
        *self.places.lock().unwrap_or_else(PoisonError::into_inner) = shops.collect();
    }

    /// Makes it last, for everybody to see.
    pub async fn commit(self) -> Result<(), DbErr> {
        let committed = self.inner.commit().await;
        // Also when it failed: perhaps only the answer was lost.
        let touched = std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        for place in touched {
            self.revisions.changed(place);
        }
        committed
    }

    /// Makes its writes part of the transaction around it, of which it is a savepoint.
    pub(super) async fn close(self) -> Result<(), DbErr> {
        self.inner.commit().await
    }

    /// Makes it last if all went well; otherwise undoes it, and returns once the rows it held are free again. (Dropped, it
    /// would give them back when its connection is next used.)
    pub async fn settle<T, E: From<DbErr>>(self, done: Result<T, E>) -> Result<T, E> {
        match &done {
            Ok(_) => self.commit().await?,
            // Whoever lost the connection has undone it too, and why it failed is the better news.
            Err(_) => drop(self.rollback().await),
        }
        done
    }

    /// Undoes.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    /// A part of it that can be undone by itself; [`close`](Self::close) or [`rollback`](Self::rollback) ends it.
    #[expect(
        clippy::disallowed_methods,
        reason = "inside a transaction that was opened for writing, this is a savepoint"
    )]
    pub(super) async fn savepoint(&self) -> Result<Self, DbErr> {
        Ok(Self {
            inner: self.inner.begin().await?,
            revisions: self.revisions.clone(),
            places: Mutex::default(),
            touched: self.touched.clone(),
        })
    }

    /// Runs a statement that changes nothing of what the market's pages show, though it is on a table that they do show.
    pub async fn unseen(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    fn watch(&self, sql: &str) {
        if is_seen(sql) {
            let places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
            let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
            if places.is_empty() {
                touched.insert(Where::Everywhere);
            }
            touched.extend(places.iter().copied());
        }
    }
}

/// Whether a statement may change what the market's pages show.
fn is_seen(sql: &str) -> bool {
    let mut words = sql
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | '.'))
        .filter(|word| !word.is_empty());
    let verb = words.next().unwrap_or_default();
    let is = |known: &str| verb.eq_ignore_ascii_case(known);
    if is("SELECT") {
        return false;
    }
    let table = if is("UPDATE") { words.next() } else { words.nth(1) };
    let writes_rows = is("INSERT") || is("UPDATE") || is("DELETE");
    !(writes_rows && table.is_some_and(|table| BEHIND_THE_COUNTER.contains(&table)))
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.watch(&statement.sql);
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.watch(sql);
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.watch(&statement.sql);
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.watch(&statement.sql);
        self.inner.query_all_raw(statement).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_page_shows_goes_unnoticed() {
        for seen in [
            "INSERT INTO \"products\" (\"id\") VALUES (?)",
            "UPDATE \"shops\" SET \"hours\" = ?",
            "DELETE FROM \"photos\" WHERE 1",
            "update products set price = 1",
            "WITH x AS (SELECT 1) UPDATE orders SET a = 1",
            "INSERT OR IGNORE INTO orders DEFAULT VALUES",
            "a table of tomorrow",
            "",
        ] {
            assert!(is_seen(seen), "{seen}");
        }
        for unseen in [
            "SELECT * FROM \"products\"",
            "INSERT INTO \"orders\" (\"id\") VALUES (?)",
            "UPDATE \"order_parts\" SET \"state\" = $1",
            "DELETE FROM \"sessions\"\nWHERE 1",
            "insert into messages(id) values (1)",
        ] {
            assert!(!is_seen(unseen), "{unseen}");
        }
    }
}
