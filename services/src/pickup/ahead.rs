//! A shop's windows for the days ahead, remembered: to read its hours and walk through two weeks of them costs more than all
//! else that an order asks of a shop, and the same shops are asked all day.

use super::{cut, read, window};
use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use domain::pickup::{DAYS_AHEAD, SlotLength, Window};
use moka::sync::Cache;
use opening_hours::RuleKind;
use std::sync::{Arc, LazyLock};

/// Windows in all that are remembered; a shop has some dozens of them, and each takes 48 bytes.
const MOST: u64 = 200_000;

/// All that they depend on: the hours, the length of a window in minutes, the time zone, and the day it is there.
type Asked = (String, Option<i32>, Tz, NaiveDate);

static KNOWN: LazyLock<Cache<Asked, Arc<[Window]>>> = LazyLock::new(|| {
    Cache::builder()
        .max_capacity(MOST)
        .weigher(|_, windows: &Arc<[Window]>| u32::try_from(windows.len()).unwrap_or(u32::MAX).max(1))
        .build()
});

/// Each stretch of opening from the day's midnight to [`DAYS_AHEAD`] days later, cut into windows; none when nobody can
/// read the hours.
pub(super) fn windows(hours: &str, length: SlotLength, zone: Tz, today: NaiveDate) -> Arc<[Window]> {
    let asked = (hours.to_owned(), length.minutes(), zone, today);
    KNOWN.get_with(asked, || looked_up(hours, length, zone, today).into())
}

fn looked_up(hours: &str, length: SlotLength, zone: Tz, today: NaiveDate) -> Vec<Window> {
    let end = today.checked_add_days(Days::new(DAYS_AHEAD.unsigned_abs()));
    let (Some(hours), Some(end)) = (read(hours), end) else {
        return Vec::new();
    };
    hours
        .iter_range(today.and_time(NaiveTime::MIN), end.and_time(NaiveTime::MIN))
        .filter(|stretch| stretch.kind == RuleKind::Open)
        .map(|stretch| window(zone, stretch.range.start, stretch.range.end))
        .flat_map(|stretch| cut(zone, length, stretch))
        .collect()
}
