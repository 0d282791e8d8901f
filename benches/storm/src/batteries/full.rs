//! R5: the disk fills up under orders and has room again; the server is not touched.

use crate::{
    books::Books,
    cycles::sent,
    figures::Figures,
    goods::{self, Form, Shopper, Stall},
    http::{Answer, Client},
    load::{Crowd, Tally, page_of},
    market::{Ground, Market, Size},
    times::{Times, ms},
};
use anyhow::{Context, Result, ensure};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    kill::{LINES, PIECES},
    power::shell,
};

#[derive(Clone, Debug, clap::Args)]
pub struct Full {
    #[arg(long, default_value_t = 5)]
    pub rounds: u32,
    /// What kind of disk it is, for the figure.
    #[arg(long)]
    pub disk: String,
    /// Shell command that leaves no room on it.
    #[arg(long)]
    pub fill: String,
    /// Shell command that gives the room back.
    #[arg(long)]
    pub free: String,
}

/// Patience with a disk that ought to be full, and with a server that ought to recover by itself.
const PATIENCE: Duration = Duration::from_secs(30);
/// Orders and pages that are asked for once the first order was refused.
const TRIES: u32 = 30;
/// So many orders may find room that was left over, or made; then it is filled again.
const SOME: u32 = 200;

/// Who tries what still goes while there is no room, and what came of it.
struct Tries {
    market: Market,
    stalls: Arc<Vec<Stall>>,
    pages: Vec<String>,
    shopper: Shopper,
    /// PostgreSQL stops when its own disk is full; then there is a page that says so.
    may_stop: bool,
    asked: usize,
    all: Tally,
    refused: u64,
    unclear: u64,
    unserved: u64,
    recovered: Times,
}

impl Tries {
    fn form(&mut self) -> Result<Form> {
        self.shopper.fill(&self.stalls).context("nothing is for sale")
    }

    /// Sends an order; whether it was refused.
    async fn order(&mut self) -> Result<bool> {
        let form = self.form()?;
        let since = Instant::now();
        let answer = Client::new(self.market.addr)
            .post(&Form::address(), form.body())
            .await;
        let is_refused = !answer.as_ref().is_ok_and(|answer| page_of(answer).is_some());
        if is_refused {
            self.refused += 1;
            self.unclear += u64::from(!answer.as_ref().is_ok_and(is_clear));
        }
        self.all.take(form, answer, since);
        Ok(is_refused)
    }

    async fn page(&mut self) {
        let page = &self.pages[self.asked % self.pages.len()];
        self.asked += 1;
        let may_stop = self.may_stop;
        let answer = Client::new(self.market.addr).get(page).await;
        let is_served =
            answer.is_ok_and(|answer| answer.status.is_success() || (may_stop && is_clear(&answer)));
        self.unserved += u64::from(!is_served);
    }

    async fn until_refused(&mut self, fill: &str) -> Result<()> {
        let start = Instant::now();
        loop {
            for _ in 0..SOME {
                if self.order().await? {
                    return Ok(());
                }
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "nothing is refused on a full disk: this proves nothing"
            );
            shell(fill)?;
        }
    }

    async fn until_taken(&mut self) -> Result<()> {
        let form = self.form()?;
        let start = Instant::now();
        let mut client = Client::new(self.market.addr);
        loop {
            let answer = client.post(&Form::address(), form.body()).await;
            let answer = answer.context("the server went away")?;
            if page_of(&answer).is_some() {
                self.recovered.add(start.elapsed());
                self.all.take(form, Ok(answer), start);
                return Ok(());
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "no order {PATIENCE:?} after there was room again: {}",
                answer.status
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Full {
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
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
        let mut tries = Tries {
            market,
            pages: super::orders::pages(&stalls),
            stalls,
            shopper: Shopper::new("r5full", 0, LINES),
            may_stop: ground.postgres.is_some(),
            asked: 0,
            all: Tally::default(),
            refused: 0,
            unclear: 0,
            unserved: 0,
            recovered: Times::default(),
        };
        for round in 0..self.rounds {
            let rush = self.fill_under_orders(&tries, round).await?;
            tries.all.join(rush);
            tries.until_refused(&self.fill).await?;
            for _ in 0..TRIES {
                tries.order().await?;
                tries.page().await;
            }
            shell(&self.free)?;
            tries.until_taken().await?;
        }
        self.judge(ground, figures, &tries).await
    }

    async fn fill_under_orders(&self, tries: &Tries, round: u32) -> Result<Tally> {
        let crowd = Crowd {
            addr: tries.market.addr,
            stalls: tries.stalls.clone(),
            clients: 8,
            lines: LINES,
            name: format!("r5f{round}"),
            seed: u64::from(round),
        };
        let rush = tokio::spawn(async move { crowd.rush_for(Duration::from_millis(600)).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        shell(&self.fill)?;
        Ok(rush.await?)
    }

    async fn judge(&self, ground: &Ground, figures: &Figures, tries: &Tries) -> Result<()> {
        // Whoever heard nothing sends again; on the books every order stands once.
        let mut client = Client::new(tries.market.addr);
        for form in &tries.all.unknown {
            sent(&mut client, form).await?;
        }
        let acknowledged = &tries.all.acknowledged;
        let keys: Vec<String> = acknowledged.iter().map(|(form, _)| form.key.clone()).collect();
        let books = Books::open(&tries.market.url).await?;
        let found = books.pages(&keys).await?;
        let known = i64::try_from(acknowledged.len() + tries.all.unknown.len())?;
        let others = (books.orders().await? - known).unsigned_abs();
        let faults = books.faults(PIECES, u32::try_from(LINES)?).await?;
        books.close().await?;
        let lost = acknowledged
            .iter()
            .filter(|(form, page)| found.get(&form.key) != Some(page))
            .count() as u64;
        let Tries {
            unclear, unserved, ..
        } = tries;
        let failures = lost + others + unclear + unserved + faults.count().unsigned_abs();
        let value = format!(
            "{failures} failures of {} acknowledged orders over {} times without room ({}): {lost} lost, {others} more or \
             less on the books, {} half, {} products whose stock and sales differ, {} faults of integrity; {unserved} of {} \
             pages not served, {unclear} of {} refusals without a page that says so; orders again {} ms after there was \
             room, worst {}, without a restart of the server",
            acknowledged.len(),
            self.rounds,
            self.disk,
            faults.halves,
            faults.stock,
            faults.integrity.len(),
            tries.asked,
            tries.refused,
            ms(tries.recovered.median()),
            ms(tries.recovered.worst()),
        );
        figures.tell(&format!("R5, disk full{}", ground.suffix()), &value, "0")?;
        ensure!(failures == 0, "R5 does not hold");
        Ok(())
    }
}

/// A page that says that nothing was taken, and what to do.
fn is_clear(answer: &Answer) -> bool {
    let page = answer.text();
    answer.status.is_server_error() && page.contains("<h1") && page.contains("Réessayez")
}
