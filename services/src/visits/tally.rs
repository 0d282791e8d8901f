use crate::{db::Db, error::Failed};
use chrono::{DateTime, Utc};
use domain::visits::{CameBy, Figures};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// A page by the segments of its address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seen {
    /// The town's slug.
    pub town: String,
    /// The shop's; none on the town's page.
    pub shop: Option<String>,
    /// The product's; none on the shop's page.
    pub product: Option<String>,
}

/// Pages that wait to be written. Who makes up addresses fills no memory with them.
const MOST: usize = 50_000;

/// What was counted and not written yet. Cheap to clone; clones count together.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Mutex<HashMap<Seen, Figures>>>);

impl Tally {
    /// Counts one view of a page that was there.
    pub fn count(&self, seen: Seen, came_by: Option<CameBy>) {
        self.add(seen, Figures::one_view(came_by));
    }

    /// Adds what was counted to the sums of the day that it is in each town. When that fails, it is counted still.
    pub async fn flush(&self, db: &Db, now: DateTime<Utc>) -> Result<(), Failed> {
        let counted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if counted.is_empty() {
            return Ok(());
        }
        let written = super::write(db, &counted, now).await;
        if written.is_err() {
            for (seen, figures) in counted {
                self.add(seen, figures);
            }
        }
        written
    }

    fn add(&self, seen: Seen, figures: Figures) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() < MOST || counted.contains_key(&seen) {
            *counted.entry(seen).or_default() += figures;
        }
    }
}
