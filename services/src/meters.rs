//! What is counted while the market runs. Counting is an addition or two: nothing is locked, nothing is allocated.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

/// Up to how long something took that is counted in each bucket of [`Durations`]; one more bucket holds the rest.
pub const BOUNDS: [Duration; 15] = [
    Duration::from_micros(100),
    Duration::from_micros(500),
    Duration::from_millis(1),
    Duration::from_micros(2_500),
    Duration::from_millis(5),
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_millis(2_500),
    Duration::from_secs(5),
    Duration::from_secs(10),
];

/// How long things took: how often up to each bound, and all together.
#[derive(Debug, Default)]
pub struct Durations {
    counts: [AtomicU64; BOUNDS.len() + 1],
    nanoseconds: AtomicU64,
}

/// [`Durations`] as they are at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many in each bucket.
    pub counts: [u64; BOUNDS.len() + 1],
    /// All together.
    pub sum: Duration,
}

impl Durations {
    /// Counts one.
    pub fn note(&self, took: Duration) {
        let bucket = BOUNDS.partition_point(|bound| *bound < took);
        self.counts[bucket].fetch_add(1, Relaxed);
        let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Relaxed);
    }

    /// What was counted so far.
    pub fn taken(&self) -> Taken {
        Taken {
            counts: std::array::from_fn(|bucket| self.counts[bucket].load(Relaxed)),
            sum: Duration::from_nanos(self.nanoseconds.load(Relaxed)),
        }
    }
}

impl Taken {
    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// How many wait for something just now. Cheap to clone; clones are the same queue.
#[derive(Clone, Debug, Default)]
pub struct Queue(Arc<AtomicUsize>);

impl Queue {
    /// One more waits, until the answer is dropped.
    pub(crate) fn stand(&self) -> Standing {
        self.0.fetch_add(1, Relaxed);
        Standing(self.clone())
    }

    /// How many.
    pub fn length(&self) -> usize {
        self.0.load(Relaxed)
    }
}

/// A place in a [`Queue`]; whoever gives up leaves it too.
#[derive(Debug)]
pub(crate) struct Standing(Queue);

impl Drop for Standing {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_as_long_as_a_bound_is_within_it() {
        let durations = Durations::default();
        for took in [
            Duration::ZERO,
            BOUNDS[0],
            BOUNDS[0] + Duration::from_nanos(1),
            Duration::from_mins(1),
        ] {
            durations.note(took);
        }
        let taken = durations.taken();
        assert_eq!(
            (taken.counts[0], taken.counts[1], taken.counts[BOUNDS.len()]),
            (2, 1, 1)
        );
        assert_eq!(taken.count(), 4);
        assert_eq!(
            taken.sum,
            Duration::from_mins(1) + BOUNDS[0] * 2 + Duration::from_nanos(1)
        );
        assert!(BOUNDS.is_sorted());
    }

    #[test]
    fn whoever_leaves_stands_in_no_queue() {
        let queue = Queue::default();
        let first = queue.stand();
        let second = queue.clone().stand();
        assert_eq!(queue.length(), 2);
        drop(first);
        assert_eq!(queue.length(), 1);
        drop(second);
        assert_eq!(queue.length(), 0);
    }
}
