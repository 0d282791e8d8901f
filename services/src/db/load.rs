//! How busy the database is.

use super::Db;
use crate::meters::{Durations, Queue, Taken};
use sea_orm::DatabaseConnection;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

/// What it is asked, and who waits to write. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Load {
    statements: Arc<Statements>,
    writers: Queue,
}

#[derive(Debug, Default)]
struct Statements {
    took: Durations,
    failed: AtomicU64,
}

/// Connections of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// "readers", "writer", or "all" where they are of one kind.
    pub name: &'static str,
    /// How many are open.
    pub open: usize,
    /// How many of these somebody uses.
    pub busy: usize,
}

impl Load {
    /// Counts what this connection is asked from now on.
    pub(super) fn watch(&self, connection: &mut DatabaseConnection) {
        let statements = Arc::clone(&self.statements);
        connection.set_metric_callback(move |asked| {
            statements.took.note(asked.elapsed);
            if asked.failed {
                statements.failed.fetch_add(1, Relaxed);
            }
        });
    }

    /// How long statements took, without the time for which somebody waited to ask them.
    pub fn statements(&self) -> Taken {
        self.statements.took.taken()
    }

    /// How many of them failed.
    pub fn failed(&self) -> u64 {
        self.statements.failed.load(Relaxed)
    }

    /// Who wants to write and waits: on SQLite for the one writer, on PostgreSQL for a connection.
    pub fn writers(&self) -> &Queue {
        &self.writers
    }
}

impl Db {
    /// How busy it is.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// Its connections.
    pub fn pools(&self) -> Vec<Pool> {
        if !self.is_sqlite() {
            let pool = self.writer.get_postgres_connection_pool();
            return vec![in_use("all", pool.size(), pool.num_idle())];
        }
        [("readers", &self.readers), ("writer", &self.writer)]
            .into_iter()
            .map(|(name, connection)| {
                let pool = connection.get_sqlite_connection_pool();
                in_use(name, pool.size(), pool.num_idle())
            })
            .collect()
    }
}

/// The two numbers are read one after the other, so that for a moment more may be idle than are open.
fn in_use(name: &'static str, open: u32, idle: usize) -> Pool {
    let open = open as usize;
    Pool {
        name,
        open,
        busy: open.saturating_sub(idle),
    }
}
