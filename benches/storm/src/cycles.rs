//! One blow after the other under orders: who was told "your order stands" must find it afterwards, once.

use crate::{
    books::{Books, Faults},
    goods::Form,
    http::Client,
    load::{Crowd, Tally, page_of},
    market::Market,
    times::Times,
};
use anyhow::{Result, ensure};
use std::{
    collections::HashMap,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

/// Acknowledged orders that are sent again after each blow.
const AGAIN: usize = 10;

/// What was found over all blows.
#[derive(Debug, Default)]
pub struct Findings {
    pub blows: u32,
    pub acknowledged: u64,
    /// Sent when the blow fell, and sent again afterwards.
    pub in_flight: u64,
    pub lost: u64,
    pub doubled: u64,
    /// Of the last look into the books; a fault stays, so it is seen there.
    pub faults: Faults,
    /// From the start of the program to the town's first page.
    pub starts: Times,
}

impl Findings {
    /// Of all that must not be.
    pub fn failures(&self) -> u64 {
        self.lost + self.doubled + self.faults.count().unsigned_abs()
    }
}

/// A market under blows.
pub struct Blows<'a> {
    pub market: &'a mut Market,
    pub crowd: Crowd,
    /// Of every product, in the beginning.
    pub pieces: u32,
    known: HashMap<String, String>,
    pub findings: Findings,
}

impl<'a> Blows<'a> {
    pub fn new(market: &'a mut Market, crowd: Crowd, pieces: u32) -> Self {
        Self {
            market,
            crowd,
            pieces,
            known: HashMap::new(),
            findings: Findings::default(),
        }
    }

    /// Orders pour in, `strike` stops the server `after` so long, and it starts again.
    pub async fn fall(
        &mut self,
        after: Duration,
        strike: impl FnOnce(&mut Market) -> Result<()>,
    ) -> Result<()> {
        self.findings.blows += 1;
        let crowd = Crowd {
            name: format!("{}b{}", self.crowd.name, self.findings.blows),
            seed: self.crowd.seed + u64::from(self.findings.blows),
            ..self.crowd.clone()
        };
        let rush = tokio::spawn(async move { crowd.rush(Arc::new(AtomicBool::new(false))).await });
        tokio::time::sleep(after).await;
        strike(self.market)?;
        let tally = rush.await?;
        self.findings.starts.add(self.market.serve().await?);
        self.settle(tally).await
    }

    async fn settle(&mut self, tally: Tally) -> Result<()> {
        let books = Books::open(&self.market.url).await?;
        self.look_for_lost(&books, &tally).await?;
        self.send_again(tally).await?;
        let expected = i64::try_from(self.known.len())?;
        let more = books.orders().await? - expected;
        self.findings.doubled += more.unsigned_abs();
        self.findings.faults = books
            .faults(self.pieces, u32::try_from(self.crowd.lines)?)
            .await?;
        books.close().await
    }

    /// Before anything is sent again: that would bring a lost order back.
    async fn look_for_lost(&mut self, books: &Books, tally: &Tally) -> Result<()> {
        let keys: Vec<String> = tally
            .acknowledged
            .iter()
            .map(|(form, _)| form.key.clone())
            .collect();
        let found = books.pages(&keys).await?;
        for (form, page) in &tally.acknowledged {
            self.findings.acknowledged += 1;
            match found.get(&form.key) {
                None => self.findings.lost += 1,
                Some(other) if other != page => self.findings.doubled += 1,
                Some(_) => drop(self.known.insert(form.key.clone(), page.clone())),
            }
        }
        Ok(())
    }

    /// As phones do that heard nothing, or whose owner is not sure.
    async fn send_again(&mut self, tally: Tally) -> Result<()> {
        let mut client = Client::new(self.market.addr);
        self.findings.in_flight += tally.unknown.len() as u64;
        for form in tally.unknown {
            let page = sent(&mut client, &form).await?;
            self.known.insert(form.key, page);
        }
        for (form, page) in tally.acknowledged.into_iter().take(AGAIN) {
            if self.known.contains_key(&form.key) && sent(&mut client, &form).await? != page {
                self.findings.doubled += 1;
            }
        }
        Ok(())
    }
}

/// The page of an order that must be taken.
pub async fn sent(client: &mut Client, form: &Form) -> Result<String> {
    let answer = client.post(&Form::address(), form.body()).await?;
    let page = page_of(&answer);
    ensure!(
        page.is_some(),
        "an order was answered {}: {}",
        answer.status,
        answer.text()
    );
    Ok(page.unwrap_or_default())
}
