//! P7: what a search costs among a thousand towns, over what it costs in one. Both markets stand side by side and are asked in
//! turn, so that a noisy machine is noisy for both.

use crate::{
    dice::Dice,
    figures::Figures,
    http::Client,
    market::{Ground, Market, Size},
    times::{Times, middle, ms},
};
use anyhow::{Result, ensure};
use std::time::Instant;

/// What is typed: words, two of them, beginnings, measures, slips of the finger, aisles, and what nobody has.
const TYPED: [&str; 16] = [
    "confiture",
    "miel",
    "fromage de chevre",
    "savon lavande",
    "the vert",
    "sau",
    "bri",
    "vin rouge",
    "miel 500g",
    "cidre 75 cl",
    "confitrue",
    "saucison",
    "echarpe laine",
    "boulangerie",
    "livre",
    "tronconneuse",
];

#[derive(Clone, Debug, clap::Args)]
pub struct Search {
    #[arg(long, default_value_t = 5)]
    pub rounds: u32,
    /// Questions to each market in a round.
    #[arg(long, default_value_t = 640)]
    pub questions: usize,
    /// Towns of the large market.
    #[arg(long, default_value_t = 1000)]
    pub towns: u32,
    /// Shops of every town.
    #[arg(long, default_value_t = 20)]
    pub shops: u32,
    /// Products of every shop.
    #[arg(long, default_value_t = 50)]
    pub products: u32,
    #[arg(long, default_value_t = 2020)]
    pub seed: u64,
}

/// One of the two markets.
struct Side {
    client: Client,
    towns: u32,
    _market: Market,
}

impl Search {
    async fn open(&self, ground: &Ground, towns: u32) -> Result<Side> {
        let size = Size {
            shops: self.shops,
            products: self.products,
        };
        let mut market = Market::with_towns(ground, towns, size).await?;
        market.serve().await?;
        Ok(Side {
            client: Client::new(market.addr),
            towns,
            _market: market,
        })
    }

    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let mut small = self.open(ground, 1).await?;
        let mut large = self.open(ground, self.towns).await?;
        let mut dice = Dice::new(self.seed);
        // The first answers fill caches that others then find.
        self.round(&mut small, &mut large, &mut dice).await?;
        let mut ratios = Vec::new();
        let mut last = (Times::default(), Times::default());
        for number in 1..=self.rounds {
            let (one, many) = self.round(&mut small, &mut large, &mut dice).await?;
            let ratio = many.p99().as_secs_f64() / one.p99().as_secs_f64();
            println!(
                "    round {number}: one town p99 {} ms (median {}), {} towns p99 {} ms (median {}), P7 {ratio:.2}",
                ms(one.p99()),
                ms(one.median()),
                self.towns,
                ms(many.p99()),
                ms(many.median()),
            );
            ratios.push(ratio);
            last = (one, many);
        }
        let in_a_town = self.shops * self.products;
        let worst = ratios.iter().copied().fold(f64::NAN, f64::max);
        let value = format!(
            "{:.2}, worst {worst:.2}: search page p99 {} ms with {} products over {} towns, {} ms with {in_a_town} in one \
             ({} rounds of {} questions to each)",
            middle(&ratios),
            ms(last.1.p99()),
            u64::from(self.towns) * u64::from(in_a_town),
            self.towns,
            ms(last.0.p99()),
            self.rounds,
            self.questions,
        );
        let id = format!("P7{}", ground.suffix());
        figures.compare(&id, middle(&ratios), &value, "≤ 1.5")
    }

    async fn round(&self, small: &mut Side, large: &mut Side, dice: &mut Dice) -> Result<(Times, Times)> {
        let (mut one, mut many) = (Times::default(), Times::default());
        for at in 0..self.questions {
            let typed = TYPED[at % TYPED.len()];
            small.ask(typed, dice, &mut one).await?;
            large.ask(typed, dice, &mut many).await?;
        }
        Ok((one, many))
    }
}

impl Side {
    /// Asks in any of its towns.
    async fn ask(&mut self, typed: &str, dice: &mut Dice, times: &mut Times) -> Result<()> {
        let town = dice.below(self.towns as usize) + 1;
        let address = format!("/ville-{town}/recherche?q={}", typed.replace(' ', "+"));
        let start = Instant::now();
        let page = self.client.get(&address).await?;
        times.add(start.elapsed());
        ensure!(page.status.is_success(), "{address}: {}", page.status);
        Ok(())
    }
}
