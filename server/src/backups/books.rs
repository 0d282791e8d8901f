//! The database's part of a backup: written while others write, read back into an empty one.

use super::label::Engine;
use anyhow::{Context, Result, bail, ensure};
use sea_orm::{
    ConnectionTrait, Database,
    sqlx::{Connection, Executor, Row, SqliteConnection, sqlite::SqliteConnectOptions},
};
use services::db::Db;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};
use tokio::process::Command;

/// Writes the database as it is at one instant to a file. Nobody waits for it.
pub async fn save(db: &Db, url: &str, to: &Path) -> Result<()> {
    match Engine::of(url) {
        Engine::Sqlite => db.copy_to(to).await.context("the database cannot be copied"),
        Engine::Postgres => {
            let mut dump = tool("pg_dump", url)?;
            dump.args(["--format=custom", "--no-owner", "--no-privileges", "--file"])
                .arg(to);
            run("pg_dump", dump).await
        }
    }
}

/// Whether the file can be read whole.
pub async fn check(engine: Engine, file: &Path) -> Result<()> {
    match engine {
        Engine::Sqlite => {
            // Only looked at: no journal is made beside it.
            let only_read = SqliteConnectOptions::new()
                .filename(file)
                .read_only(true)
                .immutable(true);
            let mut copy = SqliteConnection::connect_with(&only_read)
                .await
                .context("the copy does not open")?;
            for question in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
                let rows = copy
                    .fetch_all(question)
                    .await
                    .context("the copy cannot be read")?;
                let well = rows
                    .iter()
                    .all(|row| row.try_get::<String, _>(0).is_ok_and(|line| line == "ok"));
                ensure!(
                    well,
                    "the copy of the database is damaged: {question} finds {} faults",
                    rows.len()
                );
            }
            Ok(())
        }
        Engine::Postgres => {
            let mut list = Command::new("pg_restore");
            list.arg("--file=/dev/null").arg(file);
            run("pg_restore", list).await
        }
    }
}

/// Fills an empty database. Refuses one that holds something.
pub async fn load(url: &str, from: &Path) -> Result<()> {
    match Engine::of(url) {
        Engine::Sqlite => {
            let to = file_of(url);
            // A journal that was left behind would be played into what is restored.
            for beside in ["", "-wal", "-shm", "-journal"] {
                let mut there = to.clone().into_os_string();
                there.push(beside);
                ensure!(
                    !Path::new(&there).exists(),
                    "{} is there already: move it away first, or name another HALLE_DATA",
                    there.display()
                );
            }
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)
                    .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            }
            let half = to.with_extension("restoring");
            fs::copy(from, &half).with_context(|| format!("{} cannot be written", half.display()))?;
            fs::File::open(&half)?.sync_all()?;
            fs::rename(&half, &to).with_context(|| format!("{} cannot be written", to.display()))
        }
        Engine::Postgres => {
            let tables = "SELECT count(*) AS tables FROM information_schema.tables WHERE table_schema = current_schema()";
            let connection = Database::connect(url)
                .await
                .context("the database does not open")?;
            let found = connection
                .query_one_raw(sea_orm::Statement::from_string(
                    sea_orm::DbBackend::Postgres,
                    tables,
                ))
                .await?;
            let tables: i64 = found.map_or(Ok(0), |row| row.try_get("", "tables"))?;
            connection.close().await?;
            ensure!(
                tables == 0,
                "the database holds {tables} tables already: name an empty one"
            );
            let mut load = tool("pg_restore", url)?;
            load.args([
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                "--no-privileges",
            ])
            .arg(from);
            run("pg_restore", load).await
        }
    }
}

/// The file that a URL of SQLite names.
fn file_of(url: &str) -> PathBuf {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    path.split('?').next().unwrap_or(path).into()
}

/// One of PostgreSQL's own programs, told where the database is; the password goes by its environment, which other users of
/// the machine cannot read.
fn tool(name: &str, url: &str) -> Result<Command> {
    let mut at = url::Url::parse(url).context("HALLE_DATABASE_URL is no address")?;
    let mut command = Command::new(name);
    if let Some(password) = at.password() {
        let password = percent_encoding::percent_decode_str(password)
            .decode_utf8()?
            .into_owned();
        command.env("PGPASSWORD", password);
        if at.set_password(None).is_err() {
            bail!("HALLE_DATABASE_URL is no address");
        }
    }
    command.arg("--dbname").arg(at.as_str());
    Ok(command)
}

async fn run(name: &str, mut command: Command) -> Result<()> {
    let done = command
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .with_context(|| format!("{name} does not start: install PostgreSQL's client programs, as in `apt install postgresql-client`"))?;
    let said = String::from_utf8_lossy(&done.stderr);
    ensure!(
        done.status.success(),
        "{name} gave up: {}",
        said.lines().next().unwrap_or("it did not say why")
    );
    Ok(())
}
