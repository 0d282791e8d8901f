//! What an operator may ask at the terminal.

mod backup;
mod copy;
mod demo_links;
mod doctor;
mod invite;
mod leave;
mod migrate;
mod move_address;
mod official;
mod open;
mod operator;
mod outbox;
mod photos;
mod seed;
mod serve;
mod sessions;

use crate::settings::Settings;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// The covered market of a town, online.
#[derive(Debug, Parser)]
#[command(name = "halle", version, about)]
pub struct Halle {
    /// The file with the settings; `halle.toml` of this folder when there is one.
    #[arg(long, env = "HALLE_CONFIG", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the market until it is told to stop.
    Serve,
    /// Brings the database to this program's schema; changes nothing when it is there already.
    Migrate,
    /// Fills a market to look at or to measure.
    Seed(seed::Seed),
    /// Opens the market of a commune of France.
    Open(open::Open),
    /// Puts a shop on a town's roster, if it is not there, and prints the link by which its merchant claims it.
    Invite(invite::Invite),
    /// Makes somebody an official of a town and prints the link by which they come in; of who is one already, for one more device or after all was lost.
    Official(official::Official),
    /// Makes somebody run this instance from its pages, and prints the link by which they come in; of who does already, for one
    /// more device, after all was lost, or no longer.
    Operator(operator::Operator),
    /// Devices that are signed in; `sessions end` signs out those of a shop, of somebody, or all.
    Sessions(sessions::Sessions),
    /// Prints the demo town's page and fresh links that sign in its grocer and its official.
    DemoLinks,
    /// Lists what waits to be told and what was given up; `outbox send-again` gives it another day.
    Outbox(outbox::Outbox),
    /// Gives a town or a shop another address; the one it had leads there.
    Move(move_address::Move),
    /// Copies the whole market to a folder or a bucket, while it serves; photos that are there already are not copied again.
    Backup(backup::Backup),
    /// Reads a backup whole and says whether the market could be set up from it.
    Verify(backup::Which),
    /// Sets the market up from a backup, in an empty database.
    Restore(backup::Which),
    /// Carries a market from SQLite to PostgreSQL, or back, and proves that all of it arrived.
    Copy(copy::Copy),
    /// Carries the photographs from a folder to a bucket, or back, and proves that all of them arrived.
    Photos(photos::Photos),
    /// Makes one file of a town or a shop, with all its data, photos and pages, for who leaves.
    Leave(leave::Leave),
    /// Sets a town or a shop up from such a file.
    Join(leave::Join),
    /// Looks whether all is well, and says what to do where it is not.
    Doctor,
}

impl Halle {
    /// Does what was asked.
    pub async fn run(self) -> Result<()> {
        let settings = Settings::read(self.config.as_deref())?;
        match self.command {
            Command::Serve => serve::run(&settings).await,
            Command::Migrate => migrate::run(&settings).await,
            Command::Seed(seed) => seed.run(&settings).await,
            Command::Open(open) => open.run(&settings).await,
            Command::Invite(invite) => invite.run(&settings).await,
            Command::Official(official) => official.run(&settings).await,
            Command::Operator(operator) => operator.run(&settings).await,
            Command::Sessions(sessions) => sessions.run(&settings).await,
            Command::DemoLinks => demo_links::run(&settings).await,
            Command::Outbox(outbox) => outbox.run(&settings).await,
            Command::Move(to) => to.run(&settings).await,
            Command::Backup(backup) => backup.run(&settings).await,
            Command::Verify(which) => which.verify(&settings).await,
            Command::Restore(which) => which.restore(&settings).await,
            Command::Copy(copy) => copy.run().await,
            Command::Photos(photos) => photos.run(&settings).await,
            Command::Leave(leave) => leave.run(&settings).await,
            Command::Join(join) => join.run(&settings).await,
            Command::Doctor => doctor::run(&settings).await,
        }
    }
}
