//! Which tables there are, what their columns hold, and which come first. PostgreSQL knows all of it; the schema is the same
//! on the other side.

use super::value::Kind;
use anyhow::{Context, Result, bail, ensure};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement, Value};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: &str = "SELECT c.table_name, c.column_name, c.udt_name \
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'seaql_migrations' \
    ORDER BY c.table_name, c.ordinal_position";
/// Who points to whom; to oneself needs no order, since a whole statement is checked at its end.
const POINTERS: &str = "SELECT DISTINCT a.relname::text, b.relname::text FROM pg_constraint k \
    JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid \
    WHERE k.contype = 'f' AND a.oid <> b.oid AND k.connamespace = current_schema()::regnamespace";

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// In their order.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    pub(crate) kind: Kind,
}

impl Table {
    /// One that is there, as its own database describes it.
    pub async fn known(db: &impl ConnectionTrait, name: &str) -> Result<Self> {
        let backend = db.get_database_backend();
        let asked = match backend {
            DbBackend::Sqlite => format!("SELECT name, type FROM pragma_table_info('{name}') ORDER BY cid"),
            _ => format!(
                "SELECT column_name, udt_name FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{name}' ORDER BY ordinal_position"
            ),
        };
        let mut columns = Vec::new();
        for row in db.query_all_raw(Statement::from_string(backend, asked)).await? {
            let (column, kind): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let known = match backend {
                DbBackend::Sqlite => Kind::declared(&kind),
                _ => Kind::named(&kind),
            };
            let kind = known.with_context(|| format!("{name}.{column} holds {kind}, which nobody reads"))?;
            columns.push(Column { name: column, kind });
        }
        ensure!(!columns.is_empty(), "there is no table {name}");
        Ok(Self {
            name: name.to_owned(),
            columns,
        })
    }

    /// Asks for all rows.
    pub fn all(&self, db: &impl ConnectionTrait) -> Statement {
        Statement::from_string(db.get_database_backend(), self.question())
    }

    /// The same as a text, behind which a condition may stand.
    pub fn question(&self) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("\"{}\"", column.name))
            .collect();
        format!("SELECT {} FROM \"{}\"", names.join(", "), self.name)
    }

    /// The values of a row, in the order of the columns.
    pub fn read(&self, row: &QueryResult) -> Result<Vec<Value>> {
        let values = self.columns.iter().enumerate().map(|(at, column)| {
            let value = column.kind.read(row, at);
            value.with_context(|| format!("{}.{} cannot be read", self.name, column.name))
        });
        values.collect()
    }
}

/// All tables, each behind those that it points to.
pub async fn in_order(postgres: &DatabaseConnection) -> Result<Vec<Table>> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in rows(postgres, COLUMNS).await? {
        let (table, name, kind): (String, String, String) = (
            row.try_get_by_index(0)?,
            row.try_get_by_index(1)?,
            row.try_get_by_index(2)?,
        );
        let kind = Kind::named(&kind)
            .with_context(|| format!("{table}.{name} holds {kind}, which cannot be carried"))?;
        tables.entry(table).or_default().push(Column { name, kind });
    }
    let mut pointers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(postgres, POINTERS).await? {
        pointers
            .entry(row.try_get_by_index(0)?)
            .or_default()
            .insert(row.try_get_by_index(1)?);
    }
    let order = sorted(tables.keys().cloned().collect(), &pointers)?;
    let in_order = order.into_iter().filter_map(|name| {
        let columns = tables.remove(&name)?;
        Some(Table { name, columns })
    });
    Ok(in_order.collect())
}

async fn rows(db: &DatabaseConnection, question: &str) -> Result<Vec<QueryResult>> {
    Ok(db
        .query_all_raw(Statement::from_string(DbBackend::Postgres, question))
        .await?)
}

fn sorted(
    mut waiting: BTreeSet<String>,
    pointers: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<String>> {
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let points_ahead = |name: &String| pointers.get(name).is_some_and(|to| !to.is_disjoint(&waiting));
        let free: Vec<String> = waiting
            .iter()
            .filter(|name| !points_ahead(name))
            .cloned()
            .collect();
        if free.is_empty() {
            bail!("these tables point at each other in a circle: {waiting:?}");
        }
        for name in &free {
            waiting.remove(name);
        }
        order.extend(free);
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_pointed_to_comes_first() {
        let names = |list: &[&str]| {
            list.iter()
                .map(|name| (*name).to_owned())
                .collect::<BTreeSet<_>>()
        };
        let pointers = BTreeMap::from([
            ("lines".to_owned(), names(&["orders", "products"])),
            ("products".to_owned(), names(&["shops"])),
            ("orders".to_owned(), names(&["shops"])),
        ]);
        let order = sorted(names(&["lines", "orders", "products", "shops"]), &pointers).unwrap();
        assert_eq!(order, ["shops", "orders", "products", "lines"]);
        let circle = BTreeMap::from([("a".to_owned(), names(&["b"])), ("b".to_owned(), names(&["a"]))]);
        assert!(sorted(names(&["a", "b"]), &circle).is_err());
    }
}
