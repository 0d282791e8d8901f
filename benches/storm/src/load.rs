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

/// Statuses from here on say that the server failed.
const FAILED: u16 = 500;

/// What became of the orders that were sent.
#[derive(Debug, Default)]
pub struct Tally {
    /// Answered with their page.
    pub acknowledged: Vec<(Form, String)>,
    /// Sent, and answered by nobody, or by a server that had failed: it may stand or not.
    pub unknown: Vec<Form>,
    /// Answers that were no acknowledgement, by status.
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
        let refused = self.refused.iter().filter(|(status, _)| **status < FAILED);
        refused.map(|(_, count)| count).sum::<u64>() + self.unknown.len() as u64
    }

    pub fn take(&mut self, form: Form, answer: Result<Answer>, since: Instant) {
        match answer {
            Ok(answer) => {
                if let Some(page) = page_of(&answer) {
                    self.times.add(since.elapsed());
                    self.acknowledged.push((form, page));
                    return;
                }
                let status = answer.status.as_u16();
                *self.refused.entry(status).or_default() += 1;
                if status >= FAILED {
                    self.unknown.push(form);
                }
            }
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
                    let Some(form) = shopper.fill(&stalls) else {
                        return tally;
                    };
                    let since = at(due).await;
                    let answer = client.post(&Form::address(), form.body()).await;
                    tally.take(form, answer, since);
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

/// Waits until something is due; gives when its time begins. Whoever comes late waited for the market, and that counts;
/// whoever was early and is woken a little late by the clock did not.
pub async fn at(due: Instant) -> Instant {
    if due <= Instant::now() {
        return due;
    }
    tokio::time::sleep_until(due.into()).await;
    Instant::now()
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
                let since = at(due).await;
                let answer = client.get(page).await;
                if answer.is_ok_and(|answer| answer.status.is_success()) {
                    times.add(since.elapsed());
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
