//! Those who look and those who order. Each half minute begins with a burst of ten seconds: of 50 orders a second it makes 500,
//! and the calm behind it 100; in ten minutes 12,000 orders are sent.

use super::{Day, Deed};
use crate::{
    dice::Dice,
    goods::{Form, Shopper, TOWN, attribute},
    http::Client,
    load::{at, count, page_of},
    market::Market,
};
use anyhow::Result;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Phones over which orders come in; more than ever wait for an answer at once.
pub const SENDERS: u32 = 64;
/// Lines of an order.
pub const LINES: u32 = 3;
/// From one burst to the next.
const TIDE: Duration = Duration::from_secs(30);
/// How much of it the burst takes.
const FLOOD: Duration = Duration::from_secs(10);
/// Between two bursts comes one of so many orders a second.
const CALM: f64 = 10.0;
/// What shoppers look for.
const WORDS: [&str; 6] = [
    "confiture",
    "miel",
    "fromage de chevre",
    "pain",
    "savon",
    "tisane",
];

/// Where the town's page sends what is typed into its search, with the words to be put behind.
pub async fn search(market: &Market) -> Result<Option<Arc<str>>> {
    let page = Client::new(market.addr).get(&format!("/{TOWN}")).await?.text();
    let Some((_, form)) = page.split_once("role=\"search\"") else {
        println!("    search: the site has no search page yet");
        return Ok(None);
    };
    let form = form.split("</form>").next().unwrap_or_default();
    let tags = || form.split('<').filter_map(|piece| piece.split('>').next());
    let field = tags()
        .filter(|tag| tag.starts_with("input") && !tag.contains("hidden"))
        .find_map(|tag| attribute(tag, "name"));
    let address = tags().find_map(|tag| attribute(tag, "action"));
    Ok(field
        .zip(address)
        .map(|(field, address)| format!("{address}?{field}=").into()))
}

/// Looks at one page after the other; every eighth time the shopper searches.
pub async fn browse(day: Day, number: u32, look: f64) {
    let mut dice = Dice::new(u64::from(number));
    let mut client = Client::new(day.addr);
    let mut due = Instant::now() + Duration::from_secs_f64(look).mul_f64(share(&mut dice));
    while due < day.end {
        let since = at(due).await;
        let search = day.search.as_ref().filter(|_| dice.below(8) == 0);
        let (deed, page) = match search {
            Some(search) => {
                let words = dice.pick(&WORDS).copied().unwrap_or_default().replace(' ', "+");
                (Deed::Search, format!("{search}{words}"))
            }
            None => (Deed::Browse, dice.pick(&day.pages).cloned().unwrap_or_default()),
        };
        let wrong = match client.get(&page).await {
            Ok(answer) if answer.status.is_success() => None,
            Ok(answer) => Some(answer.status.to_string()),
            Err(error) => Some(format!("{error:#}")),
        };
        day.diary.note(deed, since, wrong);
        // From half to one and a half times as long, on average once.
        due = Instant::now() + Duration::from_secs_f64(look).mul_f64(0.5 + share(&mut dice));
    }
}

/// From 0 to 1.
fn share(dice: &mut Dice) -> f64 {
    count(dice.below(1_000) as u64) / 1_000.0
}

/// The orders of the day, on one clock that all phones share: when each is due, by its number.
#[derive(Clone)]
pub struct Tide {
    start: Instant,
    next: Arc<AtomicU64>,
    burst: f64,
}

impl Tide {
    /// Begins now, with a burst of so many orders a second.
    pub fn new(burst: f64) -> Self {
        Self {
            start: Instant::now(),
            next: Arc::default(),
            burst: burst.max(0.001),
        }
    }

    fn next(&self) -> Instant {
        self.start + self.due(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// From the day's beginning to the order of this number.
    fn due(&self, number: u64) -> Duration {
        let high = FLOOD.as_secs_f64();
        let low = TIDE.as_secs_f64() - high;
        let calm = self.burst / CALM;
        let (in_burst, in_tide) = (self.burst * high, self.burst * high + calm * low);
        let tides = (count(number) / in_tide).floor();
        let place = count(number) - tides * in_tide;
        let into = if place < in_burst {
            place / self.burst
        } else {
            high + (place - in_burst) / calm
        };
        TIDE.mul_f64(tides) + Duration::from_secs_f64(into)
    }
}

/// One of the phones over which the orders come: whichever is free takes the next.
pub async fn order(day: Day, number: u32, tide: Tide) {
    let mut shopper = Shopper::new(&format!("day{number}"), u64::from(number), LINES as usize);
    let mut client = Client::new(day.addr);
    loop {
        let due = tide.next();
        if due >= day.end {
            return;
        }
        let since = at(due).await;
        let Some(form) = shopper.fill(&day.stalls) else {
            return;
        };
        let wrong = match client.post(&Form::address(), form.body()).await {
            Ok(answer) if page_of(&answer).is_some() => None,
            Ok(answer) => Some(answer.status.to_string()),
            Err(error) => Some(format!("{error:#}")),
        };
        day.diary.note(Deed::Order, since, wrong);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_carries_all_its_orders() {
        let tide = Tide::new(50.0);
        let within = |from: u64, to: u64| {
            let due = (0..20_000).map(|number| tide.due(number));
            due.filter(|due| (Duration::from_secs(from)..Duration::from_secs(to)).contains(due))
                .count()
        };
        assert_eq!((within(0, 10), within(10, 30)), (500, 100));
        assert_eq!((within(300, 310), within(0, 600)), (500, 12_000));
    }
}
