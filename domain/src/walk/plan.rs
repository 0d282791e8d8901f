//! When to go: every moment at which all shops of a basket can be visited in one go, or else the fewest trips.

use super::{
    AT_COUNTER,
    order::{EXACT, Legs, Shortest, members},
    position::Position,
};
use crate::{id::ShopId, pickup::Window};
use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};

/// The hour that parts the day for people.
const NOON: u32 = 13;

/// A shop at which something is to be collected.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    /// Which shop.
    pub shop: ShopId,
    /// Where it stands, if anybody knows.
    pub position: Option<Position>,
    /// The windows that can be chosen there, by time; none overlaps another.
    pub windows: Vec<Window>,
}

/// A shop on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Which shop.
    pub shop: ShopId,
    /// The window that is chosen there; the whole trip lies inside.
    pub window: Window,
    /// Seconds on foot from the stop before; 0 at the first.
    pub on_foot: u32,
    /// Seconds from the first stop's door to this one's.
    pub after: u32,
}

/// Some shops in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip {
    /// When all its shops hand over: the trip fits inside.
    pub during: Window,
    /// In walking order, never empty.
    pub stops: Vec<Stop>,
}

/// Every shop of a basket, in as few trips as can be, by time.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Never empty.
    pub trips: Vec<Trip>,
}

impl Plan {
    /// Whether fewer trips cannot do. Of many shops not every way is tried, so nobody knows.
    pub fn is_fewest(&self) -> bool {
        let shops: usize = self.trips.iter().map(|trip| trip.stops.len()).sum();
        self.trips.len() == 1 || shops <= EXACT
    }
}

impl Trip {
    /// These shops in one go, if the windows have enough time in common for the whole walk. Each errand has its window.
    pub fn through(errands: &[(ShopId, Option<Position>, Window)]) -> Option<Self> {
        let during = errands.iter().map(|(_, _, window)| *window).reduce(common)?;
        let places: Vec<Option<Position>> = errands.iter().map(|(_, place, _)| *place).collect();
        let legs = Legs::between(&places);
        let order = legs.order(&(0..errands.len()).collect::<Vec<_>>());
        let mut stops: Vec<Stop> = Vec::with_capacity(order.len());
        for at in order {
            let (shop, _, window) = errands[at];
            let (on_foot, after) = match stops.last() {
                None => (0, 0),
                Some(last) => {
                    let before = errands.iter().position(|(shop, ..)| *shop == last.shop)?;
                    let leg = legs.of(before, at);
                    (leg, last.after + AT_COUNTER + leg)
                }
            };
            stops.push(Stop {
                shop,
                window,
                on_foot,
                after,
            });
        }
        let trip = Self { during, stops };
        has_time(&during, trip.seconds()).then_some(trip)
    }

    /// Seconds from the first shop's door until the last one is left.
    pub fn seconds(&self) -> u32 {
        self.stops.last().map_or(0, |last| last.after + AT_COUNTER)
    }

    /// Seconds on foot, those at the counters left out.
    pub fn on_foot(&self) -> u32 {
        self.stops.iter().map(|stop| stop.on_foot).sum()
    }
}

/// The plans a shopper may choose from, soonest first. All shops at once: at most `most` moments, one for each half of a
/// day. If that is never possible: the one plan with the fewest trips, and among those the one that is over soonest.
/// Shops without a window that lasts as long as a counter takes are in no plan.
pub fn plans(errands: &[Errand], most: usize) -> Vec<Plan> {
    let with_time = |errand: &Errand| {
        let mut errand = errand.clone();
        errand.windows.retain(|window| has_time(window, AT_COUNTER));
        (!errand.windows.is_empty()).then_some(errand)
    };
    let errands: Vec<Errand> = errands.iter().filter_map(with_time).collect();
    let all: Vec<usize> = (0..errands.len()).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let places: Vec<Option<Position>> = errands.iter().map(|errand| errand.position).collect();
    let legs = Legs::between(&places);
    let needed = needed(legs.along(&legs.order(&all)), all.len());
    let at_once = meetings(&errands, &all)
        .into_iter()
        .filter(|during| has_time(during, needed));
    let at_once: Vec<Plan> = one_each_half_day(at_once)
        .take(most)
        .filter_map(|during| plan(&errands, vec![(during, all.clone())]))
        .collect();
    if !at_once.is_empty() {
        return at_once;
    }
    let trips = if all.len() <= EXACT {
        fewest(&errands, &legs)
    } else {
        few(&errands, &legs)
    };
    plan(&errands, trips).into_iter().collect()
}

fn plan(errands: &[Errand], mut trips: Vec<(Window, Vec<usize>)>) -> Option<Plan> {
    trips.sort_by_key(|(during, _)| (during.from, during.to));
    let trip = |(during, of): (Window, Vec<usize>)| {
        let of: Option<Vec<_>> = of
            .into_iter()
            .map(|at| {
                let windows = &errands[at].windows;
                let around = windows
                    .iter()
                    .find(|window| window.to >= during.to && window.from <= during.from)?;
                Some((errands[at].shop, errands[at].position, *around))
            })
            .collect();
        Trip::through(&of?)
    };
    let trips: Option<Vec<Trip>> = trips.into_iter().map(trip).collect();
    Some(Plan { trips: trips? })
}

/// Every stretch during which all of these shops hand over, each inside one window of every shop; by time.
fn meetings(errands: &[Errand], of: &[usize]) -> Vec<Window> {
    let mut of = of.iter();
    let Some(first) = of.next() else {
        return Vec::new();
    };
    of.fold(errands[*first].windows.clone(), |so_far, next| {
        both(&so_far, &errands[*next].windows)
    })
}

/// Where two lists of windows, each by time and without overlaps, have time in common.
fn both(some: &[Window], others: &[Window]) -> Vec<Window> {
    let (mut at, mut beside) = (0, 0);
    let mut found = Vec::new();
    while let (Some(one), Some(other)) = (some.get(at), others.get(beside)) {
        let during = common(*one, *other);
        if during.from < during.to {
            found.push(during);
        }
        if one.to <= other.to {
            at += 1;
        } else {
            beside += 1;
        }
    }
    found
}

/// What two windows have in common; it ends before it begins when that is nothing.
fn common(one: Window, other: Window) -> Window {
    let later = if one.from >= other.from { one } else { other };
    let sooner = if one.to <= other.to { one } else { other };
    Window {
        from: later.from,
        local_from: later.local_from,
        to: sooner.to,
        local_to: sooner.local_to,
    }
}

fn has_time(during: &Window, seconds: u32) -> bool {
    during.to - during.from >= TimeDelta::seconds(seconds.into())
}

/// Seconds for a walk and its counters.
fn needed(on_foot: u32, counters: usize) -> u32 {
    on_foot + AT_COUNTER * u32::try_from(counters).unwrap_or(u32::MAX / AT_COUNTER)
}

/// Of moments by time, the first of each morning and of each afternoon.
fn one_each_half_day(moments: impl Iterator<Item = Window>) -> impl Iterator<Item = Window> {
    let mut last: Option<(NaiveDate, bool)> = None;
    moments.filter(move |during| {
        let half = (during.local_from.date(), during.local_from.hour() < NOON);
        last.replace(half) != Some(half)
    })
}

/// The fewest trips for up to [`EXACT`] shops: each set of shops is tried, and each way to part the whole into sets.
fn fewest(errands: &[Errand], legs: &Legs) -> Vec<(Window, Vec<usize>)> {
    let all: Vec<usize> = (0..errands.len()).collect();
    let walks = Shortest::over(legs, &all);
    let sets = 1_usize << all.len();
    let soonest: Vec<Option<Window>> = (0..sets)
        .map(|set| {
            let of: Vec<usize> = members(set).collect();
            let needed = needed(walks.length(set), of.len());
            meetings(errands, &of)
                .into_iter()
                .find(|during| has_time(during, needed))
        })
        .collect();
    // For each set: how few trips it takes, when the last of them is over, and the first of the sets it is parted into.
    let mut best: Vec<Option<(usize, DateTime<Utc>, usize)>> = vec![None; sets];
    best[0] = Some((0, DateTime::<Utc>::MIN_UTC, 0));
    for set in 1..sets {
        let first = set & set.wrapping_neg();
        let mut part = set;
        while part > 0 {
            if part & first > 0
                && let (Some(during), Some((trips, end, _))) = (soonest[part], best[set & !part])
            {
                let found = (trips + 1, end.max(during.to), part);
                if best[set].is_none_or(|known| (found.0, found.1) < (known.0, known.1)) {
                    best[set] = Some(found);
                }
            }
            part = (part - 1) & set;
        }
    }
    let mut trips = Vec::new();
    let mut set = sets - 1;
    while let Some((_, _, part)) = best[set].filter(|_| set > 0) {
        trips.extend(soonest[part].map(|during| (during, members(part).collect())));
        set &= !part;
    }
    trips
}

/// Few trips for many shops: again and again the one that reaches most of those that are left.
fn few(errands: &[Errand], legs: &Legs) -> Vec<(Window, Vec<usize>)> {
    let mut left: Vec<usize> = (0..errands.len()).collect();
    let mut trips = Vec::new();
    while let Some((during, of)) = largest(errands, legs, &left) {
        left.retain(|shop| !of.contains(shop));
        trips.push((during, of));
    }
    trips
}

/// The trip that reaches most of some shops, and of those the soonest.
fn largest(errands: &[Errand], legs: &Legs, left: &[usize]) -> Option<(Window, Vec<usize>)> {
    let mut begins: Vec<DateTime<Utc>> = left
        .iter()
        .flat_map(|shop| errands[*shop].windows.iter().map(|window| window.from))
        .collect();
    begins.sort_unstable();
    begins.dedup();
    let mut best: Option<(Window, Vec<usize>)> = None;
    for begin in begins {
        let open = |shop: &usize| {
            let windows = errands[*shop].windows.iter();
            let around = windows
                .copied()
                .find(|window| window.from <= begin && begin < window.to);
            around.map(|window| (*shop, window))
        };
        let mut open: Vec<(usize, Window)> = left.iter().filter_map(open).collect();
        open.sort_by_key(|(_, window)| std::cmp::Reverse(window.to));
        // Whoever closes first stays behind until there is time enough for the others.
        while open.len() > best.as_ref().map_or(0, |(_, of)| of.len()) {
            let of: Vec<usize> = open.iter().map(|(shop, _)| *shop).collect();
            let during = open.iter().map(|(_, window)| *window).reduce(common);
            let walk = legs.along(&legs.order(&of));
            match during.filter(|during| has_time(during, needed(walk, of.len()))) {
                Some(during) => best = Some((during, of)),
                None => drop(open.pop()),
            }
        }
    }
    best
}

#[cfg(test)]
mod tests;
