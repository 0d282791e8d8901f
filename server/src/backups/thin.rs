//! Which backups stay.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use domain::orders::BACKUPS_KEPT;
use std::collections::BTreeSet;

/// All of them stay that long.
const ALL: Duration = Duration::days(2);
/// Then the last of each day.
const DAYS: Duration = Duration::days(8);

/// Those that can go: the last two days keep all, eight days the last of each day, [`BACKUPS_KEPT`] the last of each week. The
/// newest stays however old it is.
pub fn spare(taken: &[DateTime<Utc>], now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let newest = sorted.last().copied();
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut spare = Vec::new();
    for at in sorted.into_iter().rev() {
        let age = now - at;
        let is_last_of_day = days.insert(at.date_naive());
        let is_last_of_week = weeks.insert(week(at.date_naive()));
        let stays = age < ALL || (age < DAYS && is_last_of_day) || (age < BACKUPS_KEPT && is_last_of_week);
        if !stays && Some(at) != newest {
            spare.push(at);
        }
    }
    spare
}

fn week(day: NaiveDate) -> (i32, u32) {
    (day.iso_week().year(), day.iso_week().week())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_nightly_one_leaves_some_dozen() {
        let now = at("2026-11-27T03:00:00Z");
        let mut kept: Vec<_> = Vec::new();
        for night in (0..200).rev() {
            let then = now - Duration::days(night);
            kept.push(then - Duration::hours(1));
            let gone = spare(&kept, then);
            kept.retain(|at| !gone.contains(at));
        }
        let ages: Vec<i64> = kept.iter().rev().map(|at| (now - *at).num_days()).collect();
        assert_eq!(ages, [0, 1, 2, 3, 4, 5, 6, 7, 12, 19, 26, 33]);
    }

    #[test]
    fn whoever_takes_ten_in_a_day_keeps_them_for_two_and_the_newest_for_ever() {
        let morning = at("2026-11-27T08:00:00Z");
        let ten: Vec<_> = (0..10).map(|hour| morning + Duration::hours(hour)).collect();
        assert!(spare(&ten, morning + Duration::hours(10)).is_empty());
        assert_eq!(spare(&ten, morning + Duration::days(3)).len(), 9);
        assert!(spare(&ten[9..], morning + Duration::days(900)).is_empty());
    }
}
