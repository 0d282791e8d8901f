//! When goods can be collected: windows between two instants, named in the shop's local time.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// How many days ahead a shopper may choose.
pub const DAYS_AHEAD: i64 = 7;

/// The time a merchant needs between an order and its collection, unless the shop says otherwise.
pub const LEAD_TIME: Duration = Duration::minutes(30);

/// A stretch during which a shop hands goods over. `from` and `to` are instants; the local times are what the clock
/// on the shop's wall shows then (worked out where the time zones are known: on the server).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// First instant, included.
    pub from: DateTime<Utc>,
    /// Last instant, excluded.
    pub to: DateTime<Utc>,
    /// `from` on the shop's wall.
    pub local_from: NaiveDateTime,
    /// `to` on the shop's wall.
    pub local_to: NaiveDateTime,
}

impl Window {
    /// What a form sends back to choose this window: the instant at which it opens, in seconds since 1970. Two
    /// windows of a shop never open at the same instant.
    pub fn key(&self) -> String {
        self.from.timestamp().to_string()
    }
}
