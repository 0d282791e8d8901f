//! The one place that knows what time it is. Verbs are told the time; only the edge of the program asks.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// The wall clock, or one that a test sets.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's own.
    #[default]
    System,
    /// Stands still until it is set.
    Set(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at an instant.
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self::Set(Arc::new(Mutex::new(instant)))
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the clock that all others ask")]
            Self::System => Utc::now(),
            Self::Set(instant) => *instant.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a clock that was set; the machine's own cannot be moved.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Set(instant) = self {
            *instant.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}
