//! P4, P5 and P6: how fast orders are taken, how long one waits, and what browsing feels of it. Each round measures the
//! floor and the market one after the other, so that a noisy machine is noisy for both.

use crate::{
    books::Books,
    figures::Figures,
    goods::{self, Stall, TOWN},
    load::{self, Crowd, Tally, count},
    market::{Ground, Market, Size},
    raw::Raw,
    times::{middle, ms},
};
use anyhow::{Result, ensure};
use std::{sync::Arc, time::Duration};

use super::kill::{LINES, PIECES};

#[derive(Clone, Debug, clap::Args)]
pub struct Orders {
    #[arg(long, default_value_t = 5)]
    pub rounds: u32,
    /// Seconds of each measurement in a round.
    #[arg(long, default_value_t = 4)]
    pub seconds: u64,
    /// Shoppers who send at once.
    #[arg(long, default_value_t = 32)]
    pub clients: usize,
    /// Pages a second that others look at meanwhile.
    #[arg(long, default_value_t = 40.0)]
    pub browsing: f64,
}

/// The load at which an order's wait is measured.
const SHARE: f64 = 0.7;

/// What one round gave.
#[derive(Debug, Default)]
struct Round {
    raw_a_second: f64,
    orders_a_second: f64,
    rate: f64,
    wait: f64,
    browse: f64,
    browse_rushed: f64,
}

impl Orders {
    fn long(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let mut market = Market::open(
            ground,
            Size {
                shops: 50,
                products: 40,
            },
            "",
        )
        .await?;
        goods::stock_up(&market, Some(PIECES)).await?;
        let mut raw = Raw::open(market.folder(), &market.url).await?;
        market.serve().await?;
        let stalls = Arc::new(goods::stalls(&market).await?);
        let pages = Arc::new(pages(&stalls));
        // The first orders fill caches that the others then find.
        let mut sent = self.crowd(&market, &stalls, "warm").rush_for(self.long()).await;
        load::browse(market.addr, pages.clone(), self.browsing, self.long()).await;
        let mut rounds = Vec::new();
        for number in 1..=self.rounds {
            let round = self
                .round(&market, &mut raw, (&stalls, &pages), number, &mut sent)
                .await?;
            println!(
                "    round {number}: raw {:.0}/s, orders {:.0}/s, P4 {:.2}, P5 {:.1}, P6 {:.2} ({:.2} in a full rush)",
                round.raw_a_second,
                round.orders_a_second,
                round.rate,
                round.wait,
                round.browse,
                round.browse_rushed
            );
            rounds.push(round);
        }
        ensure!(
            sent.failures() == 0,
            "{} orders failed: {:?}",
            sent.failures(),
            sent.refused
        );
        let books = Books::open(&market.url).await?;
        let faults = books.faults(PIECES, u32::try_from(LINES)?).await?;
        books.close().await?;
        ensure!(faults.count() == 0, "the books do not add up: {faults:?}");
        say(ground, figures, &rounds)
    }

    fn crowd(&self, market: &Market, stalls: &Arc<Vec<Stall>>, name: &str) -> Crowd {
        Crowd {
            addr: market.addr,
            stalls: stalls.clone(),
            clients: self.clients,
            lines: LINES,
            name: name.to_owned(),
            seed: 2020,
        }
    }

    async fn round(
        &self,
        market: &Market,
        raw: &mut Raw,
        (stalls, pages): (&Arc<Vec<Stall>>, &Arc<Vec<String>>),
        number: u32,
        sent: &mut Tally,
    ) -> Result<Round> {
        let crowd = |part: &str| self.crowd(market, stalls, &format!("{part}{number}r"));
        let seconds = self.long().as_secs_f64();
        let floor = raw.run(self.long()).await?;
        let rush = crowd("rush").rush_for(self.long()).await;
        let raw_a_second = count(floor.count() as u64) / seconds;
        let orders_a_second = count(rush.times.count() as u64) / seconds;
        let again = raw.run(self.long()).await?;
        let calm = crowd("calm").pace(orders_a_second * SHARE, self.long()).await;
        let (idle, idle_failed) = load::browse(market.addr, pages.clone(), self.browsing, self.long()).await;
        let (storming, rushing) = (crowd("storm"), crowd("full"));
        let (beside, (storm, storm_failed)) = tokio::join!(
            storming.pace(orders_a_second * SHARE, self.long()),
            load::browse(market.addr, pages.clone(), self.browsing, self.long())
        );
        let (rushed, (full, full_failed)) = tokio::join!(
            rushing.rush_for(self.long()),
            load::browse(market.addr, pages.clone(), self.browsing, self.long())
        );
        ensure!(
            idle_failed + storm_failed + full_failed == 0,
            "pages failed: {idle_failed} without orders, {storm_failed} with, {full_failed} in a rush"
        );
        println!(
            "    commit {} ms, order {} ms p99 {} at 70 %, {} p99 {} in a rush; page p99 {} idle, {} beside orders, {} in a \
             rush",
            ms(again.median()),
            ms(calm.times.median()),
            ms(calm.times.p99()),
            ms(rush.times.median()),
            ms(rush.times.p99()),
            ms(idle.p99()),
            ms(storm.p99()),
            ms(full.p99()),
        );
        let round = Round {
            raw_a_second,
            orders_a_second,
            rate: orders_a_second / raw_a_second,
            wait: calm.times.p99().as_secs_f64() / again.median().as_secs_f64(),
            browse: storm.p99().as_secs_f64() / idle.p99().as_secs_f64(),
            browse_rushed: full.p99().as_secs_f64() / idle.p99().as_secs_f64(),
        };
        for tally in [rush, calm, beside, rushed] {
            sent.join(tally);
        }
        Ok(round)
    }
}

/// What shoppers look at: the town, its shops and their products.
pub fn pages(stalls: &[Stall]) -> Vec<String> {
    let mut pages = Vec::new();
    for stall in stalls {
        pages.push(format!("/{TOWN}"));
        pages.push(format!("/{TOWN}/{}", stall.slug));
        for (_, product) in stall.products.iter().take(2) {
            pages.push(format!("/{TOWN}/{}/{product}", stall.slug));
        }
    }
    pages
}

fn say(ground: &Ground, figures: &Figures, rounds: &[Round]) -> Result<()> {
    let of = |value: fn(&Round) -> f64| rounds.iter().map(value).collect::<Vec<_>>();
    let most = |values: &[f64]| values.iter().copied().fold(f64::MIN, f64::max);
    let least = |values: &[f64]| values.iter().copied().fold(f64::MAX, f64::min);
    let many = rounds.len();
    let suffix = ground.suffix();
    let rate = of(|round| round.rate);
    let value = format!(
        "{:.2}, worst {:.2} of {many} rounds: {:.0} orders a second over {:.0} commits",
        middle(&rate),
        least(&rate),
        middle(&of(|round| round.orders_a_second)),
        middle(&of(|round| round.raw_a_second))
    );
    figures.compare(&format!("P4{suffix}"), middle(&rate), &value, "≥ 3 (8)")?;
    let wait = of(|round| round.wait);
    let value = format!("{:.1}, worst {:.1} of {many} rounds", middle(&wait), most(&wait));
    figures.compare(&format!("P5{suffix}"), middle(&wait), &value, "≤ 5")?;
    let (calm, rushed) = (of(|round| round.browse), of(|round| round.browse_rushed));
    let value = format!(
        "{:.2}, worst {:.2} of {many} rounds at 70 % of all orders that are taken; {:.2}, worst {:.2} in a full rush",
        middle(&calm),
        most(&calm),
        middle(&rushed),
        most(&rushed)
    );
    figures.compare(&format!("P6{suffix}"), middle(&calm), &value, "≤ 2")
}
