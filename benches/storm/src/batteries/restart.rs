//! R5 on PostgreSQL: the database stops and starts again while orders run; the server is not touched.

use crate::{
    books::Books,
    cycles::sent,
    figures::Figures,
    goods,
    http::Client,
    load::{Crowd, Tally},
    market::{Ground, Market, Size},
    times::{Times, ms},
};
use anyhow::{Context, Result, ensure};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use super::{
    kill::{LINES, PIECES},
    power::shell,
};

#[derive(Clone, Debug, clap::Args)]
pub struct Restart {
    #[arg(long, default_value_t = 10)]
    pub rounds: u32,
    /// Shell command that stops the database at once.
    #[arg(long)]
    pub stop: String,
    /// Shell command that starts it.
    #[arg(long)]
    pub start: String,
}

/// Patience with a server that ought to recover by itself.
const PATIENCE: Duration = Duration::from_secs(30);

impl Restart {
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        ensure!(ground.postgres.is_some(), "this battery is about PostgreSQL");
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
        let stalls = Arc::new(goods::stalls(&market).await?);
        let (mut all, mut recovered, mut wordless) = (Tally::default(), Times::default(), 0);
        for round in 0..self.rounds {
            let stop = Arc::new(AtomicBool::new(false));
            let crowd = Crowd {
                addr: market.addr,
                stalls: stalls.clone(),
                clients: 8,
                lines: LINES,
                name: format!("r5n{round}"),
                seed: u64::from(round),
            };
            let rush = tokio::spawn({
                let stop = stop.clone();
                async move { crowd.rush(stop).await }
            });
            tokio::time::sleep(Duration::from_millis(300)).await;
            shell(&self.stop)?;
            wordless += u64::from(!owns_up(&market).await?);
            shell(&self.start)?;
            recovered.add(until_it_answers(&market).await?);
            stop.store(true, Ordering::Relaxed);
            all.join(rush.await?);
        }
        // Whoever heard nothing sends again; on the books every order stands once.
        let mut client = Client::new(market.addr);
        for form in &all.unknown {
            sent(&mut client, form).await?;
        }
        let books = Books::open(&market.url).await?;
        let keys: Vec<String> = all
            .acknowledged
            .iter()
            .map(|(form, _)| form.key.clone())
            .collect();
        let found = books.pages(&keys).await?;
        let lost = all
            .acknowledged
            .iter()
            .filter(|(form, page)| found.get(&form.key) != Some(page))
            .count();
        let faults = books.faults(PIECES, u32::try_from(LINES)?).await?;
        books.close().await?;
        let failures = lost as u64 + wordless + faults.count().unsigned_abs();
        let value = format!(
            "{failures} failures of {} acknowledged orders over {} stops of PostgreSQL: {lost} lost, {} half, {} \
             products whose stock and sales differ, {wordless} times without a page that says so; pages again {} ms \
             after PostgreSQL, worst {}, without a restart of the server",
            all.acknowledged.len(),
            self.rounds,
            faults.halves,
            faults.stock,
            ms(recovered.median()),
            ms(recovered.worst()),
        );
        figures.tell("R5, PostgreSQL stopped", &value, "0")?;
        ensure!(
            !all.acknowledged.is_empty(),
            "nothing was ordered: this proves nothing"
        );
        ensure!(failures == 0, "R5 does not hold");
        Ok(())
    }
}

/// Without a database there is no market to show; there is a page that says so, with an incident for the operator.
async fn owns_up(market: &Market) -> Result<bool> {
    let page = Client::new(market.addr).get("/ville-1").await?;
    Ok(page.status.is_server_error() && page.text().contains("<h1"))
}

async fn until_it_answers(market: &Market) -> Result<Duration> {
    let start = Instant::now();
    let mut client = Client::new(market.addr);
    loop {
        let page = client.get("/ville-1").await.context("the server went away")?;
        if page.status.is_success() {
            return Ok(start.elapsed());
        }
        ensure!(
            start.elapsed() < PATIENCE,
            "no page {PATIENCE:?} after PostgreSQL came back"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
