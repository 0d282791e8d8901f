//! R3: two hundred buyers reach for the last piece, or for the last place of a slot, at the same instant.

use crate::{
    books::Books,
    figures::Figures,
    goods::{self, Form, Stall},
    http::{Answer, Client},
    load::page_of,
    market::{Ground, Market, Size},
};
use anyhow::{Context, Result, bail};
use http::StatusCode;
use std::sync::Arc;
use tokio::{sync::Barrier, task::JoinSet};

/// What is the last of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Thing {
    Piece,
    Place,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Last {
    /// The last piece of a product, or the last place of a slot.
    #[arg(value_enum)]
    pub thing: Thing,
    #[arg(long, default_value_t = 100)]
    pub rounds: u32,
    /// Who reach for it at once.
    #[arg(long, default_value_t = 200)]
    pub buyers: usize,
}

#[derive(Debug, Default)]
struct Found {
    /// Rounds with another number of winners than one.
    rounds: u32,
    /// Losers whose page was not clear, or who got something else.
    unclear: u64,
    /// Rounds after which the database holds something else than one.
    books: u32,
}

impl Last {
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let mut market = Market::open(
            ground,
            Size {
                shops: self.rounds.div_ceil(10),
                products: 10,
            },
            "",
        )
        .await?;
        goods::stock_up(&market, None).await?;
        let books = Books::open(&market.url).await?;
        if self.thing == Thing::Place {
            books.change("UPDATE shops SET slot_capacity = 1").await?;
        }
        market.serve().await?;
        let mut stalls = goods::stalls(&market).await?;
        let mut found = Found::default();
        let mut losers = 0;
        for round in 0..self.rounds {
            let form = self.prepare(&books, &mut stalls, round).await?;
            let answers = self.reach(&market, &form, round).await?;
            losers += self.judge(&answers, &mut found);
            if self.sold(&books, &form).await? != 1 {
                found.books += 1;
            }
        }
        books.close().await?;
        self.say(ground, figures, &found, losers)
    }

    /// One is left: a piece of a product nobody had yet, or the place of a slot nobody had yet.
    async fn prepare(&self, books: &Books, stalls: &mut [Stall], round: u32) -> Result<Form> {
        let many = stalls.len();
        let at = usize::try_from(round)? % many;
        let stall = &mut stalls[at];
        let window = match self.thing {
            Thing::Piece => stall.windows.first().cloned(),
            Thing::Place => stall.windows.pop(),
        };
        let taken = usize::try_from(round)? / many % stall.products.len();
        let (product, _) = stall.products[taken];
        if self.thing == Thing::Piece {
            let id = literal(books, product);
            books
                .change(&format!(
                    "UPDATE products SET stock_kind = 'pieces', stock_count = 1 WHERE id = {id}"
                ))
                .await?;
        }
        Ok(Form {
            key: String::new(),
            basket: vec![(product, 1)],
            windows: vec![(
                stall.id,
                window.context("there are not enough slots for so many rounds")?,
            )],
            name: "Jeanne Martin".to_owned(),
        })
    }

    /// All send at the same instant, over connections that stand already.
    async fn reach(&self, market: &Market, form: &Form, round: u32) -> Result<Vec<Answer>> {
        let ready = Arc::new(Barrier::new(self.buyers));
        let mut buyers = JoinSet::new();
        for buyer in 0..self.buyers {
            let (ready, mut client) = (ready.clone(), Client::new(market.addr));
            let form = Form {
                key: format!("r3n{round}b{buyer}"),
                ..form.clone()
            };
            buyers.spawn(async move {
                let connected = client.connect().await;
                ready.wait().await;
                connected?;
                client.post(&Form::address(), form.body()).await
            });
        }
        let mut answers = Vec::with_capacity(self.buyers);
        while let Some(answer) = buyers.join_next().await {
            answers.push(answer??);
        }
        Ok(answers)
    }

    /// Counts who lost.
    fn judge(&self, answers: &[Answer], found: &mut Found) -> u64 {
        let winners = answers.iter().filter(|answer| page_of(answer).is_some()).count();
        if winners != 1 {
            found.rounds += 1;
        }
        let mut losers = 0;
        for answer in answers.iter().filter(|answer| page_of(answer).is_none()) {
            losers += 1;
            if !self.is_clear(answer) {
                found.unclear += 1;
            }
        }
        losers
    }

    fn is_clear(&self, answer: &Answer) -> bool {
        let words: &[&str] = match self.thing {
            Thing::Piece => &["il n’y en a plus"],
            Thing::Place => &["n’est plus possible", "complet"],
        };
        let page = answer.text();
        answer.status == StatusCode::CONFLICT && words.iter().any(|words| page.contains(words))
    }

    /// How many got it, by the books; the stock must say the same.
    async fn sold(&self, books: &Books, form: &Form) -> Result<i64> {
        let (product, shop) = (
            literal(books, form.basket[0].0),
            literal(books, form.windows[0].0),
        );
        match self.thing {
            Thing::Piece => {
                let sold = books
                    .number(&format!(
                        "SELECT sum(quantity) FROM order_lines WHERE product_id = {product}"
                    ))
                    .await?;
                let left = books
                    .number(&format!(
                        "SELECT CAST(stock_count AS BIGINT) FROM products WHERE id = {product}"
                    ))
                    .await?;
                Ok(if left == 0 { sold } else { -1 })
            }
            Thing::Place => {
                // A window is named by its two instants, as "1795852800-1795856400".
                let window = &form.windows[0].1;
                let (_, to) = window.split_once('-').context("no window has that name")?;
                let ends = if books.is_sqlite() {
                    format!("CAST(strftime('%s', pickup_to) AS INTEGER) = {to}")
                } else {
                    format!("extract(epoch FROM pickup_to) = {to}")
                };
                books
                    .number(&format!(
                        "SELECT count(*) FROM order_parts WHERE shop_id = {shop} AND {ends}"
                    ))
                    .await
            }
        }
    }

    fn say(&self, ground: &Ground, figures: &Figures, found: &Found, losers: u64) -> Result<()> {
        let failures = u64::from(found.rounds + found.books) + found.unclear;
        let (id, what) = match self.thing {
            Thing::Piece => ("R3, piece", "last piece"),
            Thing::Place => ("R3, place", "last place of a slot"),
        };
        let value = format!(
            "{failures} failures over {} rounds of {} buyers at once for the {what}: {} rounds without exactly one \
             winner, {} whose books say otherwise, {} of {losers} losers without a clear page",
            self.rounds, self.buyers, found.rounds, found.books, found.unclear
        );
        figures.tell(&format!("{id}{}", ground.suffix()), &value, "0")?;
        if failures > 0 {
            bail!("R3 does not hold");
        }
        Ok(())
    }
}

/// An id as the engine writes it.
fn literal(books: &Books, id: uuid::Uuid) -> String {
    if books.is_sqlite() {
        format!("X'{}'", id.simple())
    } else {
        format!("'{id}'")
    }
}
