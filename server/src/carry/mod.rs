//! Everything of one database, carried into another of the other kind: a market that has outgrown its file moves to
//! PostgreSQL, or one that has become small moves back.

mod sum;
mod tables;
mod value;

use anyhow::{Context, Result, bail, ensure};
use futures::TryStreamExt as _;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    StreamTrait as _, TransactionTrait as _, Value,
    sea_query::{Alias, Expr, InsertStatement, Query},
};
use sum::Sum;
pub(crate) use tables::{Column, Table};
pub(crate) use value::Kind;

/// Values in one statement: below what either engine takes.
const VALUES: usize = 30_000;
/// Rows in one statement: no more is gained by more.
const ROWS: usize = 500;

/// A table that was carried over.
#[derive(Debug)]
pub struct Carried {
    /// Its name.
    pub table: String,
    /// How many rows it has on both sides.
    pub rows: u64,
}

/// Carries all rows over in one transaction, reads them again on the other side, and compares: either everything is there
/// or nothing. The other database is brought to this program's schema and must be empty.
///
/// # Errors
/// When both are of one kind, when the other one holds something, or when what arrived is not what left.
#[expect(
    clippy::disallowed_methods,
    reason = "nobody else is there: one side is only read, the other one is empty"
)]
pub async fn carry(from: &DatabaseConnection, to: &DatabaseConnection) -> Result<Vec<Carried>> {
    let (source, target) = (from.get_database_backend(), to.get_database_backend());
    ensure!(
        source != target,
        "both are of one kind: a backup of one, restored to the other, is what you want"
    );
    Migrator::up(to, None)
        .await
        .context("the other database cannot be brought to this schema")?;
    let schema = if target == DbBackend::Postgres { to } else { from };
    let tables = tables::in_order(schema).await?;
    // One instant for all tables.
    let seen = from
        .begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly))
        .await?;
    let written = to.begin().await?;
    let mut carried = Vec::new();
    for table in &tables {
        ensure!(
            !holds_something(&written, table).await?,
            "the other database holds {} already: name an empty one",
            table.name
        );
        let sent = pour(table, &seen, &written)
            .await
            .with_context(|| format!("{} cannot be carried over", table.name))?;
        let arrived = sum_of(table, &written).await?;
        if sent != arrived {
            bail!(
                "{}: {} rows left and {} arrived, or not the same ones; nothing was changed",
                table.name,
                sent.rows,
                arrived.rows
            );
        }
        carried.push(Carried {
            table: table.name.clone(),
            rows: arrived.rows,
        });
    }
    written.commit().await?;
    seen.rollback().await?;
    Ok(carried)
}

async fn holds_something(db: &DatabaseTransaction, table: &Table) -> Result<bool> {
    let first = db.stream_raw(table.all(db)).await?.try_next().await?;
    Ok(first.is_some())
}

async fn pour(table: &Table, from: &DatabaseTransaction, to: &DatabaseTransaction) -> Result<Sum> {
    let at_once = at_once(table);
    let mut rows = from.stream_raw(table.all(from)).await?;
    let (mut sum, mut batch) = (Sum::default(), Vec::with_capacity(at_once));
    while let Some(row) = rows.try_next().await? {
        let values = table.read(&row)?;
        sum.add(&values);
        batch.push(values);
        if batch.len() == at_once {
            write(table, std::mem::take(&mut batch), to).await?;
        }
    }
    write(table, batch, to).await?;
    Ok(sum)
}

async fn write(table: &Table, rows: Vec<Vec<Value>>, to: &DatabaseTransaction) -> Result<()> {
    if !rows.is_empty() {
        to.execute(&insert(table, rows)?).await?;
    }
    Ok(())
}

/// The statement that writes rows, each with all columns of the table.
pub(crate) fn insert(table: &Table, rows: Vec<Vec<Value>>) -> Result<InsertStatement> {
    let mut insert = Query::insert();
    insert
        .into_table(Alias::new(&table.name))
        .columns(table.columns.iter().map(|column| Alias::new(&column.name)));
    for row in rows {
        insert.values(row.into_iter().map(Expr::value))?;
    }
    Ok(insert)
}

/// How many rows go into one statement.
pub(crate) fn at_once(table: &Table) -> usize {
    ROWS.min(VALUES / table.columns.len())
}

async fn sum_of(table: &Table, db: &DatabaseTransaction) -> Result<Sum> {
    let mut rows = db.stream_raw(table.all(db)).await?;
    let mut sum = Sum::default();
    while let Some(row) = rows.try_next().await? {
        sum.add(&table.read(&row)?);
    }
    Ok(sum)
}
