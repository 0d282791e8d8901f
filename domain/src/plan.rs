//! A town's plan: places on the globe put onto a sheet of paper, by the projection that every web map uses, so that tiles
//! fit under the same dots. Positions are latitude and longitude in degrees; what lies on the sheet is counted in its own
//! units from its upper left corner.

use std::f64::consts::PI;

/// Sides of a tile, in units of the sheet.
pub const TILE: f64 = 256.0;
/// Closest look: one shop alone is not shown from nearer.
const CLOSEST: f64 = 18.0;
/// Metres around the equator.
const EQUATOR: f64 = 40_075_016.686;
/// Where the projection ends.
const FARTHEST: f64 = 85.0;
/// Lengths that a scale may have, in metres.
const ROUND: [u32; 12] = [
    10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 500_000,
];

/// A sheet with a part of the world on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Units from left to right.
    pub width: f64,
    /// Units from top to bottom.
    pub height: f64,
    zoom: f64,
    left: f64,
    top: f64,
}

/// A square picture of a web map, and where its upper left corner lies on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile {
    /// How close: the world is two to the power of this many tiles wide.
    pub zoom: u32,
    /// Column, from the west.
    pub column: u32,
    /// Row, from the north.
    pub row: u32,
    /// Units from the sheet's left.
    pub left: f64,
    /// Units from the sheet's top.
    pub top: f64,
}

/// The line under a plan that tells how far a metre is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// A round number of metres.
    pub metres: u32,
    /// How long they are on the sheet.
    pub length: f64,
}

impl Sheet {
    /// A sheet of that size with all places on it, none nearer to its edge than the margin. With tiles, only the zooms
    /// that tiles are drawn for. None when no place is given.
    pub fn around(
        places: &[(f64, f64)],
        (width, height): (f64, f64),
        margin: f64,
        with_tiles: bool,
    ) -> Option<Self> {
        let on_globe: Vec<_> = places.iter().map(|place| project(*place)).collect();
        let first = on_globe.first()?;
        let (low, high) = on_globe.iter().fold((*first, *first), |(low, high), (x, y)| {
            ((low.0.min(*x), low.1.min(*y)), (high.0.max(*x), high.1.max(*y)))
        });
        let fitting = |room: f64, span: f64| ((room - 2.0 * margin).max(1.0) / span.max(1e-12) / TILE).log2();
        let mut zoom = fitting(width, high.0 - low.0)
            .min(fitting(height, high.1 - low.1))
            .clamp(0.0, CLOSEST);
        if with_tiles {
            zoom = zoom.floor();
        }
        let world = TILE * zoom.exp2();
        Some(Self {
            width,
            height,
            zoom,
            left: f64::midpoint(low.0, high.0) * world - width / 2.0,
            top: f64::midpoint(low.1, high.1) * world - height / 2.0,
        })
    }

    /// Where a place lies on the sheet.
    pub fn place(&self, place: (f64, f64)) -> (f64, f64) {
        let (x, y) = project(place);
        let world = TILE * self.zoom.exp2();
        (x * world - self.left, y * world - self.top)
    }

    /// The longest round scale that takes a third of the sheet at most, at that latitude.
    pub fn scale(&self, latitude: f64) -> Scale {
        let metre =
            TILE * self.zoom.exp2() / EQUATOR / latitude.clamp(-FARTHEST, FARTHEST).to_radians().cos();
        let longest = self.width / 3.0;
        let metres = ROUND
            .into_iter()
            .rev()
            .find(|metres| f64::from(*metres) * metre <= longest)
            .unwrap_or(ROUND[0]);
        Scale {
            metres,
            length: f64::from(metres) * metre,
        }
    }

    /// The tiles that cover the sheet, row after row; none of a world that ends.
    pub fn tiles(&self) -> Vec<Tile> {
        let zoom = self.zoom.floor();
        let wide = zoom.exp2();
        let span = |from: f64, length: f64| {
            let first = (from / TILE).floor().max(0.0);
            let last = ((from + length) / TILE).ceil().min(wide);
            (first, last)
        };
        let (first_column, last_column) = span(self.left, self.width);
        let (first_row, last_row) = span(self.top, self.height);
        let mut tiles = Vec::new();
        let mut row = first_row;
        while row < last_row {
            let mut column = first_column;
            while column < last_column {
                tiles.push(Tile {
                    zoom: whole(zoom),
                    column: whole(column),
                    row: whole(row),
                    left: column * TILE - self.left,
                    top: row * TILE - self.top,
                });
                column += 1.0;
            }
            row += 1.0;
        }
        tiles
    }
}

/// Moves dots apart until none covers another, each as little as that takes; all stay on a sheet of that size, as far
/// from its edge as a dot is wide. Meant for as many dots as people can tell apart.
pub fn spread(dots: &mut [(f64, f64)], apart: f64, (width, height): (f64, f64)) {
    const ROUNDS: usize = 60;
    for _ in 0..ROUNDS {
        let mut still = true;
        for one in 0..dots.len() {
            for other in one + 1..dots.len() {
                let (dx, dy) = (dots[other].0 - dots[one].0, dots[other].1 - dots[one].1);
                let distance = dx.hypot(dy);
                if distance >= apart - 1e-6 {
                    continue;
                }
                still = false;
                // Two in one spot part sideways; which way follows from their order, so a plan is always the same.
                let (ux, uy) = if distance < 1e-6 {
                    (1.0, 0.0)
                } else {
                    (dx / distance, dy / distance)
                };
                let push = (apart - distance) / 2.0;
                dots[one] = (dots[one].0 - ux * push, dots[one].1 - uy * push);
                dots[other] = (dots[other].0 + ux * push, dots[other].1 + uy * push);
            }
        }
        for (x, y) in dots.iter_mut() {
            *x = x.clamp(apart, (width - apart).max(apart));
            *y = y.clamp(apart, (height - apart).max(apart));
        }
        if still {
            return;
        }
    }
}

/// A straight line along places on the sheet, as a street runs along its doors: two ends. None for fewer than two places,
/// or when all lie in one spot.
pub fn line_along(dots: &[(f64, f64)]) -> Option<((f64, f64), (f64, f64))> {
    let count = u32::try_from(dots.len())
        .ok()
        .filter(|count| *count > 1)
        .map(f64::from)?;
    let sum = dots
        .iter()
        .fold((0.0, 0.0), |sum, dot| (sum.0 + dot.0, sum.1 + dot.1));
    let middle = (sum.0 / count, sum.1 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in dots {
        let (dx, dy) = (x - middle.0, y - middle.1);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    if xx + yy < 1e-6 {
        return None;
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (ux, uy) = (angle.cos(), angle.sin());
    let along = dots
        .iter()
        .map(|(x, y)| (x - middle.0) * ux + (y - middle.1) * uy);
    let (from, to) = along.fold((f64::MAX, f64::MIN), |(from, to), at| (from.min(at), to.max(at)));
    Some((
        (middle.0 + ux * from, middle.1 + uy * from),
        (middle.0 + ux * to, middle.1 + uy * to),
    ))
}

/// Parts of the world's width and height, from its upper left corner.
fn project((latitude, longitude): (f64, f64)) -> (f64, f64) {
    let latitude = latitude.clamp(-FARTHEST, FARTHEST).to_radians();
    (
        longitude.clamp(-180.0, 180.0) / 360.0 + 0.5,
        0.5 - (latitude / 2.0 + PI / 4.0).tan().ln() / (2.0 * PI),
    )
}

/// Of a number that is whole and small already.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "columns, rows and zooms of a world of 2^18 tiles"
)]
const fn whole(number: f64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: (f64, f64) = (360.0, 380.0);
    const CHURCH: (f64, f64) = (48.5290, 2.0119);
    const STATION: (f64, f64) = (48.5337, 2.0090);

    #[test]
    fn north_is_up_and_east_is_right() {
        let sheet = Sheet::around(&[CHURCH, STATION], SIZE, 30.0, false).unwrap();
        let (church, station) = (sheet.place(CHURCH), sheet.place(STATION));
        assert!(station.1 < church.1 && station.0 < church.0);
        // As large as the margin lets it be.
        assert!((station.1 - 30.0).abs() < 0.01, "{station:?}");
    }

    #[test]
    fn the_scale_measures_what_a_walk_measures() {
        let sheet = Sheet::around(&[CHURCH, STATION], SIZE, 30.0, false).unwrap();
        let (church, station) = (sheet.place(CHURCH), sheet.place(STATION));
        let units = (church.0 - station.0).hypot(church.1 - station.1);
        let scale = sheet.scale(CHURCH.0);
        let metres = units / scale.length * f64::from(scale.metres);
        // 523 m north and 214 m west.
        assert!((metres - 565.0).abs() < 3.0, "{metres}");
        assert!(scale.length <= SIZE.0 / 3.0);
    }

    #[test]
    fn tiles_cover_the_sheet_and_are_those_that_web_maps_have() {
        let sheet = Sheet::around(&[CHURCH, STATION], SIZE, 30.0, true).unwrap();
        let tiles = sheet.tiles();
        let zoom = tiles[0].zoom;
        let column = ((CHURCH.1 + 180.0) / 360.0 * f64::from(2u32.pow(zoom))).floor();
        let under = |tile: &Tile| {
            let (x, y) = sheet.place(CHURCH);
            (tile.left..tile.left + TILE).contains(&x) && (tile.top..tile.top + TILE).contains(&y)
        };
        let found = tiles.iter().find(|tile| under(tile)).unwrap();
        assert!((f64::from(found.column) - column).abs() < 0.5);
        assert!(tiles.iter().all(|tile| tile.left < SIZE.0 && tile.top < SIZE.1));
        assert!(tiles.len() <= 9, "{}", tiles.len());
    }

    #[test]
    fn one_shop_alone_has_a_plan_and_none_has_no_plan() {
        let sheet = Sheet::around(&[CHURCH], SIZE, 30.0, false).unwrap();
        let (x, y) = sheet.place(CHURCH);
        assert!((x - 180.0).abs() < 0.01 && (y - 190.0).abs() < 0.01);
        assert_eq!(Sheet::around(&[], SIZE, 30.0, false), None);
    }

    #[test]
    fn a_street_runs_along_its_doors() {
        let (from, to) = line_along(&[(10.0, 10.0), (20.0, 20.5), (30.0, 29.5), (15.0, 15.0)]).unwrap();
        assert!((from.0 - 10.0).abs() < 0.5 && (to.0 - 30.0).abs() < 0.5);
        assert_eq!(line_along(&[(1.0, 1.0)]), None);
        assert_eq!(line_along(&[(1.0, 1.0), (1.0, 1.0)]), None);
    }

    proptest! {
        #[test]
        fn every_shop_is_on_the_sheet(
            places in proptest::collection::vec((-90f64..90.0, -180f64..180.0), 1..40),
            with_tiles: bool,
        ) {
            let sheet = Sheet::around(&places, SIZE, 30.0, with_tiles).unwrap();
            for place in places {
                let (x, y) = sheet.place(place);
                // The whole world at the farthest zoom is smaller than no sheet: only then something lies outside.
                if sheet.zoom > 0.0 {
                    prop_assert!((29.9..=SIZE.0 - 29.9).contains(&x) && (29.9..=SIZE.1 - 29.9).contains(&y), "{x} {y}");
                }
            }
            prop_assert!(sheet.scale(48.0).length.is_finite());
        }

        #[test]
        fn dots_that_cover_each_other_part_and_stay_on_the_sheet(
            mut dots in proptest::collection::vec((30f64..330.0, 30f64..350.0), 2..14),
        ) {
            spread(&mut dots, 26.0, SIZE);
            for one in 0..dots.len() {
                prop_assert!((0.0..=SIZE.0).contains(&dots[one].0) && (0.0..=SIZE.1).contains(&dots[one].1));
                for other in one + 1..dots.len() {
                    let distance = (dots[one].0 - dots[other].0).hypot(dots[one].1 - dots[other].1);
                    prop_assert!(distance > 20.0, "{distance}");
                }
            }
        }
    }
}
