//! Outlines, as SVG path data.

use std::f32::consts::TAU;
use std::fmt::Write;

pub type Point = (f32, f32);

pub fn oval(cx: f32, cy: f32, rx: f32, ry: f32) -> String {
    let d = 2. * rx;
    format!("M{} {cy}a{rx} {ry} 0 1 1 {d} 0a{rx} {ry} 0 1 1 -{d} 0Z", cx - rx)
}

pub fn rect(x: f32, y: f32, w: f32, h: f32, round: f32) -> String {
    let (across, down) = (w - 2. * round, h - 2. * round);
    format!(
        "M{} {y}h{across}q{round} 0 {round} {round}v{down}q0 {round} -{round} {round}h-{across}\
         q-{round} 0 -{round} -{round}v-{down}q0 -{round} {round} -{round}Z",
        x + round
    )
}

/// A can, a wheel, a pot: straight sides, and a rounded foot seen slightly from above.
pub fn drum(cx: f32, top: f32, bottom: f32, (upper, lower): (f32, f32), tilt: f32) -> String {
    let (left, right) = (cx - upper, cx + upper);
    format!(
        "M{left} {top}A{upper} {tilt} 0 0 1 {right} {top}L{} {bottom}A{lower} {tilt} 0 0 1 {} {bottom}Z",
        cx + lower,
        cx - lower
    )
}

/// A closed, soft outline through the given points.
pub fn blob(points: &[Point]) -> String {
    let count = points.len();
    let at = |index: usize| points[index % count];
    let mut path = format!("M{} {}", at(0).0, at(0).1);
    for index in 0..count {
        curve(
            &mut path,
            [at(index + count - 1), at(index), at(index + 1), at(index + 2)],
        );
    }
    path + "Z"
}

/// An outline turned on a lathe: half-widths and heights from the neck down, mirrored.
pub fn lathe(cx: f32, profile: &[Point], foot: f32) -> String {
    let right: Vec<Point> = profile.iter().map(|(half, y)| (cx + half, *y)).collect();
    let left: Vec<Point> = profile.iter().rev().map(|(half, y)| (cx - half, *y)).collect();
    let (Some(first), Some(last)) = (right.first(), left.first()) else {
        return String::new();
    };
    let mut path = format!("M{} {}", first.0, first.1);
    run(&mut path, &right);
    write_to(
        &mut path,
        format_args!("Q{cx} {} {} {}", last.1 + foot, last.0, last.1),
    );
    run(&mut path, &left);
    path + "Z"
}

/// A many-lobed circle: a scalloped crust, a crown cap, a biscuit.
pub fn scallop(centre: Point, radius: f32, lobes: u16, depth: f32) -> String {
    let points: Vec<Point> = (0..lobes * 2)
        .map(|step| {
            let reach = if step % 2 == 0 { radius } else { radius - depth };
            around(centre, reach, f32::from(step) / f32::from(lobes * 2))
        })
        .collect();
    blob(&points)
}

/// The point at this fraction of a full turn, starting at the right and going clockwise.
pub fn around((x, y): Point, radius: f32, turn: f32) -> Point {
    let (sin, cos) = (turn * TAU).sin_cos();
    (x + radius * cos, y + radius * sin)
}

fn run(path: &mut String, points: &[Point]) {
    let at = |index: usize| points[index.min(points.len() - 1)];
    for index in 0..points.len() - 1 {
        curve(
            path,
            [
                at(index.saturating_sub(1)),
                at(index),
                at(index + 1),
                at(index + 2),
            ],
        );
    }
}

/// One Catmull–Rom span, from the second point to the third.
fn curve(path: &mut String, [before, from, to, after]: [Point; 4]) {
    let (ax, ay) = (from.0 + (to.0 - before.0) / 6., from.1 + (to.1 - before.1) / 6.);
    let (bx, by) = (to.0 - (after.0 - from.0) / 6., to.1 - (after.1 - from.1) / 6.);
    write_to(
        path,
        format_args!("C{ax:.1} {ay:.1} {bx:.1} {by:.1} {:.1} {:.1}", to.0, to.1),
    );
}

fn write_to(path: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = path.write_fmt(text);
}
