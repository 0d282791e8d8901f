//! When a shop's door is open and when goods can be collected, from its hours and its town's time zone. Public
//! holidays of France are known; hours that nobody can read count as unknown.

mod ahead;
mod openings;

pub use openings::openings;

use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    pickup::{Lead, SlotLength, Window},
    shops::{Closure, Closures, Door, DoorState, Shop, Week},
    towns::Town,
};
use opening_hours::{Context, OpeningHours, RuleKind, localization::Country};
use std::collections::HashMap;

/// How far the next change of a door is looked for.
const HORIZON: Duration = Duration::days(14);

/// Seconds: windows begin on the quarter of an hour, so that what a shopper reads is a time one would say.
const QUARTER: i64 = 15 * 60;

/// The windows a shopper may choose from: each stretch of opening from now to [`DAYS_AHEAD`] days, cut into windows of
/// the shop's length, as far as it lies behind the time that the goods need to be prepared.
pub fn windows(shop: &Shop, lead: Lead, time_zone: &str, at: DateTime<Utc>) -> Vec<Window> {
    let zone = zone(time_zone);
    let ready = ready(lead, at);
    let ahead = ahead::windows(&shop.hours, shop.slots.length, zone, local(zone, at).date());
    ahead
        .iter()
        .map(|window| not_before(zone, ready, *window))
        .filter(|window| window.from < window.to)
        .collect()
}

/// When goods that need `lead` can be ready, if they are ordered now.
pub fn ready(lead: Lead, at: DateTime<Utc>) -> DateTime<Utc> {
    next_quarter(at + lead.duration())
}

/// The first quarter of an hour that is not before this instant.
pub fn next_quarter(at: DateTime<Utc>) -> DateTime<Utc> {
    let late = at.timestamp().rem_euclid(QUARTER);
    let nanoseconds = i64::from(at.timestamp_subsec_nanos());
    if late == 0 && nanoseconds == 0 {
        at
    } else {
        at + Duration::seconds(QUARTER - late) - Duration::nanoseconds(nanoseconds)
    }
}

/// A stretch of opening in windows of that length; the last one takes what remains, so that none is short. By instants
/// and not by the wall clock: on the two odd days of the year none is lost or doubled.
fn cut(zone: Tz, length: SlotLength, stretch: Window) -> Vec<Window> {
    let Some(minutes) = length.minutes() else {
        return vec![stretch];
    };
    let length = Duration::minutes(minutes.into());
    let mut windows = Vec::new();
    let mut from = stretch.from;
    while from < stretch.to {
        let to = if from + length * 2 > stretch.to {
            stretch.to
        } else {
            from + length
        };
        windows.push(Window {
            from,
            to,
            local_from: local(zone, from),
            local_to: local(zone, to),
        });
        from = to;
    }
    windows
}

/// What remains of a window once the goods are ready.
fn not_before(zone: Tz, ready: DateTime<Utc>, window: Window) -> Window {
    if window.from >= ready {
        return window;
    }
    Window {
        from: ready,
        local_from: local(zone, ready),
        ..window
    }
}

/// The instants between which a shop is closed: its midnights.
pub fn closed_between(time_zone: &str, closure: Closure) -> (DateTime<Utc>, DateTime<Utc>) {
    let zone = zone(time_zone);
    let midnight = |day: NaiveDate| instant(zone, day.and_time(NaiveTime::MIN));
    let next = closure.last.succ_opt().unwrap_or(closure.last);
    (midnight(closure.first), midnight(next))
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

/// Whether the door is open, and when that changes; whether one may walk in also depends on the shop's town.
pub fn door(shop: &Shop, town: &Town, at: DateTime<Utc>) -> Door {
    let now = local(zone(&town.time_zone), at);
    door_by(shop, town, read(&shop.hours).as_ref(), now)
}

/// A shop seen from the street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// Whether one can walk in.
    pub door: Door,
    /// Whether what is reserved now can still be collected on the same day, in the shop's usual time.
    pub today: bool,
}

/// The fronts of many shops of a town, in their order. Hours that several of them share are read once.
pub fn fronts(shops: &[Shop], town: &Town, at: DateTime<Utc>) -> Vec<Front> {
    let zone = zone(&town.time_zone);
    let now = local(zone, at);
    let mut known: HashMap<&str, Option<OpeningHours>> = HashMap::new();
    let fronts = shops.iter().map(|shop| {
        let hours = known
            .entry(&shop.hours)
            .or_insert_with(|| read(&shop.hours))
            .as_ref();
        let ready = local(zone, next_quarter(at + shop.lead.duration()));
        Front {
            door: door_by(shop, town, hours, now),
            today: hours.is_some_and(|hours| opens_today_behind(hours, now, ready)),
        }
    });
    fronts.collect()
}

/// Whether the door is open at some time of this day behind another.
fn opens_today_behind(hours: &OpeningHours, now: NaiveDateTime, ready: NaiveDateTime) -> bool {
    let Some(midnight) = now.date().succ_opt().map(|day| day.and_time(NaiveTime::MIN)) else {
        return false;
    };
    ready < midnight
        && hours
            .iter_range(ready, midnight)
            .any(|stretch| stretch.kind == RuleKind::Open)
}

fn door_by(shop: &Shop, town: &Town, hours: Option<&OpeningHours>, now: NaiveDateTime) -> Door {
    Door {
        today: now.date(),
        state: state(&shop.hours, hours, now),
        at_the_door: shop.hands_out(town, now.date()),
    }
}

fn state(text: &str, hours: Option<&OpeningHours>, now: NaiveDateTime) -> DoorState {
    let Some(hours) = hours else {
        return DoorState::Unknown;
    };
    let (week, closures) = Closures::split(text);
    // Nobody told a week, but that this day is closed is sure.
    if week.trim().is_empty() && !closures.has(now.date()) {
        return DoorState::Unknown;
    }
    // Looked for within the horizon only: for a door that never closes there is no end to look for.
    let is_open = |kind: RuleKind| kind == RuleKind::Open;
    let mut stretches = hours.iter_range(now, now + HORIZON);
    let open_now = stretches.next().is_some_and(|stretch| is_open(stretch.kind));
    let change = stretches
        .find(|stretch| is_open(stretch.kind) != open_now)
        .map(|stretch| stretch.range.start);
    if open_now {
        DoorState::Open(change)
    } else {
        DoorState::Closed(change)
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
pub fn week(shop: &Shop, time_zone: &str, at: DateTime<Utc>) -> Vec<DayHours> {
    let today = local(zone(time_zone), at).date();
    let Some(hours) = read(&shop.hours).filter(|_| shop.has_hours()) else {
        return Vec::new();
    };
    let days = today.iter_days().take(7);
    days.map(|date| day_of(&hours, date)).collect()
}

/// A shop's hours on one day, its closings heeded; none when they are unknown.
pub fn hours_on(shop: &Shop, date: NaiveDate) -> Option<DayHours> {
    let hours = read(&shop.hours).filter(|_| shop.has_hours())?;
    Some(day_of(&hours, date))
}

fn day_of(hours: &OpeningHours, date: NaiveDate) -> DayHours {
    let midnight = date.and_time(NaiveTime::MIN);
    let stretches = hours.iter_range(midnight, midnight + Duration::days(1));
    let open = stretches
        .filter(|stretch| stretch.kind == RuleKind::Open)
        .map(|stretch| (stretch.range.start, stretch.range.end));
    DayHours {
        date,
        open: open.collect(),
    }
}

/// Whether nobody works that day in France.
pub fn is_public_holiday(date: NaiveDate) -> bool {
    Country::FR.holidays().get_public().contains(date)
}

/// Hours as a form shows them: the week of an ordinary Monday, without holidays and closings. None when nobody can read
/// them.
pub fn usual_week(hours: &str) -> Option<Week> {
    let (hours, _) = Closures::split(hours);
    let read = read(&hours)?.with_context(Context::default());
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

/// The instant at which a clock on a wall in that time zone shows this.
pub fn instant_at(time_zone: &str, shown: NaiveDateTime) -> DateTime<Utc> {
    instant(zone(time_zone), shown)
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
    use domain::{
        pickup::Slots,
        shops::ShopKind,
        towns::{Front, Lockdown},
    };

    const PARIS: &str = "Europe/Paris";

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn shop(hours: &str) -> Shop {
        Shop {
            id: domain::id::ShopId(crate::secret::id()),
            slug: "la-pause".into(),
            name: "La pause".parse().unwrap(),
            kind: domain::shops::ShopKind::Grocer,
            address: String::new(),
            position: None,
            phone: None,
            hours: hours.into(),
            about: String::new(),
            lead: Lead::default(),
            slots: Slots::default(),
            at_the_door: false,
            sells_at_a_distance: false,
        }
    }

    fn town(time_zone: &str) -> Town {
        Town {
            id: domain::id::TownId(crate::secret::id()),
            name: "Dourdan".into(),
            slug: "dourdan".into(),
            time_zone: time_zone.into(),
            front: Front::default(),
            announcement: None,
            lockdown: None,
        }
    }

    fn windows(hours: &str, time_zone: &str, at: DateTime<Utc>) -> Vec<Window> {
        super::windows(&shop(hours), Lead::default(), time_zone, at)
    }

    fn door(hours: &str, time_zone: &str, at: DateTime<Utc>) -> Door {
        super::door(&shop(hours), &town(time_zone), at)
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
    fn an_open_window_is_known_until_it_closes() {
        let before = windows("Tu 09:00-19:00", PARIS, utc("2026-11-24T07:00:00Z"));
        let during = windows("Tu 09:00-19:00", PARIS, utc("2026-11-24T15:00:00Z"));
        assert!(during[0].is_named(&before[0].key()));
    }

    #[test]
    fn a_window_begins_when_the_goods_can_be_ready() {
        let mut shop = shop("Tu-We 09:00-19:00");
        let at = utc("2026-11-24T10:07:30.5Z");
        let first = |shop: &Shop| shown(&super::windows(shop, shop.lead, PARIS, at))[0].clone();
        for (lead, says) in [
            (Lead::QuarterHour, "Tue 24 11:30 → 19:00"),
            (Lead::Hour, "Tue 24 12:15 → 19:00"),
            (Lead::FourHours, "Tue 24 15:15 → 19:00"),
            (Lead::DayBefore, "Wed 25 11:15 → 19:00"),
        ] {
            shop.lead = lead;
            assert_eq!(first(&shop), says);
        }
        let late = |at| super::windows(&shop, shop.lead, PARIS, utc(at)).len();
        // Ready at seven in the evening is too late for a shop that closes at seven.
        assert_eq!(
            (late("2026-11-24T17:45:00Z"), late("2026-11-24T17:45:01Z")),
            (1, 0)
        );
    }

    #[test]
    fn a_stretch_is_cut_into_windows_of_the_shops_length() {
        let mut shop = shop("Tu 09:00-12:30");
        let cut = |shop: &Shop, at| shown(&super::windows(shop, Lead::QuarterHour, PARIS, utc(at)));
        shop.slots.length = SlotLength::Hour;
        assert_eq!(
            cut(&shop, "2026-11-24T06:00:00Z"),
            [
                "Tue 24 09:00 → 10:00",
                "Tue 24 10:00 → 11:00",
                "Tue 24 11:00 → 12:30"
            ]
        );
        // What is left of the running one, and those behind it under the same names.
        assert_eq!(
            cut(&shop, "2026-11-24T09:20:00Z"),
            ["Tue 24 10:45 → 11:00", "Tue 24 11:00 → 12:30"]
        );
        shop.slots.length = SlotLength::TwoHours;
        assert_eq!(cut(&shop, "2026-11-24T06:00:00Z"), ["Tue 24 09:00 → 12:30"]);
    }

    #[test]
    fn windows_of_half_an_hour_on_the_odd_days_of_the_year() {
        for (at, hours, count) in [
            ("2027-03-27T12:00:00Z", 2, 4),
            ("2027-10-30T12:00:00Z", 4, 8),
            ("2028-02-26T12:00:00Z", 3, 6),
        ] {
            let mut shop = shop("Su 01:00-04:00");
            shop.slots.length = SlotLength::HalfHour;
            let windows = super::windows(&shop, Lead::QuarterHour, PARIS, utc(at));
            let sum: i64 = windows.iter().map(|w| (w.to - w.from).num_minutes()).sum();
            assert_eq!((windows.len(), sum), (count, hours * 60), "{at}");
            assert!(windows.windows(2).all(|pair| pair[0].to == pair[1].from), "{at}");
            let keys: std::collections::HashSet<String> = windows.iter().map(Window::key).collect();
            assert_eq!(keys.len(), count, "{at}");
        }
    }

    #[test]
    fn the_twenty_ninth_of_february_is_a_day() {
        let windows = windows("Mo-Su 09:00-12:00", PARIS, utc("2028-02-28T12:00:00Z"));
        assert_eq!(
            shown(&windows)[..2],
            ["Tue 29 09:00 → 12:00", "Wed 01 09:00 → 12:00"]
        );
    }

    #[test]
    fn a_clock_set_back_moves_no_window() {
        let at = |instant| windows("Tu-We 09:00-19:00", PARIS, utc(instant));
        let (before, back) = (at("2026-11-24T10:00:00Z"), at("2026-11-24T09:00:00Z"));
        let ready = utc("2026-11-24T10:00:00Z");
        for (shown, offered) in before.iter().zip(&back) {
            assert_eq!(offered.begins(&shown.key(), ready), Some(shown.from));
        }
        assert_eq!(before.len(), back.len());
    }

    #[test]
    fn openings_are_those_of_the_door_and_not_yet_over() {
        let open = |hours, at| shown(&openings(&shop(hours), PARIS, utc(at)));
        let hours = "Tu-Sa 09:00-12:30,14:30-19:00; PH off; 2026 Nov 25 off";
        assert_eq!(
            open(hours, "2026-11-24T08:30:00Z")[..3],
            [
                "Tue 24 09:00 → 12:30",
                "Tue 24 14:30 → 19:00",
                "Thu 26 09:00 → 12:30"
            ]
        );
        // To the minute: at half past twelve it is over.
        assert_eq!(open(hours, "2026-11-24T11:30:00Z")[0], "Tue 24 14:30 → 19:00");
        // Over midnight, it begins where it began.
        assert_eq!(
            open("Mo-Su 20:00-26:00", "2026-11-24T23:30:00Z")[0],
            "Tue 24 20:00 → 02:00"
        );
        assert!(open("", "2026-11-24T08:30:00Z").is_empty());
        assert!(open("2026 Nov 25 off", "2026-11-24T08:30:00Z").is_empty());
    }

    #[test]
    fn fronts_say_what_doors_and_windows_say() {
        let hours = [
            "Tu-Sa 09:00-12:30,14:30-19:00; PH off",
            "Mo-Su 20:00-26:00",
            "24/7",
            "Tu-Sa 09:00-12:30,14:30-19:00; PH off; 2026 Nov 24 off",
            "Tu 09:00-12:30",
            "",
            "when we feel like it",
        ];
        let leads = [Lead::QuarterHour, Lead::TwoHours, Lead::DayBefore];
        let shops: Vec<Shop> = hours
            .into_iter()
            .flat_map(|hours| leads.map(|lead| Shop { lead, ..shop(hours) }))
            .collect();
        for at in [
            "2026-11-24T07:00:00Z",
            "2026-11-24T11:20:00Z",
            "2026-11-24T17:50:00Z",
            "2026-11-24T22:50:00Z",
            // A public holiday, and the two odd days of the year.
            "2027-05-01T09:00:00Z",
            "2027-03-28T00:30:00Z",
            "2027-10-31T00:30:00Z",
        ] {
            let fronts = fronts(&shops, &town(PARIS), utc(at));
            for (shop, front) in shops.iter().zip(fronts) {
                assert_eq!(
                    front.door,
                    super::door(shop, &town(PARIS), utc(at)),
                    "{} {at}",
                    shop.hours
                );
                let first = super::windows(shop, shop.lead, PARIS, utc(at)).into_iter().next();
                let today = first.is_some_and(|window| window.local_from.date() == front.door.today);
                assert_eq!(front.today, today, "{} {:?} {at}", shop.hours, shop.lead);
            }
        }
    }

    #[test]
    fn a_closing_takes_its_days_and_no_others() {
        let hours = "Tu-Sa 09:00-12:30,14:30-19:00; PH off; 2026 Nov 25-2026 Nov 26 off";
        let at = utc("2026-11-24T17:30:00Z");
        assert_eq!(
            shown(&windows(hours, PARIS, at))[..2],
            ["Fri 27 09:00 → 12:30", "Fri 27 14:30 → 19:00"]
        );
        let closed = door(hours, PARIS, utc("2026-11-25T10:00:00Z"));
        assert_eq!(
            closed.state,
            DoorState::Closed("2026-11-27T09:00:00".parse().ok())
        );
        assert_eq!(
            usual_week(hours).unwrap().to_osm(),
            "Tu-Sa 09:00-12:30,14:30-19:00; PH off"
        );
        // Over the new year.
        let hours = "Mo-Su 09:00-19:00; 2026 Dec 24-2027 Jan 02 off";
        let eve = windows(hours, PARIS, utc("2026-12-31T10:00:00Z"));
        assert_eq!(shown(&eve)[0], "Sun 03 09:00 → 19:00");
        assert_eq!(windows(hours, PARIS, utc("2027-12-24T10:00:00Z")).len(), 7);
    }

    #[test]
    fn the_usual_week_is_the_same_while_the_shop_is_closed() {
        // The very days by which the form is filled.
        let hours = "Tu-Sa 09:00-12:30; 2026 Jan 01-2026 Jan 31 off";
        assert_eq!(usual_week(hours).unwrap().to_osm(), "Tu-Sa 09:00-12:30");
        assert!(usual_week("2026 Nov 25 off").is_none());
    }

    #[test]
    fn a_closing_alone_tells_no_hours() {
        let hours = "2026 Nov 25 off";
        let state = |at| door(hours, PARIS, utc(at)).state;
        assert_eq!(state("2026-11-24T10:00:00Z"), DoorState::Unknown);
        assert_eq!(state("2026-11-25T10:00:00Z"), DoorState::Closed(None));
        assert!(windows(hours, PARIS, utc("2026-11-24T10:00:00Z")).is_empty());
        assert!(week(&shop(hours), PARIS, utc("2026-11-24T10:00:00Z")).is_empty());
    }

    #[test]
    fn nobody_walks_in_where_goods_are_handed_out() {
        let mut shop = shop("Mo-Sa 09:00-19:00");
        let (at, town) = (utc("2026-11-24T11:00:00Z"), town(PARIS));
        assert!(super::door(&shop, &town, at).is_open());
        shop.at_the_door = true;
        let door = super::door(&shop, &town, at);
        assert!(!door.is_open());
        assert_eq!(door.state, DoorState::Open("2026-11-24T19:00:00".parse().ok()));
    }

    #[test]
    fn a_town_closes_its_shops_but_for_the_essential_ones() {
        let mut town = town(PARIS);
        let (bakery, mut toys) = (shop("Mo-Sa 09:00-19:00"), shop("Mo-Sa 09:00-19:00"));
        toys.kind = ShopKind::Toys;
        town.lockdown = Some(Lockdown {
            from: "2026-11-24".parse().unwrap(),
            to: "2026-11-25".parse().ok(),
            essential: vec![bakery.kind],
        });
        let walks_in = |shop: &Shop, at| super::door(shop, &town, utc(at)).is_open();
        assert!(walks_in(&toys, "2026-11-23T11:00:00Z"));
        for day in ["2026-11-24T11:00:00Z", "2026-11-25T11:00:00Z"] {
            assert!(!walks_in(&toys, day) && walks_in(&bakery, day));
            let door = super::door(&toys, &town, utc(day));
            assert!(door.at_the_door && matches!(door.state, DoorState::Open(_)));
            let seen = fronts(&[toys.clone(), bakery.clone()], &town, utc(day));
            assert!(seen[0].today && !seen[0].door.is_open() && seen[1].door.is_open());
        }
        // The town opens, the shop's own choice stands.
        assert!(walks_in(&toys, "2026-11-26T11:00:00Z"));
        toys.at_the_door = true;
        assert!(!super::door(&toys, &town, utc("2026-11-26T11:00:00Z")).is_open());
    }

    #[test]
    fn a_closing_lasts_from_midnight_to_midnight_at_the_shop() {
        let closure = Closure {
            first: "2027-03-27".parse().unwrap(),
            last: "2027-03-28".parse().unwrap(),
        };
        assert_eq!(
            closed_between(PARIS, closure),
            (utc("2027-03-26T23:00:00Z"), utc("2027-03-28T22:00:00Z"))
        );
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
