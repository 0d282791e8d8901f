//! When goods can be collected: windows between two instants, named in the shop's local time.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// How many days ahead a shopper may choose.
pub const DAYS_AHEAD: i64 = 7;

words! {
    /// The time a merchant needs between an order and its collection; each word is a number of minutes.
    #[derive(Default)]
    Lead {
        QuarterHour = "15",
        HalfHour = "30",
        /// What most shops need.
        #[default]
        Hour = "60",
        TwoHours = "120",
        FourHours = "240",
        DayBefore = "1440",
    }
}

impl Lead {
    /// As it is kept.
    pub const fn minutes(self) -> i32 {
        match self {
            Self::QuarterHour => 15,
            Self::HalfHour => 30,
            Self::Hour => 60,
            Self::TwoHours => 120,
            Self::FourHours => 240,
            Self::DayBefore => 24 * 60,
        }
    }

    /// The same, to reckon with.
    pub fn duration(self) -> Duration {
        Duration::minutes(self.minutes().into())
    }

    /// The one that is kept as so many minutes.
    pub fn of_minutes(minutes: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|lead| lead.minutes() == minutes)
    }
}

words! {
    /// How long a pickup window lasts; each word is a number of minutes, but the first.
    #[derive(Default)]
    SlotLength {
        /// As long as the door is open.
        #[default]
        Opening = "opening",
        HalfHour = "30",
        Hour = "60",
        TwoHours = "120",
    }
}

impl SlotLength {
    /// As it is kept; none: as long as the door is open.
    pub const fn minutes(self) -> Option<i32> {
        match self {
            Self::Opening => None,
            Self::HalfHour => Some(30),
            Self::Hour => Some(60),
            Self::TwoHours => Some(120),
        }
    }

    /// The one that is kept so.
    pub fn of_minutes(minutes: Option<i32>) -> Self {
        Self::ALL
            .iter()
            .copied()
            .find(|length| length.minutes() == minutes)
            .unwrap_or_default()
    }
}

/// The pickup windows of a shop: how long each lasts, and how many orders it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// How long a window lasts.
    pub length: SlotLength,
    /// How many orders fit into one; none: as many as come.
    pub capacity: Option<u32>,
}

/// The most orders a merchant can set for one window.
pub const MAX_CAPACITY: u32 = 500;

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
    /// What a form sends back instead of a [key](Self::key) for a shop that offered no window: its goods are not ordered.
    pub const LEFT_OUT: &str = "aucun";

    /// What a form sends back to choose this window as it was shown: its two instants in seconds since 1970.
    pub fn key(&self) -> String {
        format!("{}-{}", self.from.timestamp(), self.to.timestamp())
    }

    /// Whether a key is of this window, perhaps of an hour ago. Two windows of a shop never close at the same instant.
    pub fn is_named(&self, key: &str) -> bool {
        shown(key).is_some_and(|(_, to)| to == self.to.timestamp())
    }

    /// When what was shown under that key begins now that this is offered in its place, and goods can be ready from `ready`
    /// on; none: it is another one, the shop begins it later, or time has left less than half of it. It never begins
    /// sooner than it was shown.
    pub fn begins(&self, key: &str, ready: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (from, to) = shown(key)?;
        let begins = from.max(ready.timestamp());
        let ends = self.to.timestamp();
        let holds = ends == to && self.from.timestamp() <= begins && (ends - begins) * 2 >= to - from;
        holds.then(|| DateTime::from_timestamp(begins, 0)).flatten()
    }
}

fn shown(key: &str) -> Option<(i64, i64)> {
    let (from, to) = key.split_once('-')?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_stands_while_time_alone_has_passed() {
        let at = |hour: u32, minute: u32| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
            day.and_hms_opt(hour, minute, 0).unwrap()
        };
        let window = |from: NaiveDateTime, to: NaiveDateTime| Window {
            from: from.and_utc(),
            to: to.and_utc(),
            local_from: from,
            local_to: to,
        };
        let (morning, early) = (window(at(9, 0), at(12, 30)), at(8, 0).and_utc());
        let begins = |now: Window, shown: Window, ready: DateTime<Utc>| {
            now.begins(&shown.key(), ready).map(|begins| begins.naive_utc())
        };
        assert_eq!(begins(morning, morning, early), Some(at(9, 0)));
        // Half an hour later, and when less than half is left.
        let at_half_past = window(at(9, 30), at(12, 30));
        assert_eq!(
            begins(at_half_past, morning, at(9, 30).and_utc()),
            Some(at(9, 30))
        );
        assert_eq!(
            begins(window(at(11, 0), at(12, 30)), morning, at(11, 0).and_utc()),
            None
        );
        // The shop opens later now, or has cut its morning into hours.
        assert_eq!(begins(window(at(10, 0), at(12, 30)), morning, early), None);
        assert_eq!(begins(window(at(12, 0), at(12, 30)), morning, early), None);
        // It has put them together, or the clock was set back: as was shown.
        assert_eq!(
            begins(morning, window(at(12, 0), at(12, 30)), early),
            Some(at(12, 0))
        );
        // Another one, or no key.
        assert_eq!(begins(window(at(9, 0), at(12, 0)), morning, early), None);
        for text in ["", "9", "-", "9-", Window::LEFT_OUT, "99999999999999999999-1"] {
            assert!(
                morning.begins(text, early).is_none() && !morning.is_named(text),
                "{text}"
            );
        }
    }

    #[test]
    fn a_lead_is_the_number_of_its_minutes() {
        for lead in Lead::ALL {
            assert_eq!(lead.as_str(), lead.minutes().to_string());
            assert_eq!(Lead::of_minutes(lead.minutes()), Some(*lead));
        }
        assert_eq!(Lead::of_minutes(45), None);
    }
}
