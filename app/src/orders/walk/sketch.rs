//! The walk as one would draw it on a paper bag: where the shops stand to each other, and a dotted line between them.

use domain::walk::Position;
use leptos::prelude::*;

/// The drawing's own units.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 140.0;
const MARGIN: f64 = 20.0;
/// Two numbers side by side do not touch.
const APART: f64 = 30.0;
/// How much a line bends between two stops, as a part of its length; to one side and to the other in turn.
const BEND: f64 = 0.14;

type Point = (f64, f64);

/// Decoration: the list beside it says all of it.
#[component]
pub(super) fn Sketch(
    /// In walking order.
    positions: Vec<Position>,
) -> impl IntoView {
    let (points, is_turned) = placed(&positions);
    let legs = points.windows(2).zip([1.0, -1.0].into_iter().cycle());
    let legs = legs
        .map(|(leg, side)| curve(leg[0], leg[1], side))
        .collect::<String>();
    let stops = points.iter().zip(1..).map(|((x, y), number)| {
        let tilt = format!("rotate({} {x:.1} {y:.1})", number * 47 % 90 - 40);
        let (x, y) = (format!("{x:.1}"), format!("{y:.1}"));
        view! {
            <ellipse class="walk-sketch__stop" cx=x.clone() cy=y.clone() rx="13" ry="11.5" transform=tilt />
            <text class="walk-sketch__number" x=x y=y dy="5">{number}</text>
        }
    });
    let stops = stops.collect_view();
    let (north, sign) = if is_turned {
        ("translate(292 16) rotate(90)", ("309", "20"))
    } else {
        ("translate(304 28)", ("304", "14"))
    };
    view! {
        <svg class="walk-sketch" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true" focusable="false">
            <path class="walk-sketch__north" d="M0 8c.4-5-.4-10 0-16M-4-4c1.500-1 3-2.500 4-4.500 1 2 2.500 3.500 4 4.500" transform=north />
            <text class="walk-sketch__sign" x=sign.0 y=sign.1>"N"</text>
            <path class="walk-sketch__way" d=legs />
            {stops}
        </svg>
    }
}

/// Where each stop is drawn; whether the drawing was turned, so that north is on its right.
fn placed(positions: &[Position]) -> (Vec<Point>, bool) {
    let Some(first) = positions.first() else {
        return (Vec::new(), false);
    };
    let metres: Vec<Point> = positions
        .iter()
        .map(|position| position.from_point(*first))
        .map(|(east, north)| (east, -north))
        .collect();
    let (width, height) = (span(&metres, |point| point.0), span(&metres, |point| point.1));
    let is_turned = height.1 - height.0 > width.1 - width.0;
    let turned: Vec<Point> = if is_turned {
        metres.iter().map(|(x, y)| (-y, *x)).collect()
    } else {
        metres
    };
    let (across, down) = (span(&turned, |point| point.0), span(&turned, |point| point.1));
    let room = (WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN);
    let scale = (room.0 / (across.1 - across.0).max(1.0)).min(room.1 / (down.1 - down.0).max(1.0));
    let fit = |(x, y): &Point| {
        (
            WIDTH / 2.0 + (x - f64::midpoint(across.0, across.1)) * scale,
            HEIGHT / 2.0 + (y - f64::midpoint(down.0, down.1)) * scale,
        )
    };
    (spread(turned.iter().map(fit).collect()), is_turned)
}

fn span(points: &[Point], of: impl Fn(&Point) -> f64) -> (f64, f64) {
    let values = points.iter().map(of);
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
        (least.min(value), most.max(value))
    })
}

/// Neighbours are moved apart until each number can be read, as far as the paper goes.
fn spread(mut points: Vec<Point>) -> Vec<Point> {
    for _ in 0..60 {
        for one in 0..points.len() {
            for other in one + 1..points.len() {
                let (x, y) = (points[other].0 - points[one].0, points[other].1 - points[one].1);
                let gap = x.hypot(y);
                if gap >= APART {
                    continue;
                }
                // On the same spot: to the right, which is where one reads on.
                let (x, y) = if gap < 0.5 { (1.0, 0.2) } else { (x / gap, y / gap) };
                let push = (APART - gap) / 2.0;
                points[one] = inside((points[one].0 - x * push, points[one].1 - y * push));
                points[other] = inside((points[other].0 + x * push, points[other].1 + y * push));
            }
        }
    }
    points
}

fn inside((x, y): Point) -> Point {
    (x.clamp(MARGIN, WIDTH - MARGIN), y.clamp(MARGIN, HEIGHT - MARGIN))
}

/// As a hand draws it: not quite straight.
fn curve(from: Point, to: Point, side: f64) -> String {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let (bent_x, bent_y) = (middle.0 - y * BEND * side, middle.1 + x * BEND * side);
    format!(
        "M{:.1} {:.1}Q{bent_x:.1} {bent_y:.1} {:.1} {:.1}",
        from.0, from.1, to.0, to.1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position { latitude, longitude }
    }

    #[test]
    fn shops_of_one_street_are_drawn_across_the_paper() {
        let (street, is_turned) = placed(&[at(48.53, 2.01), at(48.5301, 2.012), at(48.53, 2.014)]);
        assert!(!is_turned);
        assert!(
            (street[0].0 - MARGIN).abs() < 0.1 && (street[2].0 - (WIDTH - MARGIN)).abs() < 0.1,
            "{street:?}"
        );
        assert!(street[1].1 < street[0].1, "north is up: {street:?}");
        let (turned, is_turned) = placed(&[at(48.53, 2.01), at(48.534, 2.01)]);
        assert!(
            is_turned && turned[0].0 < turned[1].0,
            "north is on the right: {turned:?}"
        );
    }

    #[test]
    fn neighbours_do_not_hide_each_other() {
        let here = at(48.53, 2.01);
        let (points, _) = placed(&[here, here, at(48.53, 2.0101), here, at(48.532, 2.0101)]);
        for (place, one) in points.iter().enumerate() {
            for other in &points[place + 1..] {
                assert!(
                    (one.0 - other.0).hypot(one.1 - other.1) > APART * 0.8,
                    "{points:?}"
                );
            }
        }
    }
}
