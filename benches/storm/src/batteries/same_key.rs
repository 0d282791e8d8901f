//! R4: the same order a hundred times at once, after a crash, and with another body.

use crate::{
    books::Books,
    cycles::sent,
    dice::Dice,
    figures::Figures,
    goods::{self, Form, Shopper},
    http::{Answer, Client},
    load::page_of,
    market::{Ground, Market, Size},
};
use anyhow::{Context, Result, ensure};
use http::StatusCode;
use std::{collections::HashSet, time::Duration};
use tokio::task::JoinSet;

use super::kill::{LINES, PIECES};

#[derive(Clone, Debug, clap::Args)]
pub struct SameKey {
    #[arg(long, default_value_t = 20)]
    pub rounds: u32,
    /// How often the form is sent at once.
    #[arg(long, default_value_t = 100)]
    pub copies: usize,
    #[arg(long, default_value_t = 2020)]
    pub seed: u64,
}

/// What copies of one form were told.
#[derive(Debug, Default)]
struct Heard {
    /// Of which pages; copies that were refused give their status instead.
    pages: HashSet<String>,
    /// Copies that got no answer.
    silent: u64,
}

impl SameKey {
    /// In every second round the server is killed while the copies are under way. Gives the failures.
    pub async fn run(&self, ground: &Ground) -> Result<u64> {
        let mut market = Market::open(
            ground,
            Size {
                shops: 5,
                products: 10,
            },
            "",
        )
        .await?;
        goods::stock_up(&market, Some(PIECES)).await?;
        market.serve().await?;
        let stalls = goods::stalls(&market).await?;
        let mut shopper = Shopper::new("r4", self.seed, LINES);
        let mut dice = Dice::new(self.seed);
        let mut failures = 0;
        for round in 0..self.rounds {
            let form = shopper.fill(&stalls).context("nothing is for sale")?;
            let copies = self.send(&market, &form);
            let mut heard = if round % 2 == 0 {
                copies.await
            } else {
                let copies = tokio::spawn(copies);
                tokio::time::sleep(Duration::from_millis(dice.below(60) as u64)).await;
                market.kill()?;
                market.serve().await?;
                // No answer is what a killed server gives.
                Heard {
                    silent: 0,
                    ..copies.await?
                }
            };
            // Whoever heard nothing asks again, and everybody hears of the same order.
            let again = self.send(&market, &form).await;
            failures += heard.silent + again.silent;
            heard.pages.extend(again.pages);
            heard
                .pages
                .insert(sent(&mut Client::new(market.addr), &form).await?);
            failures += u64::from(heard.pages.len() != 1);
            failures += u64::from(!is_refused(&market, &form).await?);
        }
        let books = Books::open(&market.url).await?;
        failures += (books.orders().await? - i64::from(self.rounds)).unsigned_abs();
        let faults = books.faults(PIECES, u32::try_from(LINES)?).await?;
        books.close().await?;
        Ok(failures + faults.count().unsigned_abs())
    }

    /// What the copies were told.
    fn send(&self, market: &Market, form: &Form) -> impl Future<Output = Heard> + use<> {
        let mut copies = JoinSet::new();
        for _ in 0..self.copies {
            let (mut client, body) = (Client::new(market.addr), form.body());
            copies.spawn(async move { client.post(&Form::address(), body).await });
        }
        async move {
            let mut heard = Heard::default();
            while let Some(answer) = copies.join_next().await {
                let Ok(Ok(answer)) = answer else {
                    heard.silent += 1;
                    continue;
                };
                let page = page_of(&answer).unwrap_or_else(|| answer.status.to_string());
                heard.pages.insert(page);
            }
            heard
        }
    }

    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let failures = self.run(ground).await?;
        let value = format!(
            "{failures} failures over {} orders, each sent {} times at once and again, in every second round with the \
             server killed in between, then with another body",
            self.rounds, self.copies
        );
        figures.tell(&format!("R4{}", ground.suffix()), &value, "0")?;
        ensure!(failures == 0, "R4 does not hold");
        Ok(())
    }
}

/// The same key with one piece more is another order, and the page says so.
async fn is_refused(market: &Market, form: &Form) -> Result<bool> {
    let mut other = form.clone();
    other.basket[0].1 += 1;
    let answer: Answer = Client::new(market.addr)
        .post(&Form::address(), other.body())
        .await?;
    let says = answer.text().contains("déjà été envoyée avec un autre contenu");
    Ok(answer.status == StatusCode::CONFLICT && says)
}
