//! Shoppers who send orders: as fast as they are answered, or at a pace that does not wait for answers.

use crate::{
    goods::{Form, Shopper, Stall},
    http::{Answer, Client},
    times::Times,
};
use anyhow::Result;
use http::StatusCode;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// What became of the orders that were sent.
#[derive(Debug, Default)]
pub struct Tally {
    /// Answered with their page.
    pub acknowledged: Vec<(Form, String)>,
    /// Sent, and the answer never came: nobody knows.
    pub unknown: Vec<Form>,
    /// Answered with something else, by status.
    pub refused: BTreeMap<u16, u64>,
    /// From when each was due to its answer.
    pub times: Times,
}

impl Tally {
    pub fn join(&mut self, other: Self) {
        self.acknowledged.extend(other.acknowledged);
        self.unknown.extend(other.unknown);
        for (status, count) in other.refused {
            *self.refused.entry(status).or_default() += count;
        }
        self.times.join(&other.times);
    }

    /// Answers that were no acknowledgement, and answers that never came.
    pub fn failures(&self) -> u64 {
        self.refused.values().sum::<u64>() + u64::try_from(self.unknown.len()).unwrap_or(u64::MAX)
    }

    pub fn take(&mut self, form: Form, answer: Result<Answer>, since: Instant) {
        match answer {
            Ok(answer) => match page_of(&answer) {
                Some(page) => {
                    self.times.add(since.elapsed());
                    self.acknowledged.push((form, page));
                }
                None => *self.refused.entry(answer.status.as_u16()).or_default() += 1,
            },
            Err(_) => self.unknown.push(form),
        }
    }
}

/// The key of the order's page to which an answer leads.
pub fn page_of(answer: &Answer) -> Option<String> {
    let page = answer.location.as_ref()?.strip_prefix("/commande/")?;
    (answer.status == StatusCode::SEE_OTHER).then(|| page.to_owned())
}

/// Who sends, what, and how.
#[derive(Clone)]
pub struct Crowd {
    pub addr: SocketAddr,
    pub stalls: Arc<Vec<Stall>>,
    pub clients: usize,
    pub lines: usize,
    /// Begins all keys: no two crowds in front of one market may share it.
    pub name: String,
    pub seed: u64,
}

impl Crowd {
    fn shopper(&self, number: usize) -> Shopper {
        let seed = self.seed.wrapping_mul(1_000_003).wrapping_add(number as u64);
        Shopper::new(&format!("{}c{number}", self.name), seed, self.lines)
    }

    /// Every client sends its next order once the last one is answered, until `stop`, or until nobody answers.
    pub async fn rush(&self, stop: Arc<AtomicBool>) -> Tally {
        let mut clients = JoinSet::new();
        for number in 0..self.clients {
            let (mut shopper, stalls, stop) = (self.shopper(number), self.stalls.clone(), stop.clone());
            let mut client = Client::new(self.addr);
            clients.spawn(async move {
                let mut tally = Tally::default();
                if client.connect().await.is_err() {
                    return tally;
                }
                while !stop.load(Ordering::Relaxed) {
                    let Some(form) = shopper.fill(&stalls) else { break };
                    let since = Instant::now();
                    let answer = client.post(&Form::address(), form.body()).await;
                    let is_over = answer.is_err();
                    tally.take(form, answer, since);
                    if is_over {
                        break;
                    }
                }
                tally
            });
        }
        joined(clients).await
    }

    /// The same for so long.
    pub async fn rush_for(&self, long: Duration) -> Tally {
        let stop = Arc::new(AtomicBool::new(false));
        let (tally, ()) = tokio::join!(self.rush(stop.clone()), async {
            tokio::time::sleep(long).await;
            stop.store(true, Ordering::Relaxed);
        });
        tally
    }

    /// Orders come at an even pace, however long answers take; an order's time begins when it was due.
    pub async fn pace(&self, a_second: f64, long: Duration) -> Tally {
        let (start, next) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let mut clients = JoinSet::new();
        for number in 0..self.clients {
            let (mut shopper, stalls, next) = (self.shopper(number), self.stalls.clone(), next.clone());
            let mut client = Client::new(self.addr);
            clients.spawn(async move {
                let mut tally = Tally::default();
                loop {
                    let due = start + gap(a_second).mul_f64(count(next.fetch_add(1, Ordering::Relaxed)));
                    if due.duration_since(start) > long {
                        return tally;
                    }
                    let Some(form) = shopper.fill(&stalls) else { return tally };
                    tokio::time::sleep_until(due.into()).await;
                    let answer = client.post(&Form::address(), form.body()).await;
                    tally.take(form, answer, due);
                }
            });
        }
        joined(clients).await
    }
}

async fn joined(mut clients: JoinSet<Tally>) -> Tally {
    let mut all = Tally::default();
    while let Some(tally) = clients.join_next().await {
        all.join(tally.unwrap_or_default());
    }
    all
}

/// Between two of so many a second.
pub fn gap(a_second: f64) -> Duration {
    Duration::from_secs_f64(1.0 / a_second.max(0.001))
}

/// A count to reckon with.
#[expect(clippy::cast_precision_loss, reason = "counts of a battery are small")]
pub fn count(number: u64) -> f64 {
    number as f64
}

/// Pages that are asked for at an even pace, however long answers take; gives their times and how many failed.
pub async fn browse(
    addr: SocketAddr,
    pages: Arc<Vec<String>>,
    a_second: f64,
    long: Duration,
) -> (Times, u64) {
    const READERS: usize = 16;
    let (start, next) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let mut readers = JoinSet::new();
    for _ in 0..READERS {
        let (pages, next) = (pages.clone(), next.clone());
        let mut client = Client::new(addr);
        readers.spawn(async move {
            let (mut times, mut failed) = (Times::default(), 0);
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let due = start + gap(a_second).mul_f64(count(number));
                if due.duration_since(start) > long {
                    return (times, failed);
                }
                let page = &pages[usize::try_from(number).unwrap_or_default() % pages.len()];
                tokio::time::sleep_until(due.into()).await;
                let answer = client.get(page).await;
                if answer.is_ok_and(|answer| answer.status.is_success()) {
                    times.add(due.elapsed());
                } else {
                    failed += 1;
                }
            }
        });
    }
    let (mut all, mut failed) = (Times::default(), 0);
    while let Some(done) = readers.join_next().await {
        let (times, wrong) = done.unwrap_or((Times::default(), 1));
        all.join(&times);
        failed += wrong;
    }
    (all, failed)
}
