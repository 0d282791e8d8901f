//! What this server counts by itself, in memory: of each thing that is limited, what everybody owes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::limits::{Limited, TooMany};
use moka::{ops::compute::Op, sync::Cache};
use services::secret;
use sha2::{Digest, Sha256};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Of so many at once. Those who were not heard of for longest are forgotten first.
const MOST: u64 = 200_000;
/// No allowance of those that are counted here takes longer to come back.
const FORGOTTEN: Duration = Duration::from_mins(15);

type Who = [u8; 16];

/// Counts in memory.
pub(super) struct Counter {
    owing: Cache<(Limited, Who), DateTime<Utc>>,
    /// With what people and addresses are hashed today: nothing else of them is kept.
    key: Mutex<(NaiveDate, [u8; 32])>,
}

impl Counter {
    pub(super) fn new(today: NaiveDate) -> Self {
        Self {
            owing: Cache::builder()
                .max_capacity(MOST)
                .time_to_idle(FORGOTTEN)
                .build(),
            key: Mutex::new((today, secret::key())),
        }
    }

    /// Takes one of what somebody is allowed.
    pub(super) fn take(&self, what: Limited, who: &[u8], now: DateTime<Utc>) -> Result<(), TooMany> {
        let mut refused = None;
        let hashed = self.hashed(who, now.date_naive());
        let taken = self.owing.entry((what, hashed)).and_compute_with(|known| {
            let owing = known.map(moka::Entry::into_value);
            match what.allowance().take(owing, now) {
                Ok(owing) => Op::Put(owing),
                Err(too_many) => {
                    refused = Some(too_many);
                    Op::Nop
                }
            }
        });
        drop(taken);
        refused.map_or(Ok(()), Err)
    }

    fn hashed(&self, who: &[u8], today: NaiveDate) -> Who {
        let mut key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if key.0 != today {
            *key = (today, secret::key());
        }
        let hash = Sha256::new().chain_update(key.1).chain_update(who).finalize();
        let mut short = Who::default();
        short.copy_from_slice(&hash[..16]);
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn each_has_an_allowance_of_their_own() {
        let counter = Counter::new(noon().date_naive());
        let most = Limited::Order.allowance().most();
        for _ in 0..most {
            counter.take(Limited::Order, b"one", noon()).unwrap();
        }
        assert!(counter.take(Limited::Order, b"one", noon()).is_err());
        counter.take(Limited::Order, b"other", noon()).unwrap();
        counter.take(Limited::Search, b"one", noon()).unwrap();
    }

    #[test]
    fn of_many_at_once_no_more_pass_than_are_allowed() {
        let counter = Counter::new(noon().date_naive());
        let passed: u32 = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        let passes = |_: &u32| counter.take(Limited::Order, b"one", noon()).is_ok();
                        u32::try_from((0..100).filter(passes).count()).unwrap()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(passed, Limited::Order.allowance().most());
    }

    #[test]
    fn the_key_turns_with_the_day() {
        let counter = Counter::new(noon().date_naive());
        let today = counter.hashed(b"one", noon().date_naive());
        assert_eq!(today, counter.hashed(b"one", noon().date_naive()));
        assert_ne!(
            today,
            counter.hashed(b"one", noon().date_naive().succ_opt().unwrap())
        );
    }
}
