//! R2: the power fails under orders. A file system of its own is shut down without writing what was not synced, as the
//! kernel does for the tests of its file systems; the control arm acknowledges before the disk has it and must lose.

use crate::{
    cycles::{Blows, Findings},
    dice::Dice,
    figures::Figures,
    goods,
    load::Crowd,
    market::{Ground, Market, Size},
    times::ms,
};
use anyhow::{Context, Result, ensure};
use std::{process::Command, sync::Arc, time::Duration};

use super::kill::{LINES, PIECES};

#[derive(Clone, Debug, clap::Args)]
pub struct Power {
    /// How often the power fails.
    #[arg(long, default_value_t = 50)]
    pub cuts: u32,
    /// How often in the control arm.
    #[arg(long, default_value_t = 5)]
    pub control: u32,
    /// Shoppers who send at once.
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// The same seed chooses the same instants and the same orders.
    #[arg(long, default_value_t = 2020)]
    pub seed: u64,
    /// Shell command by which the disk stops at once.
    #[arg(long)]
    pub cut: String,
    /// Shell command by which it comes back, as after a start of the machine.
    #[arg(long)]
    pub mend: String,
}

impl Power {
    async fn arm(&self, ground: &Ground, cuts: u32, is_control: bool) -> Result<Findings> {
        let extra = if is_control { "?synchronous=normal" } else { "" };
        let mut market = Market::open(
            ground,
            Size {
                shops: 20,
                products: 10,
            },
            extra,
        )
        .await?;
        goods::stock_up(&market, Some(PIECES)).await?;
        if is_control
            && let Some((server, name)) = market.url.rsplit_once('/')
            && server.starts_with("postgres")
        {
            let books = crate::books::Books::open(&market.url).await?;
            let lax = format!("ALTER DATABASE {name} SET synchronous_commit = off");
            books.change(&lax).await?;
            books.close().await?;
        }
        market.serve().await?;
        let crowd = Crowd {
            addr: market.addr,
            stalls: Arc::new(goods::stalls(&market).await?),
            clients: self.clients,
            lines: LINES,
            name: "r2".to_owned(),
            seed: self.seed,
        };
        // What was made until here is not what is tried.
        shell("sync")?;
        let mut dice = Dice::new(self.seed);
        let mut blows = Blows::new(&mut market, crowd, PIECES);
        for _ in 0..cuts {
            let life = Duration::from_millis(150 + dice.below(600) as u64);
            blows
                .fall(life, |market| {
                    shell(&self.cut)?;
                    market.kill()?;
                    shell(&self.mend)
                })
                .await?;
        }
        Ok(blows.findings)
    }

    /// Runs both arms and tells the figure.
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let control = self.arm(ground, self.control, true).await?;
        ensure!(
            control.lost > 0,
            "the control arm lost nothing of {} orders: this harness proves nothing",
            control.acknowledged
        );
        let found = self.arm(ground, self.cuts, false).await?;
        let value = format!(
            "{} failures of {} acknowledged orders over {} power cuts: {} lost, {} doubled, {} half, {} products whose \
             stock and sales differ, {} faults of integrity; the control arm lost {} of {} over {} cuts; first page \
             after {} ms, worst {}",
            found.failures(),
            found.acknowledged,
            found.blows,
            found.lost,
            found.doubled,
            found.faults.halves,
            found.faults.stock,
            found.faults.integrity.len(),
            control.lost,
            control.acknowledged,
            control.blows,
            ms(found.starts.median()),
            ms(found.starts.worst()),
        );
        figures.tell(
            &format!("R2{}", ground.suffix()),
            &value,
            "0, and the control arm loses some",
        )?;
        ensure!(found.failures() == 0, "R2 does not hold");
        Ok(())
    }
}

/// Runs a shell command to its end.
pub fn shell(command: &str) -> Result<()> {
    let done = Command::new("bash")
        .args(["-c", command])
        .status()
        .context("bash cannot be started")?;
    ensure!(done.success(), "{command}: {done}");
    Ok(())
}
