//! Those who look and those who order.

use super::{Day, Deed};
use crate::{
    dice::Dice,
    goods::{Form, Shopper, TOWN, attribute},
    http::Client,
    load::{at, gap, page_of},
    market::Market,
};
use anyhow::Result;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Phones over which orders come in; more than ever wait for an answer at once.
pub const SENDERS: u32 = 64;
/// Lines of an order.
pub const LINES: u32 = 3;
/// A burst takes the first third of every half minute; between two bursts a tenth of its orders comes.
const TIDE: Duration = Duration::from_secs(30);
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
    crate::load::count(dice.below(1_000) as u64) / 1_000.0
}

/// One phone's share of the orders: all phones together make the tide.
pub async fn order(day: Day, number: u32, burst: f64) {
    let mut shopper = Shopper::new(&format!("day{number}"), u64::from(number), LINES as usize);
    let mut client = Client::new(day.addr);
    let (start, mut due) = (Instant::now(), Instant::now());
    let own = gap(burst / f64::from(SENDERS));
    due += own.mul_f64(f64::from(number) / f64::from(SENDERS));
    while due < day.end {
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
        let into = due.duration_since(start).as_secs_f64() % TIDE.as_secs_f64();
        due += if into < TIDE.as_secs_f64() / 3.0 {
            own
        } else {
            own * 10
        };
    }
}
