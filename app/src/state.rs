//! What every page and server function may reach.

use crate::law::Operator;
use chrono::{DateTime, Utc};
use services::{
    accounts::proof::SealKey, clock::Clock, db::Db, food_facts::FoodFacts, live::Live,
    notifications::Postbox, photos::Photos,
};
use std::{pin::Pin, sync::Arc};

/// The house's rooms, shared by all requests. Cheap to clone.
#[derive(Clone)]
pub struct House {
    /// Where everything is kept.
    pub db: Db,
    /// Where pictures are kept.
    pub photos: Photos,
    /// Who is asked about barcodes that no shop knows; nobody unless the operator said so.
    pub food_facts: Option<FoodFacts>,
    /// Tells open screens that something changed.
    pub live: Live,
    /// What the postman is told, and the key with which devices subscribe.
    pub postbox: Postbox,
    /// What time it is.
    pub clock: Clock,
    /// How people reach this instance, without a slash at the end: `https://halle.example`.
    pub base_url: Arc<str>,
    /// What makes officials' secrets.
    pub seal: SealKey,
    /// Changes with every build, so that yesterday's styles are never mixed with today's pages.
    pub version: Arc<str>,
    /// Which of the site's scripts wakes the counter's pages; shoppers get a smaller one.
    pub counter_script: Arc<str>,
    /// Which one wakes the town hall's.
    pub hall_script: Arc<str>,
    /// What the operator and the build decided about the looks of pages.
    pub look: Look,
    /// Who runs it.
    pub operator: Arc<Operator>,
    /// On what it runs.
    pub machine: Machine,
}

/// The machine below, as far as whoever runs the instance wants to know of it.
#[derive(Clone, Default)]
pub struct Machine(Option<Arc<dyn Fn(DateTime<Utc>) -> Saying + Send + Sync>>);

type Saying = Pin<Box<dyn Future<Output = MachineSays> + Send>>;

impl Machine {
    /// One that is asked so; it may take a disk's time, or a bucket's.
    pub fn asked<F>(ask: impl Fn(DateTime<Utc>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = MachineSays> + Send + 'static,
    {
        Self(Some(Arc::new(move |now| Box::pin(ask(now)))))
    }

    /// What it says now.
    pub async fn says(&self, now: DateTime<Utc>) -> MachineSays {
        match &self.0 {
            Some(ask) => ask(now).await,
            None => MachineSays::default(),
        }
    }
}

/// What a machine says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MachineSays {
    /// Whether the market could be set up again.
    pub backups: Backups,
    /// Bytes that are free beside the data; none: it does not say.
    pub free: Option<u64>,
}

/// How it stands with the copies of the market.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backups {
    /// Nobody takes any.
    #[default]
    Nobody,
    /// There is none yet, or their folder cannot be read.
    None,
    /// When the last one was taken.
    Last(DateTime<Utc>),
    /// The same; one should have been taken since.
    Late(DateTime<Utc>),
}

/// What the operator and the build decided about the looks of pages.
#[derive(Clone, Debug)]
pub struct Look {
    /// The market's style sheet, without its ending; all other pages have the whole one.
    pub market_style: Arc<str>,
    /// What lies under the shops of a town's plan; none: we draw it.
    pub tiles: Option<Tiles>,
    /// Whether `/design` shows the parts of the pages.
    pub shows_design: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            market_style: WHOLE_STYLE.into(),
            tiles: None,
            shows_design: false,
        }
    }
}

/// The style sheet with everything in it, without its ending.
pub const WHOLE_STYLE: &str = "halle";

/// A source of map tiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiles {
    /// The address of a tile, with `{z}`, `{x}` and `{y}` in it.
    pub template: Arc<str>,
    /// The part of it that a page's policy names: `https://tiles.example`.
    pub origin: Arc<str>,
    /// To be shown beside them.
    pub credit: Arc<str>,
}

impl House {
    /// The house of the request that is being answered.
    pub fn here() -> Self {
        leptos::prelude::expect_context()
    }

    /// An address that also works outside of this site: in a QR, on paper, in a message.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
