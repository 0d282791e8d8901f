//! In which order one walks from door to door.

use crate::{catalogue::folded, shops::street, walk::Position};

/// What decides a door's place on the way.
#[derive(Clone, Copy, Debug)]
pub struct Door<'a> {
    /// Number and street.
    pub address: &'a str,
    /// Where it stands, if anybody knows.
    pub position: Option<Position>,
}

/// One street of the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Along {
    /// Its name as the first door writes it; empty for doors of which no street is known.
    pub street: String,
    /// Places of the doors in what was given, in order, each with the metres from the door before it, in a straight line;
    /// none when one of the two has no position.
    pub doors: Vec<(usize, Option<u32>)>,
}

/// Walks along streets, house by house: a street is finished before the next begins, and the next is the nearest. From the
/// first street by name, or from where one stands. Doors without a street come last.
pub fn along(doors: &[Door<'_>], from: Option<Position>) -> Vec<Along> {
    let mut left = streets(doors);
    let mut here = from;
    let mut way = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let nearest = left
            .iter()
            .enumerate()
            .filter_map(|(at, (_, on))| {
                let metres = on.iter().filter_map(|door| metres(here, doors[*door].position));
                Some((at, metres.min()?))
            })
            .min_by_key(|(_, metres)| *metres)
            .map_or(0, |(at, _)| at);
        let (street, mut on) = left.remove(nearest);
        // Begin at the end of the street where one arrives.
        let end = |door: Option<&usize>| door.and_then(|door| metres(here, doors[*door].position));
        if end(on.last()) < end(on.first()) && end(on.last()).is_some() {
            on.reverse();
        }
        let on = on
            .into_iter()
            .map(|door| {
                let there = doors[door].position;
                let leg = metres(here, there);
                here = there.or(here);
                (door, leg)
            })
            .collect();
        way.push(Along { street, doors: on });
    }
    way
}

/// The streets by name, each with its doors by number.
fn streets(doors: &[Door<'_>]) -> Vec<(String, Vec<usize>)> {
    let mut keyed: Vec<(bool, String, u32, usize)> = doors
        .iter()
        .enumerate()
        .map(|(at, door)| {
            let street = folded(street(door.address));
            (street.is_empty(), street, number(door.address), at)
        })
        .collect();
    keyed.sort();
    let mut streets: Vec<(String, String, Vec<usize>)> = Vec::new();
    for (_, key, _, at) in keyed {
        match streets.last_mut().filter(|(known, ..)| *known == key) {
            Some((.., on)) => on.push(at),
            None => streets.push((key, street(doors[at].address).to_owned(), vec![at])),
        }
    }
    streets.into_iter().map(|(_, street, on)| (street, on)).collect()
}

/// The number of a house; those without one come first.
fn number(address: &str) -> u32 {
    let digits: String = address
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .take(6)
        .collect();
    digits.parse().unwrap_or(0)
}

fn metres(from: Option<Position>, to: Option<Position>) -> Option<u32> {
    let far = from?.metres_to(to?).round().min(f64::from(u32::MAX));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole metres, at least none"
    )]
    Some(far as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn door(address: &str, east: f64) -> Door<'_> {
        Door {
            address,
            position: Position::new(Some(48.53), Some(2.0 + east / 1_000.0)),
        }
    }

    #[test]
    fn a_street_is_walked_to_its_end_and_the_next_is_the_nearest() {
        let doors = [
            door("12 rue de Chartres", 0.0),
            door("1 rue du Puits", 9.0),
            door("2 rue de Chartres", 2.0),
            door("10 place du Marché", 3.0),
            Door {
                address: "",
                position: None,
            },
            door("4 place du Marché", 5.0),
        ];
        let way = along(&doors, None);
        let names: Vec<&str> = way.iter().map(|street| street.street.as_str()).collect();
        assert_eq!(names, ["place du Marché", "rue de Chartres", "rue du Puits", ""]);
        let order: Vec<usize> = way
            .iter()
            .flat_map(|street| &street.doors)
            .map(|(at, _)| *at)
            .collect();
        assert_eq!(order, [5, 3, 2, 0, 1, 4]);
        assert_eq!(way[0].doors[0].1, None);
        assert!(
            way[0].doors[1]
                .1
                .is_some_and(|metres| (140..155).contains(&metres))
        );

        // Somebody who comes from the other end walks the other way.
        let way = along(&doors, Position::new(Some(48.53), Some(1.999)));
        assert_eq!(way[0].street, "rue de Chartres");
        assert_eq!(way[0].doors[0].0, 0);
    }

    proptest! {
        #[test]
        fn every_door_is_passed_once(doors in proptest::collection::vec((".{0,20}", proptest::option::of(-90.0..90.0f64)), 0..20)) {
            let doors: Vec<Door<'_>> = doors
                .iter()
                .map(|(address, at)| Door { address, position: Position::new(*at, *at) })
                .collect();
            let mut passed: Vec<usize> = along(&doors, None)
                .into_iter()
                .flat_map(|street| street.doors)
                .map(|(at, _)| at)
                .collect();
            passed.sort_unstable();
            prop_assert_eq!(passed, (0..doors.len()).collect::<Vec<_>>());
        }
    }
}
