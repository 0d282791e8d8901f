//! A migrated database of its own for every test.

use crate::{db::Db, secret};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database};
use std::ops::Deref;
use tempfile::TempDir;

/// Where the tests' PostgreSQL listens, as a URL whose user may create databases.
const POSTGRES: &str = "HALLE_TEST_POSTGRES";

/// A database that goes away with the test.
pub struct TestDb {
    db: Db,
    /// For those who start a server on it.
    pub url: String,
    _folder: Option<TempDir>,
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A fresh SQLite file.
pub async fn sqlite() -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("halle.db").display());
    migrated(url, Some(folder)).await
}

/// A fresh database on the tests' PostgreSQL; the cluster is thrown away as a whole after the run.
pub async fn postgres() -> TestDb {
    #[expect(clippy::disallowed_methods, reason = "tests have no settings")]
    let server = std::env::var(POSTGRES).unwrap_or_else(|_| {
        panic!("{POSTGRES} must hold the URL of a PostgreSQL for tests; script/test starts one")
    });
    let name = format!("halle_{}", secret::id().simple());
    let admin = Database::connect(&server)
        .await
        .expect("the tests' PostgreSQL answers");
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .expect("a database is created");
    let (server, _) = server.rsplit_once('/').expect("the URL names a database");
    migrated(format!("{server}/{name}"), None).await
}

async fn migrated(url: String, folder: Option<TempDir>) -> TestDb {
    let db = Db::connect(&url).await.expect("the test's database opens");
    Migrator::up(db.for_migrations(), None)
        .await
        .expect("the test's database migrates");
    TestDb {
        db,
        url,
        _folder: folder,
    }
}
