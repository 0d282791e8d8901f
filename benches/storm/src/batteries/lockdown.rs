//! The lockdown day: one town, two hundred shops, twenty thousand products, five thousand shoppers who browse, bursts of
//! orders, and merchants who put products with photos on sale at the same time.

mod merchants;
mod shoppers;

use crate::{
    books::Books,
    figures::Figures,
    goods::{self, Stall},
    market::{Ground, Market, Size},
    times::{Times, ms},
};
use anyhow::{Result, ensure};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

#[derive(Clone, Debug, clap::Args)]
pub struct Lockdown {
    #[arg(long, default_value_t = 10.0)]
    pub minutes: f64,
    #[arg(long, default_value_t = 200)]
    pub shops: u32,
    /// In all of them, but for what the merchants add.
    #[arg(long, default_value_t = 20_000)]
    pub products: u32,
    #[arg(long, default_value_t = 5_000)]
    pub shoppers: u32,
    /// Seconds that a shopper looks at a page, on average.
    #[arg(long, default_value_t = 20.0)]
    pub look: f64,
    /// Orders a second in a burst.
    #[arg(long, default_value_t = 50.0)]
    pub burst: f64,
    /// Merchants with a phone in their hand.
    #[arg(long, default_value_t = 10)]
    pub merchants: u32,
    /// A folder of photographs; without it they are drawn.
    #[arg(long)]
    pub photos: Option<PathBuf>,
}

/// Of each product in the shops that count: more than a day sells.
const PIECES: u32 = 100_000;

/// What people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Browse,
    Search,
    Order,
    Inbox,
    Listing,
}

impl Deed {
    const ALL: [(Self, &str); 5] = [
        (Self::Browse, "browse"),
        (Self::Search, "search"),
        (Self::Order, "order"),
        (Self::Inbox, "inbox"),
        (Self::Listing, "product with photo on sale"),
    ];
}

/// What everybody tells when it is over.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    times: BTreeMap<Deed, Times>,
    wrong: BTreeMap<String, u64>,
}

impl Diary {
    /// A deed that was due then is done, or what came instead.
    fn note(&self, deed: Deed, since: Instant, wrong: Option<String>) {
        let Ok(mut told) = self.0.lock() else { return };
        match wrong {
            None => told.times.entry(deed).or_default().add(since.elapsed()),
            Some(wrong) => *told.wrong.entry(format!("{deed:?}: {wrong}")).or_default() += 1,
        }
    }
}

/// What all people of the town share.
#[derive(Clone)]
struct Day {
    addr: SocketAddr,
    stalls: Arc<Vec<Stall>>,
    pages: Arc<Vec<String>>,
    /// Address of the search up to the words; none while the site has no search.
    search: Option<Arc<str>>,
    diary: Diary,
    end: Instant,
}

impl Lockdown {
    pub async fn tell(&self, ground: &Ground, figures: &Figures) -> Result<()> {
        let shops = self.shops.saturating_sub(self.merchants).max(1);
        let size = Size {
            shops,
            products: self.products.div_ceil(shops),
        };
        let mut market = Market::open(ground, size, "").await?;
        goods::stock_up(&market, None).await?;
        goods::count_every_other(&market, PIECES).await?;
        let links = merchants::links(&market, self.merchants)?;
        market.serve().await?;
        let pictures = Arc::new(merchants::pictures(self.photos.as_deref())?);
        let counters = merchants::open(&market, links).await?;
        let stalls = Arc::new(goods::stalls(&market).await?);
        let day = Day {
            addr: market.addr,
            pages: Arc::new(super::orders::pages(&stalls)),
            stalls,
            search: shoppers::search(&market).await?,
            diary: Diary::default(),
            end: Instant::now() + Duration::from_secs_f64(self.minutes * 60.0),
        };
        let mut people = JoinSet::new();
        for number in 0..self.shoppers {
            people.spawn(shoppers::browse(day.clone(), number, self.look));
        }
        let tide = shoppers::Tide::new(self.burst);
        for number in 0..shoppers::SENDERS {
            people.spawn(shoppers::order(day.clone(), number, tide.clone()));
        }
        for (number, counter) in counters.into_iter().enumerate() {
            people.spawn(merchants::work(day.clone(), number, counter, pictures.clone()));
        }
        let (mut memory, mut look) = (0, tokio::time::interval(Duration::from_secs(5)));
        loop {
            tokio::select! {
                done = people.join_next() => match done {
                    Some(done) => done?,
                    None => break,
                },
                _ = look.tick() => memory = memory.max(market.memory().unwrap_or_default()),
            }
        }
        let books = Books::open(&market.url).await?;
        let orders = books.orders().await?;
        let faults = books.faults(PIECES, shoppers::LINES).await?;
        books.close().await?;
        let wrong = self.say(ground, figures, &day, orders, memory)?;
        ensure!(faults.count() == 0, "the books do not add up: {faults:?}");
        ensure!(wrong == 0, "{wrong} errors");
        Ok(())
    }

    /// Writes the figure; how many errors there were.
    fn say(&self, ground: &Ground, figures: &Figures, day: &Day, orders: i64, memory: u64) -> Result<u64> {
        let told = std::mem::take(
            &mut *day
                .diary
                .0
                .lock()
                .map_err(|_| anyhow::anyhow!("the diary is torn"))?,
        );
        let mut values = Vec::new();
        for (deed, words) in Deed::ALL {
            let times = told.times.get(&deed).cloned().unwrap_or_default();
            if deed == Deed::Search && day.search.is_none() {
                values.push("search not measured: the site has no search page yet".to_owned());
                continue;
            }
            values.push(format!(
                "{words} p50 {} ms, p99 {} ms ({})",
                ms(times.median()),
                ms(times.p99()),
                times.count()
            ));
        }
        let wrong: u64 = told.wrong.values().sum();
        for (what, count) in &told.wrong {
            println!("    {count} × {what}");
        }
        let value = format!(
            "{wrong} errors in {} minutes; {}; {orders} orders stand; at most {} MB of memory; {} shops, {} products, {} \
             shoppers, bursts of {} orders a second, {} merchants with photos",
            self.minutes,
            values.join("; "),
            memory / 1024,
            self.shops,
            self.products,
            self.shoppers,
            self.burst,
            self.merchants
        );
        figures.tell(&format!("Lockdown day{}", ground.suffix()), &value, "0 errors")?;
        Ok(wrong)
    }
}
