//! R1: `kill -9` at random instants under orders.

use crate::{
    cycles::{Blows, Findings},
    dice::Dice,
    figures::Figures,
    goods,
    load::Crowd,
    market::{Ground, Market, Size},
    times::ms,
};
use anyhow::{Result, ensure};
use std::{sync::Arc, time::Duration};

/// Of every product: more than a battery can sell.
pub const PIECES: u32 = 1_000_000;
/// Lines of every order.
pub const LINES: usize = 3;
/// The first page after a start may take so long.
const FIRST_PAGE: Duration = Duration::from_millis(300);

#[derive(Clone, Debug, clap::Args)]
pub struct Kill {
    /// How often the server is killed.
    #[arg(long, default_value_t = 200)]
    pub cycles: u32,
    /// Shoppers who send at once.
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// The same seed chooses the same instants and the same orders.
    #[arg(long, default_value_t = 2020)]
    pub seed: u64,
    /// The server lives for at most so many milliseconds under orders.
    #[arg(long, default_value_t = 400)]
    pub life: usize,
}

impl Kill {
    /// Kills and starts; gives what was found.
    pub async fn run(&self, ground: &Ground) -> Result<Findings> {
        let mut market = Market::open(
            ground,
            Size {
                shops: 20,
                products: 10,
            },
            "",
        )
        .await?;
        goods::stock_up(&market, Some(PIECES)).await?;
        market.serve().await?;
        let crowd = Crowd {
            addr: market.addr,
            stalls: Arc::new(goods::stalls(&market).await?),
            clients: self.clients,
            lines: LINES,
            name: "r1".to_owned(),
            seed: self.seed,
        };
        let mut dice = Dice::new(self.seed);
        let mut blows = Blows::new(&mut market, crowd, PIECES);
        for _ in 0..self.cycles {
            let life = Duration::from_millis(5 + dice.below(self.life) as u64);
            blows.fall(life, Market::kill).await?;
        }
        Ok(blows.findings)
    }

    /// Runs and tells the figure.
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let found = self.run(ground).await?;
        let value = format!(
            "{} failures of {} acknowledged orders over {} kills: {} lost, {} doubled, {} half, {} products whose stock \
             and sales differ, {} faults of integrity; {} orders were in flight and sent again; first page after {} ms, \
             worst {}",
            found.failures(),
            found.acknowledged,
            found.blows,
            found.lost,
            found.doubled,
            found.faults.halves,
            found.faults.stock,
            found.faults.integrity.len(),
            found.in_flight,
            ms(found.starts.median()),
            ms(found.starts.worst()),
        );
        let id = format!("R1{}", ground.suffix());
        figures.tell(&id, &value, "0; first page ≤ 300 ms")?;
        ensure!(found.acknowledged > 0, "nothing was ordered: this proves nothing");
        ensure!(found.failures() == 0, "R1 does not hold");
        let worst = found.starts.worst();
        ensure!(
            worst <= FIRST_PAGE,
            "R1 does not hold: a first page took {} ms",
            ms(worst)
        );
        Ok(())
    }
}
