//! Open Food Facts, or a copy of it nearer by: a catalogue of food by barcode that anybody may ask, made by volunteers
//! under the Open Database License. Off until an operator says where it is.
//!
//! Never in anybody's way: whoever asks gets an answer within [`PATIENCE`], and "not known now" for whatever goes
//! wrong. Each number is asked once and its answer kept for weeks.

mod allowance;
mod answer;
mod kept;

use crate::{db::Db, error::Failed};
use allowance::Allowance;
use answer::Answer;
use chrono::{DateTime, Utc};
use domain::catalogue::{Allergen, Described, Ean};
use reqwest::{Client, StatusCode, redirect};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// How long an answer may take, from the first byte sent to the last one heard.
pub const PATIENCE: Duration = Duration::from_secs(3);
/// Bytes of an answer: a hundred times what the fields below hold.
const MOST: usize = 128 * 1024;
/// All that is asked of a product.
const FIELDS: &str = "product_name,product_name_fr,quantity,brands,allergens_tags";
/// What Open Food Facts takes is 15 product reads a minute from one address; it answers 503 to more.
const A_MINUTE: u32 = 12;
/// What a copy of it is asked at most; its operator is ours.
const A_MINUTE_NEARBY: u32 = 60;

/// What is kept of an answer. Texts that were not told are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is called, in French when that was told.
    pub name: String,
    /// How much is in a piece, as in "400 g".
    pub quantity: String,
    /// The first of its brands.
    pub brand: String,
    /// Empty when there are none, and when not all of them were understood: half a list would be worse than none.
    pub allergens: Vec<Allergen>,
}

impl Facts {
    /// Whether a description was taken over from here: as a whole, or with another name.
    pub fn is_behind(&self, described: &Described) -> bool {
        let same = |ours: &str, theirs: &str| !ours.is_empty() && ours == theirs;
        same(&self.name, &described.name) || same(&self.brand, &described.brand)
    }
}

/// Somewhere to ask. Cheap to clone; clones share one allowance.
#[derive(Clone, Debug)]
pub struct FoodFacts {
    endpoint: Arc<str>,
    client: Client,
    patience: Duration,
    allowance: Arc<Mutex<Allowance>>,
}

impl FoodFacts {
    /// Asks at an address such as `https://world.openfoodfacts.org`. They want to know who asks: `contact` is where
    /// the operator can be written to.
    pub fn at(endpoint: &str, contact: &str) -> Result<Self, Failed> {
        // Taken already when this is the second client of the process: it is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let endpoint = endpoint.trim_end_matches('/');
        let host = endpoint.split("://").nth(1).unwrap_or_default();
        let host = host.split(['/', ':']).next().unwrap_or_default();
        let mut client = Client::builder()
            .user_agent(format!("Halle/{} ({contact})", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none());
        if ["localhost", "127.0.0.1"].contains(&host) {
            // A proxy of the house does not lead back to this machine.
            client = client.no_proxy();
        }
        let official = host == "openfoodfacts.org" || host.ends_with(".openfoodfacts.org");
        Ok(Self {
            endpoint: endpoint.into(),
            client: client.build().map_err(Failed::new)?,
            patience: PATIENCE,
            allowance: Arc::new(Mutex::new(Allowance::of(if official {
                A_MINUTE
            } else {
                A_MINUTE_NEARBY
            }))),
        })
    }

    /// The same with another patience.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// What is known of the goods under a number: what was kept, else what is answered now. None when nothing is
    /// known, or nothing for now. Fails only when our own database does.
    pub async fn about(&self, db: &Db, ean: &Ean, now: DateTime<Utc>) -> Result<Option<Facts>, Failed> {
        // A number that a shop gave itself means something else to everybody else.
        if ean.is_in_store() {
            return Ok(None);
        }
        let kept = kept::find(db.read(), ean).await?;
        if let Some(fresh) = kept.as_ref().filter(|kept| kept.is_fresh(now)) {
            return Ok(fresh.facts.clone());
        }
        match self.ask(ean, now).await {
            Ok(told) => {
                kept::keep(db, ean, told.as_ref(), now).await?;
                Ok(told)
            }
            Err(silence) => {
                tracing::warn!(%silence, "nothing heard from Open Food Facts");
                // What was true a month ago helps more than nothing.
                Ok(kept.and_then(|old| old.facts))
            }
        }
    }

    /// None: they know no such product.
    async fn ask(&self, ean: &Ean, now: DateTime<Utc>) -> Result<Option<Facts>, Silence> {
        if !self.allowance().take(now) {
            return Err(Silence::Ours);
        }
        let heard = tokio::time::timeout(self.patience, self.hear(ean)).await;
        let heard = heard.unwrap_or(Err(Silence::Slow));
        if let Err(Silence::Refused(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)) = heard
        {
            self.allowance().rest(now);
        }
        heard
    }

    async fn hear(&self, ean: &Ean) -> Result<Option<Facts>, Silence> {
        let address = format!("{}/api/v2/product/{ean}.json?fields={FIELDS}", self.endpoint);
        let mut response = self.client.get(address).send().await?;
        let status = response.status();
        // A product that they do not know is a 404 with their own words in it.
        if !status.is_success() && status != StatusCode::NOT_FOUND {
            return Err(Silence::Refused(status));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() > MOST {
                return Err(Silence::Unreadable);
            }
        }
        let answer: Answer = serde_json::from_slice(&body).map_err(|_| Silence::Unreadable)?;
        answer.facts()
    }

    fn allowance(&self) -> std::sync::MutexGuard<'_, Allowance> {
        self.allowance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What they once told about a number, however long ago: what was taken over from it stays theirs.
pub async fn told(db: &impl ConnectionTrait, ean: &Ean) -> Result<Option<Facts>, Failed> {
    Ok(kept::find(db, ean).await?.and_then(|kept| kept.facts))
}

/// Why nothing was heard; the operator's log says so, and nobody else is told.
#[derive(Debug, thiserror::Error)]
enum Silence {
    #[error("asked often enough for this minute")]
    Ours,
    #[error("no answer in time")]
    Slow,
    #[error("answered {0}")]
    Refused(StatusCode),
    #[error("an answer that is none")]
    Unreadable,
    #[error("{0}")]
    Unreached(String),
}

impl From<reqwest::Error> for Silence {
    fn from(error: reqwest::Error) -> Self {
        // What a merchant scans is nobody's business in a log.
        Self::Unreached(error.without_url().to_string())
    }
}
