//! `halle outbox`: what waits to be told, what was given up and why, and another day for it.

use crate::{house, settings::Settings};
use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use services::{clock::Clock, notifications};
use uuid::Uuid;

/// Lists what waits and what was given up.
#[derive(Debug, Args)]
pub struct Outbox {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Gives what was given up another day: one of them by its number, or all.
    SendAgain {
        /// The number that `halle outbox` shows, or `all`.
        which: String,
    },
}

impl Outbox {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let db = house::open_database(settings).await?;
        house::check_schema(&db).await?;
        let now = Clock::System.now();
        if let Some(Act::SendAgain { which }) = self.act {
            let only = if which == "all" {
                None
            } else {
                Some(which.parse::<Uuid>().context("that is neither a number of this list nor `all`")?)
            };
            let tx = db.write().await?;
            let count = notifications::send_again(&tx, only, now).await?;
            tx.commit().await?;
            ensure!(only.is_none() || count > 0, "nothing was given up under that number");
            println!("{count} will be sent again.");
            return Ok(());
        }
        let counts = notifications::survey(db.read()).await?;
        if counts.is_empty() {
            println!("Nothing was ever told, or it is long done.");
        }
        for count in counts {
            let age = now - count.oldest;
            println!(
                "{:<10} {:>7}  the oldest was told {} h {:02} min ago",
                count.state,
                count.count,
                age.num_hours(),
                age.num_minutes() % 60
            );
        }
        for dead in notifications::dead_letters(db.read()).await? {
            println!(
                "{}  {}  {:<13} {:<5} {} attempts: {}",
                dead.id,
                dead.told_at.format("%Y-%m-%d %H:%M UTC"),
                dead.what,
                dead.channel,
                dead.attempts,
                dead.why
            );
        }
        Ok(())
    }
}
