//! R10: backups are taken under orders, and each is restored beside the market.

use crate::{
    batteries::kill::{LINES, PIECES},
    books::{Books, Faults},
    dice::Dice,
    figures::Figures,
    goods::{self, Form},
    load::{Crowd, Tally},
    market::{Ground, Market, Size},
};
use anyhow::{Result, ensure};
use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

#[derive(Clone, Debug, clap::Args)]
pub struct Backup {
    /// How many are taken and restored.
    #[arg(long, default_value_t = 20)]
    pub rounds: u32,
    /// Shoppers who send at once.
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// The same seed chooses the same instants and the same orders.
    #[arg(long, default_value_t = 2020)]
    pub seed: u64,
}

/// What was found over all rounds.
#[derive(Debug, Default)]
pub struct Findings {
    pub rounds: u32,
    /// Orders that were acknowledged in all.
    pub acknowledged: usize,
    /// Of those that came while a backup was taken, how many are in it.
    pub meanwhile: usize,
    /// Acknowledged before a backup began, and not in it.
    pub lost: usize,
    /// In a backup although an earlier one of the same shopper is not.
    pub gaps: usize,
    /// In a backup, and sent by nobody.
    pub strangers: usize,
    /// Of all restored markets.
    pub faults: Faults,
}

impl Findings {
    /// Of all that must not be.
    pub fn failures(&self) -> u64 {
        (self.lost + self.gaps + self.strangers) as u64 + self.faults.count().unsigned_abs()
    }

    fn look(&mut self, kept: &HashSet<String>, before: &HashSet<String>, meanwhile: &Tally) {
        self.lost += before.difference(kept).count();
        let mut shoppers: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
        for form in forms(meanwhile) {
            let shopper = form.key.rsplit_once('x').map_or("", |(shopper, _)| shopper);
            shoppers
                .entry(shopper)
                .or_default()
                .push(kept.contains(&form.key));
        }
        // A shopper sends the next order once the last one is answered.
        for orders in shoppers.values() {
            let whole = orders.iter().take_while(|is_kept| **is_kept).count();
            self.meanwhile += whole;
            self.gaps += orders[whole..].iter().filter(|is_kept| **is_kept).count();
        }
    }
}

impl Backup {
    /// Takes and restores; gives what was found.
    pub async fn run(&self, ground: &Ground) -> Result<Findings> {
        let size = Size {
            shops: 20,
            products: 10,
        };
        let mut market = Market::open(ground, size, "").await?;
        goods::stock_up(&market, Some(PIECES)).await?;
        market.serve().await?;
        let stalls = Arc::new(goods::stalls(&market).await?);
        let crowd = |name: String, seed: u64| Crowd {
            addr: market.addr,
            stalls: stalls.clone(),
            clients: self.clients,
            lines: LINES,
            name,
            seed: self.seed + seed,
        };
        let vault = market.folder().join("vault");
        let (mut dice, mut found) = (Dice::new(self.seed), Findings::default());
        let (mut before, mut sent) = (HashSet::new(), HashSet::new());
        for round in 0..self.rounds {
            let pause = Duration::from_millis(dice.below(300) as u64);
            let first = crowd(format!("r10a{round}"), u64::from(round) * 2)
                .rush_for(pause)
                .await;
            before.extend(keys(first.acknowledged.iter().map(|(form, _)| form)));
            sent.extend(keys(forms(&first)));
            let second = crowd(format!("r10b{round}"), u64::from(round) * 2 + 1);
            let stop = Arc::new(AtomicBool::new(false));
            let rush = tokio::spawn({
                let stop = stop.clone();
                async move { second.rush(stop).await }
            });
            let taken =
                tokio::task::block_in_place(|| market.run(&["backup", "--to", &vault.to_string_lossy()]));
            stop.store(true, Ordering::Relaxed);
            let meanwhile = rush.await?;
            taken?;
            let kept = self.restored(ground, &market, &vault, &mut found).await?;
            found.look(&kept, &before, &meanwhile);
            before.extend(keys(meanwhile.acknowledged.iter().map(|(form, _)| form)));
            sent.extend(keys(forms(&meanwhile)));
            found.strangers += kept.difference(&sent).count();
            found.rounds += 1;
        }
        found.acknowledged = before.len();
        Ok(found)
    }

    /// Sets a second market up from the newest backup and gives the keys of its orders.
    async fn restored(
        &self,
        ground: &Ground,
        market: &Market,
        vault: &Path,
        found: &mut Findings,
    ) -> Result<HashSet<String>> {
        let vault = vault.to_string_lossy();
        market.run(&["verify", "--from", &vault])?;
        let again = Market::empty(ground, "").await?;
        again.run(&["restore", "--from", &vault])?;
        let books = Books::open(&again.url).await?;
        let faults = books.faults(PIECES, u32::try_from(LINES)?).await?;
        found.faults.halves += faults.halves;
        found.faults.stock += faults.stock;
        found.faults.integrity.extend(faults.integrity);
        let orders = books
            .rows::<String, String>("SELECT idempotency_key, page_key FROM orders")
            .await?;
        books.close().await?;
        Ok(orders.into_iter().map(|(key, _)| key).collect())
    }

    /// Runs and tells the figure.
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let found = self.run(ground).await?;
        let value = format!(
            "{} failures of {} acknowledged orders over {} backups that were restored: {} lost, {} gaps, {} that nobody \
             sent, {} half, {} products whose stock and sales differ, {} faults of integrity; {} orders that came while a \
             backup was taken are in it",
            found.failures(),
            found.acknowledged,
            found.rounds,
            found.lost,
            found.gaps,
            found.strangers,
            found.faults.halves,
            found.faults.stock,
            found.faults.integrity.len(),
            found.meanwhile,
        );
        figures.tell(
            &format!("R10{}", ground.suffix()),
            &value,
            "0: a prefix of what was acknowledged",
        )?;
        ensure!(found.acknowledged > 0, "nothing was ordered: this proves nothing");
        ensure!(found.failures() == 0, "R10 does not hold");
        Ok(())
    }
}

/// All that were sent, each shopper's in their order.
fn forms(tally: &Tally) -> impl Iterator<Item = &Form> {
    tally
        .acknowledged
        .iter()
        .map(|(form, _)| form)
        .chain(&tally.unknown)
}

fn keys<'f>(forms: impl Iterator<Item = &'f Form>) -> impl Iterator<Item = String> {
    forms.map(|form| form.key.clone())
}
