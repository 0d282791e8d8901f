use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A window of a week that begins on a Monday at midnight; hours and their quarters.
fn window(from: f64, to: f64) -> Window {
    let monday: DateTime<Utc> = "2026-11-23T00:00:00Z".parse().unwrap();
    let at = |hours: f64| {
        monday + TimeDelta::from_std(std::time::Duration::from_secs_f64(hours * 3600.0)).unwrap()
    };
    Window {
        from: at(from),
        to: at(to),
        local_from: at(from).naive_utc(),
        local_to: at(to).naive_utc(),
    }
}

fn shop(number: u128) -> ShopId {
    ShopId(Uuid::from_u128(number))
}

/// Shops a hundred metres apart, along a street.
fn errand(number: u32, windows: &[(f64, f64)]) -> Errand {
    Errand {
        shop: shop(number.into()),
        position: Position::new(Some(48.53), Some(2.0 + f64::from(number) * 0.001_36)),
        windows: windows.iter().map(|(from, to)| window(*from, *to)).collect(),
    }
}

fn shops(trip: &Trip) -> Vec<ShopId> {
    trip.stops.iter().map(|stop| stop.shop).collect()
}

#[test]
fn all_in_one_go_is_between_what_all_have_in_common() {
    let errands = [
        errand(2, &[(9.0, 12.5), (33.0, 43.0)]),
        errand(0, &[(14.0, 19.0), (34.0, 36.5)]),
        errand(1, &[(10.0, 19.0), (34.0, 43.0)]),
    ];
    let found = plans(&errands, 4);
    assert_eq!(found.len(), 1);
    let [trip] = &found[0].trips[..] else {
        panic!("{found:?}")
    };
    assert_eq!(
        (trip.during.from, trip.during.to),
        (window(34.0, 36.5).from, window(34.0, 36.5).to)
    );
    let walked = shops(trip);
    assert!(
        walked == [shop(0), shop(1), shop(2)] || walked == [shop(2), shop(1), shop(0)],
        "{walked:?}"
    );
    // Twice a hundred metres at four kilometres an hour, and five minutes at each of three counters.
    assert!((2 * 90..=2 * 91).contains(&trip.on_foot()), "{}", trip.on_foot());
    assert_eq!(trip.seconds(), trip.on_foot() + 3 * AT_COUNTER);
    assert_eq!(trip.stops[1].after, AT_COUNTER + trip.stops[1].on_foot);
}

#[test]
fn each_half_of_a_day_is_offered_once() {
    let slots = [
        (9.0, 9.5),
        (9.5, 10.0),
        (14.0, 14.5),
        (14.5, 15.0),
        (33.0, 33.5),
        (33.5, 34.0),
    ];
    let errands = [errand(0, &slots), errand(1, &slots)];
    let begins: Vec<_> = plans(&errands, 4)
        .iter()
        .map(|plan| plan.trips[0].during.from)
        .collect();
    assert_eq!(
        begins,
        [
            window(9.0, 9.5).from,
            window(14.0, 14.5).from,
            window(33.0, 33.5).from
        ]
    );
    assert_eq!(plans(&errands, 2).len(), 2);
}

#[test]
fn shops_that_never_open_together_take_two_trips() {
    let errands = [
        errand(0, &[(9.0, 12.0)]),
        errand(1, &[(14.0, 19.0)]),
        errand(2, &[(9.0, 12.0), (14.0, 19.0)]),
    ];
    let found = plans(&errands, 4);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].trips.len(), 2);
    assert!(found[0].trips[0].during.from < found[0].trips[1].during.from);
}

#[test]
fn of_many_shops_nobody_says_that_no_fewer_trips_would_do() {
    let half_a_day = |number: u32| {
        let hours = if number.is_multiple_of(2) {
            (9.0, 12.0)
        } else {
            (14.0, 19.0)
        };
        errand(number, &[hours])
    };
    for (shops, is_fewest) in [(10, true), (11, false)] {
        let errands: Vec<Errand> = (0..shops).map(half_a_day).collect();
        let found = plans(&errands, 4);
        assert_eq!(
            (found[0].trips.len(), found[0].is_fewest()),
            (2, is_fewest),
            "{shops}"
        );
    }
    let at_once: Vec<Errand> = (0..11).map(|number| errand(number, &[(9.0, 12.0)])).collect();
    assert!(plans(&at_once, 4)[0].is_fewest());
}

#[test]
fn a_moment_too_short_for_the_walk_is_none() {
    // Twelve minutes in common: enough for two counters side by side, not for three.
    let shut = [(9.0, 10.2)];
    let open = [(10.0, 12.0)];
    assert_eq!(plans(&[errand(0, &shut), errand(1, &open)], 4)[0].trips.len(), 1);
    assert_eq!(
        plans(&[errand(0, &shut), errand(1, &open), errand(2, &open)], 4)[0]
            .trips
            .len(),
        2
    );
}

#[test]
fn a_shop_without_hours_is_in_no_plan() {
    assert_eq!(plans(&[errand(0, &[])], 4), []);
    assert_eq!(plans(&[errand(0, &[(9.0, 9.05)])], 4), []);
    let found = plans(&[errand(0, &[]), errand(1, &[(9.0, 12.0)])], 4);
    assert_eq!(shops(&found[0].trips[0]), [shop(1)]);
}

/// Windows of a quarter of an hour to five hours, some of them meeting end to end, over two days.
fn windows() -> impl Strategy<Value = Vec<Window>> {
    proptest::collection::vec((1_u32..40, 1_u32..20), 1..4).prop_map(|stretches| {
        let mut at = 0;
        let stretches = stretches.into_iter().map(|(pause, length)| {
            let from = at + pause;
            at = from + length;
            window(f64::from(from) / 4.0, f64::from(at) / 4.0)
        });
        stretches.collect()
    })
}

fn town(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Errand>> {
    let place =
        (48.525..48.535, 2.005..2.02).prop_map(|(latitude, longitude)| Position { latitude, longitude });
    let place = proptest::option::weighted(0.9, place);
    proptest::collection::vec((place, windows()), count).prop_map(|shops| {
        (0..)
            .zip(shops)
            .map(|(number, (position, windows))| Errand {
                shop: shop(number),
                position,
                windows,
            })
            .collect()
    })
}

/// Whether some shops can be visited in one go: every choice of windows is tried.
fn is_possible(of: &[&Errand]) -> bool {
    fn choose(of: &[&Errand], chosen: &mut Vec<(ShopId, Option<Position>, Window)>) -> bool {
        let Some(errand) = of.get(chosen.len()) else {
            return Trip::through(chosen).is_some();
        };
        errand.windows.iter().any(|window| {
            chosen.push((errand.shop, errand.position, *window));
            let found = choose(of, chosen);
            chosen.pop();
            found
        })
    }
    choose(of, &mut Vec::new())
}

/// The fewest trips, by trying every way to part the shops.
fn fewest_by_trying(left: &[&Errand], groups: &mut Vec<Vec<Errand>>, best: &mut usize) {
    let Some((first, rest)) = left.split_first() else {
        if groups
            .iter()
            .all(|group| is_possible(&group.iter().collect::<Vec<_>>()))
        {
            *best = (*best).min(groups.len());
        }
        return;
    };
    for at in 0..groups.len() {
        groups[at].push((*first).clone());
        fewest_by_trying(rest, groups, best);
        groups[at].pop();
    }
    groups.push(vec![(*first).clone()]);
    fewest_by_trying(rest, groups, best);
    groups.pop();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_trip_lies_inside_a_window_of_each_of_its_shops(town in town(1..14)) {
        for plan in plans(&town, 4) {
            let mut visited = BTreeSet::new();
            for trip in &plan.trips {
                for stop in &trip.stops {
                    prop_assert!(visited.insert(stop.shop));
                    let errand = town.iter().find(|errand| errand.shop == stop.shop).unwrap();
                    prop_assert!(errand.windows.contains(&stop.window));
                    prop_assert!(stop.window.from <= trip.during.from && trip.during.to <= stop.window.to);
                }
                prop_assert!(has_time(&trip.during, trip.seconds()));
            }
            prop_assert_eq!(visited.len(), town.len());
        }
    }

    #[test]
    fn no_way_takes_fewer_trips(town in town(1..6)) {
        let mut best = usize::MAX;
        fewest_by_trying(&town.iter().collect::<Vec<_>>(), &mut Vec::new(), &mut best);
        let found = plans(&town, 4);
        prop_assert!(!found.is_empty());
        for plan in found {
            prop_assert_eq!(plan.trips.len(), best);
        }
    }

    #[test]
    fn what_a_plan_chose_can_be_walked_when_it_is_sent_back(town in town(1..8)) {
        for plan in plans(&town, 4) {
            for trip in &plan.trips {
                let errands: Vec<_> = trip.stops.iter().map(|stop| {
                    let errand = town.iter().find(|errand| errand.shop == stop.shop).unwrap();
                    (stop.shop, errand.position, stop.window)
                }).collect();
                prop_assert_eq!(Trip::through(&errands).map(|again| again.seconds()), Some(trip.seconds()));
            }
        }
    }
}
