//! Runs one battery and prints its figures; the scripts in `benches/` call it.

use anyhow::Result;
use clap::{Parser, Subcommand};
use storm::{
    batteries::{backup, full, kill, last, lockdown, orders, pages, power, restart, same_key, search},
    figures::Figures,
    market::Ground,
    plain::Plain,
};

#[derive(Debug, Parser)]
#[command(name = "storm", about = "Batteries against a market that runs.")]
struct Storm {
    #[command(flatten)]
    ground: Ground,
    #[command(flatten)]
    figures: Figures,
    #[command(subcommand)]
    battery: Battery,
}

#[derive(Debug, Subcommand)]
enum Battery {
    /// P4, P5, P6: how fast orders are taken, and what others feel of it.
    Orders(orders::Orders),
    /// P1, P2, P3: how fast a page is given out.
    Pages(pages::Pages),
    /// A town under lockdown, all at once.
    Lockdown(lockdown::Lockdown),
    /// R3: the last piece, or the last place of a slot.
    Last(last::Last),
    /// R4: the same key at once, after a crash, with another body.
    SameKey(same_key::SameKey),
    /// R1: the server is killed.
    Kill(kill::Kill),
    /// R10: a backup is taken under orders, and restored.
    Backup(backup::Backup),
    /// R2: the power fails.
    Power(power::Power),
    /// R5: PostgreSQL stops and starts.
    Restart(restart::Restart),
    /// R5: the disk is full.
    Full(full::Full),
    /// The floor of a page, for `pages`.
    #[command(hide = true)]
    Plain(Plain),
    /// P7: a search among a thousand towns, over one in one town.
    Search(search::Search),
    /// Writes a figure that another bench measured.
    Figure {
        id: String,
        value: String,
        target: String,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let Storm {
        ground,
        figures,
        battery,
    } = Storm::parse();
    let told = match battery {
        Battery::Orders(orders) => orders.tell(&ground, &figures).await,
        Battery::Pages(pages) => pages.tell(&ground, &figures).await,
        Battery::Plain(plain) => plain.serve().await,
        Battery::Lockdown(lockdown) => lockdown.tell(&ground, &figures).await,
        Battery::Last(last) => last.tell(&ground, &figures).await,
        Battery::SameKey(same_key) => same_key.tell(&ground, &figures).await,
        Battery::Kill(kill) => kill.tell(&ground, &figures).await,
        Battery::Backup(backup) => backup.tell(&ground, &figures).await,
        Battery::Power(power) => power.tell(&ground, &figures).await,
        Battery::Restart(restart) => restart.tell(&ground, &figures).await,
        Battery::Full(full) => full.tell(&ground, &figures).await,
        Battery::Search(search) => search.tell(&ground, &figures).await,
        Battery::Figure { id, value, target } => figures.tell(&id, &value, &target),
    };
    told.and_then(|()| figures.end())
}
