//! When a shop's door is open and when goods can be collected, from its hours and its town's time zone. Public
//! holidays of France are known; hours that nobody can read count as unknown.

use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    pickup::{DAYS_AHEAD, LEAD_TIME, Window},
    shops::{Door, DoorState, Week},
};
use opening_hours::{Context, OpeningHours, RuleKind, localization::Country};

/// How far the next change of a door is looked for.
const HORIZON: Duration = Duration::days(14);

/// The windows a shopper may choose from: each stretch of opening from now to [`DAYS_AHEAD`] days, except those that
/// end before the goods could be prepared.
pub fn windows(hours: &str, time_zone: &str, at: DateTime<Utc>) -> Vec<Window> {
    let zone = zone(time_zone);
    let now = local(zone, at);
    let Some(hours) = read(hours) else {
        return Vec::new();
    };
    let (Some(first), Some(end)) = (
        now.date().and_hms_opt(0, 0, 0),
        now.date().checked_add_days(Days::new(DAYS_AHEAD.unsigned_abs())),
    ) else {
        return Vec::new();
    };
    hours
        .iter_range(first, end.and_time(NaiveTime::MIN))
        .filter(|stretch| stretch.kind == RuleKind::Open)
        .map(|stretch| window(zone, stretch.range.start, stretch.range.end))
        .filter(|window| window.to >= at + LEAD_TIME)
        .collect()
}

/// The window between two instants, as the shop's wall clock shows it.
pub fn window_between(time_zone: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> Window {
    let zone = zone(time_zone);
    Window {
        from,
        to,
        local_from: local(zone, from),
        local_to: local(zone, to),
    }
}

/// Whether the door is open, and when that changes.
pub fn door(hours: &str, time_zone: &str, at: DateTime<Utc>) -> Door {
    let now = local(zone(time_zone), at);
    let Some(hours) = read(hours) else {
        return Door {
            today: now.date(),
            state: DoorState::Unknown,
        };
    };
    // Looked for within the horizon only: for a door that never closes there is no end to look for.
    let is_open = |kind: RuleKind| kind == RuleKind::Open;
    let mut stretches = hours.iter_range(now, now + HORIZON);
    let open_now = stretches.next().is_some_and(|stretch| is_open(stretch.kind));
    let change = stretches
        .find(|stretch| is_open(stretch.kind) != open_now)
        .map(|stretch| stretch.range.start);
    let state = if open_now {
        DoorState::Open(change)
    } else {
        DoorState::Closed(change)
    };
    Door {
        today: now.date(),
        state,
    }
}

/// One day of a shop's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    /// The day.
    pub date: NaiveDate,
    /// From when to when the door is open, on the shop's wall clock; empty when it stays closed.
    pub open: Vec<(NaiveDateTime, NaiveDateTime)>,
}

/// Seven days from today on; empty when the hours are unknown.
pub fn week(hours: &str, time_zone: &str, at: DateTime<Utc>) -> Vec<DayHours> {
    let today = local(zone(time_zone), at).date();
    let Some(hours) = read(hours) else {
        return Vec::new();
    };
    let days = today.iter_days().take(7);
    days.map(|date| {
        let midnight = date.and_time(NaiveTime::MIN);
        let stretches = hours.iter_range(midnight, midnight + Duration::days(1));
        let open = stretches
            .filter(|stretch| stretch.kind == RuleKind::Open)
            .map(|stretch| (stretch.range.start, stretch.range.end));
        DayHours {
            date,
            open: open.collect(),
        }
    })
    .collect()
}

/// Hours as a form shows them: the week of an ordinary Monday, without holidays. None when nobody can read them.
pub fn usual_week(hours: &str) -> Option<Week> {
    let read = read(hours)?.with_context(Context::default());
    let monday = NaiveDate::from_ymd_opt(2026, 1, 5)?;
    let days = std::array::from_fn(|at| {
        let midnight = (monday + Days::new(at as u64)).and_time(NaiveTime::MIN);
        let stretches = read.iter_range(midnight, midnight + Duration::days(1));
        let open = stretches.filter(|stretch| stretch.kind == RuleKind::Open);
        open.map(|stretch| (stretch.range.start.time(), stretch.range.end.time()))
            .collect()
    });
    Some(Week::from_days(days, hours.contains("PH off")))
}

/// What a clock on a wall in that time zone shows.
pub fn wall_clock(time_zone: &str, at: DateTime<Utc>) -> NaiveDateTime {
    local(zone(time_zone), at)
}

/// True when hours are empty or can be understood.
pub fn are_readable(hours: &str) -> bool {
    hours.trim().is_empty() || read(hours).is_some()
}

fn read(hours: &str) -> Option<OpeningHours> {
    if hours.trim().is_empty() {
        return None;
    }
    let context = Context::default().with_holidays(Country::FR.holidays());
    hours
        .parse::<OpeningHours>()
        .ok()
        .map(|hours| hours.with_context(context))
}

/// A town is only opened with a zone that exists, so the fallback is never met.
fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::Europe__Paris)
}

fn local(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

fn window(zone: Tz, local_from: NaiveDateTime, local_to: NaiveDateTime) -> Window {
    Window {
        from: instant(zone, local_from),
        to: instant(zone, local_to),
        local_from,
        local_to,
    }
}

/// The instant at which a wall clock shows a time. In autumn an hour is shown twice: the first one counts. In spring
/// an hour is never shown: the clock's jump counts.
fn instant(zone: Tz, shown: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&shown) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.to_utc(),
        LocalResult::None => instant(zone, shown + Duration::hours(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: &str = "Europe/Paris";

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn shown(windows: &[Window]) -> Vec<String> {
        windows
            .iter()
            .map(|w| {
                format!(
                    "{} → {}",
                    w.local_from.format("%a %d %H:%M"),
                    w.local_to.format("%H:%M")
                )
            })
            .collect()
    }

    #[test]
    fn windows_follow_the_opening_hours() {
        // A Tuesday at 12:15 in Paris: the morning ends too soon, the afternoon can still be chosen.
        let windows = windows(
            "Tu-Sa 09:00-12:30,14:30-19:00; PH off",
            PARIS,
            utc("2026-11-24T11:15:00Z"),
        );
        assert_eq!(
            shown(&windows)[..3],
            [
                "Tue 24 14:30 → 19:00",
                "Wed 25 09:00 → 12:30",
                "Wed 25 14:30 → 19:00"
            ]
        );
        assert_eq!(windows[0].from, utc("2026-11-24T13:30:00Z"));
        assert_eq!(windows.len(), 9);
    }

    #[test]
    fn an_open_window_keeps_its_name_until_it_closes() {
        let before = windows("Tu 09:00-19:00", PARIS, utc("2026-11-24T07:00:00Z"));
        let during = windows("Tu 09:00-19:00", PARIS, utc("2026-11-24T15:00:00Z"));
        assert_eq!(before[0].key(), during[0].key());
    }

    #[test]
    fn hours_come_back_into_their_form() {
        for hours in [
            "Tu-Sa 09:00-12:30,14:30-19:00; PH off",
            "Mo 08:00-12:30; Sa-Su 09:00-24:00",
        ] {
            assert_eq!(usual_week(hours).unwrap().to_osm(), hours);
        }
        assert!(usual_week("").is_none());
    }

    #[test]
    fn public_holidays_are_known() {
        // 25 December 2026 is a Friday.
        assert_eq!(
            shown(&windows(
                "Fr 09:00-12:00; PH off",
                PARIS,
                utc("2026-12-24T10:00:00Z")
            )),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_two_odd_days_of_the_year_lose_and_double_nothing() {
        let spring = windows("Su 01:00-04:00", PARIS, utc("2027-03-27T12:00:00Z"));
        assert_eq!(
            (spring.len(), spring[0].to - spring[0].from),
            (1, Duration::hours(2))
        );
        let autumn = windows("Su 01:00-04:00", PARIS, utc("2027-10-30T12:00:00Z"));
        assert_eq!(
            (autumn.len(), autumn[0].to - autumn[0].from),
            (1, Duration::hours(4))
        );
        let in_the_gap = windows("Su 02:30-04:00", PARIS, utc("2027-03-27T12:00:00Z"));
        assert_eq!(in_the_gap[0].from, utc("2027-03-28T01:30:00Z"));
    }

    #[test]
    fn a_door_says_when_it_changes() {
        let open = door("Mo-Sa 09:00-19:00", PARIS, utc("2026-11-24T11:00:00Z"));
        assert_eq!(open.state, DoorState::Open("2026-11-24T19:00:00".parse().ok()));
        let closed = door("Mo-Sa 09:00-19:00", PARIS, utc("2026-11-24T20:00:00Z"));
        assert_eq!(
            closed.state,
            DoorState::Closed("2026-11-25T09:00:00".parse().ok())
        );
        let always = door("Mo-Su 00:00-24:00", PARIS, utc("2026-11-24T11:00:00Z"));
        assert_eq!(always.state, DoorState::Open(None));
        assert_eq!(
            door("", PARIS, utc("2026-11-24T11:00:00Z")).state,
            DoorState::Unknown
        );
        assert_eq!(
            door("when I feel like it", PARIS, utc("2026-11-24T11:00:00Z")).state,
            DoorState::Unknown
        );
    }
}
