//! When a shop's door is open in the days to come, its closings and public holidays heeded.

use super::{local, read, window, zone};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    pickup::{DAYS_AHEAD, Window},
    shops::Shop,
};
use opening_hours::RuleKind;

/// Each stretch of opening that is not over, for as many days as a shopper may choose among; one that began already begins
/// where it did. None when the hours are unknown.
pub fn openings(shop: &Shop, time_zone: &str, at: DateTime<Utc>) -> Vec<Window> {
    let zone = zone(time_zone);
    let today = local(zone, at).date();
    let midnight = |day: Option<NaiveDate>| day.unwrap_or(today).and_time(NaiveTime::MIN);
    let from = midnight(today.pred_opt());
    let to = midnight(today.checked_add_days(Days::new(DAYS_AHEAD.unsigned_abs())));
    let Some(hours) = read(&shop.hours).filter(|_| shop.has_hours()) else {
        return Vec::new();
    };
    hours
        .iter_range(from, to)
        .filter(|stretch| stretch.kind == RuleKind::Open)
        .map(|stretch| window(zone, stretch.range.start, stretch.range.end))
        .filter(|open| open.to > at)
        .collect()
}
