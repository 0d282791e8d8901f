//! A market of our own for the time of a battery: its folder, its database, and a server that can be killed.

use crate::http::Client;
use anyhow::{Context, Result, bail, ensure};
use sea_orm::{ConnectionTrait, Database};
use std::{
    fs::{self, File},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a server may take until its first page before something is wrong with it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where and on what a market runs.
#[derive(Clone, Debug, clap::Args)]
pub struct Ground {
    /// The server's program.
    #[arg(long, global = true, env = "HALLE_BIN", default_value = "halle")]
    pub halle: PathBuf,
    /// URL of a PostgreSQL whose user may create databases; without it the market keeps to SQLite.
    #[arg(long, global = true)]
    pub postgres: Option<String>,
    /// Where the market's folder is made: the file system that is measured.
    #[arg(long, global = true)]
    pub folder: Option<PathBuf>,
}

impl Ground {
    /// What figures of PostgreSQL carry behind their names.
    pub fn suffix(&self) -> &'static str {
        if self.postgres.is_some() {
            ", PostgreSQL"
        } else {
            ""
        }
    }
}

/// How many shops there are in a town, and products in a shop.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub shops: u32,
    pub products: u32,
}

/// A market with its server, which is stopped when this is dropped.
pub struct Market {
    halle: PathBuf,
    folder: TempDir,
    /// What the server says, beside the disk that is tried.
    notes: TempDir,
    /// Its database, for the server and for whoever looks into the books.
    pub url: String,
    /// Where it listens.
    pub addr: SocketAddr,
    server: Option<Child>,
}

impl Market {
    /// Makes the folder and the database and fills them; nothing is served yet. `extra` goes behind the URL of SQLite.
    pub async fn open(ground: &Ground, size: Size, extra: &str) -> Result<Self> {
        Self::filled(ground, 1, size, extra).await
    }

    /// The same with any number of such towns.
    pub async fn with_towns(ground: &Ground, towns: u32, size: Size) -> Result<Self> {
        Self::filled(ground, towns, size, "").await
    }

    async fn filled(ground: &Ground, towns: u32, size: Size, extra: &str) -> Result<Self> {
        let market = Self::empty(ground, extra).await?;
        market.run(&["migrate"])?;
        let (towns, shops, products) = (
            towns.to_string(),
            size.shops.to_string(),
            size.products.to_string(),
        );
        market.run(&[
            "seed",
            "--synthetic",
            "--towns",
            &towns,
            "--shops-per-town",
            &shops,
            "--products-per-shop",
            &products,
        ])?;
        Ok(market)
    }

    /// A folder and an empty database, on which nothing has run yet.
    pub async fn empty(ground: &Ground, extra: &str) -> Result<Self> {
        let folder = match &ground.folder {
            Some(folder) => tempfile::tempdir_in(folder)?,
            None => tempfile::tempdir()?,
        };
        let url = match &ground.postgres {
            Some(server) => new_database(server).await?,
            None => format!("sqlite://{}{extra}", folder.path().join("halle.db").display()),
        };
        Ok(Self {
            halle: ground.halle.clone(),
            folder,
            notes: tempfile::tempdir()?,
            url,
            addr: free_address()?,
            server: None,
        })
    }

    /// The folder of all that it keeps.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command of the server's program to its end and gives what it prints.
    pub fn run(&self, words: &[&str]) -> Result<String> {
        let done = self
            .command()
            .args(words)
            .output()
            .with_context(|| format!("{} cannot be started", self.halle.display()))?;
        ensure!(
            done.status.success(),
            "halle {}: {}",
            words.join(" "),
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.halle);
        command
            .current_dir(self.folder.path())
            .env("HALLE_ADDR", self.addr.to_string())
            .env("HALLE_BASE_URL", format!("http://{}", self.addr))
            .env("HALLE_DATA", self.folder.path())
            .env("HALLE_DATABASE_URL", &self.url)
            .env("HALLE_LOG", "warn");
        command
    }

    /// Starts the server; gives the time from there to the town's first page.
    pub async fn serve(&mut self) -> Result<Duration> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let start = Instant::now();
        let server = self
            .command()
            .arg("serve")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        self.server = Some(server);
        while !self.answers().await {
            if let Some(server) = &mut self.server
                && let Some(ended) = server.try_wait()?
            {
                bail!("the server ended with {ended}: {}", self.last_words());
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "no page within {PATIENCE:?}: {}",
                self.last_words()
            );
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(start.elapsed())
    }

    async fn answers(&self) -> bool {
        let page = Client::new(self.addr).get("/ville-1").await;
        page.is_ok_and(|page| page.status.is_success())
    }

    /// `kill -9`: nothing of what the server meant to do yet is done.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            server.kill()?;
            server.wait()?;
        }
        Ok(())
    }

    fn log(&self) -> PathBuf {
        self.notes.path().join("server.log")
    }

    /// What the server said last.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().rev().take(8).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// The server's process, while it runs.
    pub fn process(&self) -> Option<u32> {
        Some(self.server.as_ref()?.id())
    }

    /// Memory of the server's own in kilobytes; nothing where the kernel does not say.
    pub fn memory(&self) -> Option<u64> {
        let server = self.process()?;
        let status = fs::read_to_string(format!("/proc/{server}/status")).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Market {
    fn drop(&mut self) {
        // The folder goes away behind it.
        let _ = self.kill();
    }
}

/// The URL of a database that nobody else has.
async fn new_database(server: &str) -> Result<String> {
    let admin = Database::connect(server)
        .await
        .context("PostgreSQL does not answer")?;
    let known = admin
        .query_all_raw(crate::books::asked(&admin, "SELECT datname FROM pg_database"))
        .await?;
    let name = format!("storm_{}_{}", std::process::id(), known.len());
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await?;
    let (server, _) = server.rsplit_once('/').context("the URL names no database")?;
    Ok(format!("{server}/{name}"))
}

fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
