//! The town's plan as we draw it: streets along the doors we know, a numbered dot for each shop of the list, a scale.
//! Where the operator names a source of map tiles, they lie under the dots. No script, no way around the list.

use crate::i18n::Locale;
use domain::{
    plan::{Sheet, TILE, line_along, spread},
    shops::street,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use std::collections::BTreeMap;

const SIZE: (f64, f64) = (360.0, 380.0);
const MARGIN: f64 = 44.0;
/// Units between the middles of two numbered dots.
const APART: f64 = 27.0;
/// How far a street goes on behind its last door.
const BEYOND: f64 = 26.0;
/// Names of streets that are drawn; more would cover each other.
const STREETS: usize = 8;
/// Streets that are drawn at all, those with most doors first.
const LINES: usize = 60;
/// Shops of other pages that are links by themselves; of all others there is a dot to be led to, or a large town's plan would
/// weigh more than its list.
const LINKED: usize = 150;
/// What is no line but a square.
const SQUARES: [&str; 4] = ["place", "square", "esplanade", "parvis"];

/// A shop on the plan.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Its number in the list; none for a shop of another page, which is drawn small.
    pub number: Option<usize>,
    /// Its sign.
    pub name: String,
    /// The last part of its address on this site.
    pub slug: String,
    /// Where it leads.
    pub link: String,
    /// Its address in the town.
    pub address: String,
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
    /// Whether one can walk in now.
    pub is_open: bool,
}

/// The sheet; nothing without a shop on it.
#[component]
pub fn DrawnPlan(
    /// For the scale.
    locale: Locale,
    /// All shops whose place is known.
    spots: Vec<Spot>,
    /// Where tiles are, as `https://…/{z}/{x}/{y}.png`; none: a sheet of our own.
    tiles: Option<String>,
) -> impl IntoView {
    let places: Vec<_> = spots.iter().map(|spot| spot.position).collect();
    let sheet = Sheet::around(&places, SIZE, MARGIN, tiles.is_some())?;
    let at: Vec<_> = places.iter().map(|place| sheet.place(*place)).collect();
    let ground = tiles.map_or_else(
        || streets(&spots, &at).into_any(),
        |template| laid(&sheet, &template).into_any(),
    );
    let numbered: Vec<usize> = (0..spots.len())
        .filter(|at| spots[*at].number.is_some())
        .collect();
    let mut dots: Vec<_> = numbered.iter().map(|place| at[*place]).collect();
    spread(&mut dots, APART, SIZE);
    let others: Vec<usize> = (0..spots.len())
        .filter(|at| spots[*at].number.is_none())
        .collect();
    let (linked, crowd) = others.split_at(others.len().min(LINKED));
    let small = linked
        .iter()
        .map(|place| dot(&spots[*place], at[*place]))
        .collect_view();
    let crowd = crowd
        .iter()
        .map(|place| point(&spots[*place], at[*place]))
        .collect_view();
    let large = numbered
        .iter()
        .zip(dots)
        .map(|(place, at)| dot(&spots[*place], at))
        .collect_view();
    Some(view! {
        <svg class="plan" viewBox=format!("0 0 {} {}", SIZE.0, SIZE.1) aria-hidden="true">
            {ground}
            <g class="plan__crowd">{crowd}</g>
            {small}
            {large}
            {scale(locale, &sheet, places.first().map_or(0.0, |place| place.0))}
        </svg>
    })
}

/// A dot and no more.
fn point(spot: &Spot, (x, y): (f64, f64)) -> AnyView {
    view! { <circle id=format!("p-{}", spot.slug) cx=units(x) cy=units(y) r="4" /> }.into_any()
}

fn dot(spot: &Spot, (x, y): (f64, f64)) -> AnyView {
    let class = match (spot.number.is_some(), spot.is_open) {
        (true, true) => "plan__dot plan__dot--open",
        (true, false) => "plan__dot",
        (false, true) => "plan__dot plan__dot--small plan__dot--open",
        (false, false) => "plan__dot plan__dot--small",
    };
    let radius = if spot.number.is_some() { "12" } else { "4" };
    let (x, y) = (units(x), units(y));
    // The list says the same to keyboards and screen readers; this is for a finger or a mouse.
    view! {
        <a class=class id=format!("p-{}", spot.slug) href=spot.link.clone() tabindex="-1">
            <title>{spot.name.clone()}</title>
            <circle cx=x.clone() cy=y.clone() r=radius />
            {spot.number.map(|number| view! { <text class="plan__number" x=x y=y dy="0.36em">{number}</text> })}
        </a>
    }
    .into_any()
}

/// Streets with two doors or more, drawn along them, and squares around theirs.
fn streets(spots: &[Spot], at: &[(f64, f64)]) -> impl IntoView {
    let mut doors: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for (spot, at) in spots.iter().zip(at) {
        let name = street(&spot.address);
        if !name.is_empty() {
            doors.entry(name).or_default().push(*at);
        }
    }
    let mut doors: Vec<_> = doors.into_iter().collect();
    doors.sort_by_key(|(_, at)| std::cmp::Reverse(at.len()));
    let lines = doors
        .iter()
        .filter(|(_, at)| at.len() > 1)
        .take(LINES)
        .map(|(name, at)| if is_square(name) { square(at) } else { road(at) });
    let names = doors
        .iter()
        .filter(|(_, at)| at.len() > 1)
        .take(STREETS)
        .map(|(name, at)| street_name(name, at));
    let (lines, names) = (lines.collect_view(), names.collect_view());
    view! {
        <g class="plan__streets">{lines}</g>
        <g class="plan__names">{names}</g>
    }
}

fn is_square(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    SQUARES.contains(&first.as_str())
}

fn road(doors: &[(f64, f64)]) -> Option<AnyView> {
    let ((x1, y1), (x2, y2)) = line_along(doors)?;
    let length = (x2 - x1).hypot(y2 - y1).max(1.0);
    let (dx, dy) = ((x2 - x1) / length * BEYOND, (y2 - y1) / length * BEYOND);
    let line = view! {
        <line x1=units(x1 - dx) y1=units(y1 - dy) x2=units(x2 + dx) y2=units(y2 + dy) />
    };
    Some(line.into_any())
}

fn square(doors: &[(f64, f64)]) -> Option<AnyView> {
    let (x, y) = middle(doors)?;
    Some(view! { <circle cx=units(x) cy=units(y) r=units(around(doors, (x, y))) /> }.into_any())
}

/// The circle of a square's pavement: how far it reaches beyond its doors.
fn around(doors: &[(f64, f64)], (x, y): (f64, f64)) -> f64 {
    const PAVEMENT: f64 = 18.0;
    doors
        .iter()
        .map(|(dx, dy)| (dx - x).hypot(dy - y))
        .fold(0.0, f64::max)
        + PAVEMENT
}

/// Written along the street, beside its doors, never upside down.
fn street_name(name: &str, doors: &[(f64, f64)]) -> Option<AnyView> {
    let (x, y) = middle(doors)?;
    let ((x1, y1), (x2, y2)) = line_along(doors)?;
    let mut angle = (y2 - y1).atan2(x2 - x1).to_degrees();
    if is_square(name) {
        angle = 0.0;
    } else if angle > 90.0 {
        angle -= 180.0;
    } else if angle < -90.0 {
        angle += 180.0;
    }
    // Below its doors: behind the circle of a square, beside the band of a road.
    let below = if is_square(name) {
        around(doors, (x, y)) + 11.0
    } else {
        25.0
    };
    let turned = format!("translate({} {}) rotate({angle:.0})", units(x), units(y));
    let label = view! { <text transform=turned y=units(below)>{name.to_owned()}</text> };
    Some(label.into_any())
}

fn middle(dots: &[(f64, f64)]) -> Option<(f64, f64)> {
    let count = u32::try_from(dots.len())
        .ok()
        .filter(|count| *count > 0)
        .map(f64::from)?;
    let sum = dots
        .iter()
        .fold((0.0, 0.0), |sum, dot| (sum.0 + dot.0, sum.1 + dot.1));
    Some((sum.0 / count, sum.1 / count))
}

fn laid(sheet: &Sheet, template: &str) -> impl IntoView + use<> {
    let tiles = sheet.tiles().into_iter().map(|tile| {
        let address = template
            .replace("{z}", &tile.zoom.to_string())
            .replace("{x}", &tile.column.to_string())
            .replace("{y}", &tile.row.to_string());
        view! { <image href=address x=units(tile.left) y=units(tile.top) width=units(TILE) height=units(TILE) /> }.into_any()
    });
    view! { <g class="plan__tiles">{tiles.collect_view()}</g> }
}

fn scale(locale: Locale, sheet: &Sheet, latitude: f64) -> impl IntoView + use<> {
    let scale = sheet.scale(latitude);
    let words = if scale.metres < 1_000 {
        td_string!(locale, roam.metres, metres = scale.metres)
    } else {
        td_string!(locale, roam.kilometres, kilometres = scale.metres / 1_000)
    };
    let (left, bottom) = (14.0, sheet.height - 14.0);
    let right = left + scale.length;
    let bar = format!("M{left} {:.1}v5h{:.1}v-5", bottom - 5.0, scale.length);
    let north = format!("M{0:.1} 14l7 18-7-5-7 5z", sheet.width - 24.0);
    view! {
        <path class="plan__scale" d=bar />
        <text class="plan__words" x=units(right + 6.0) y=units(bottom)>{words}</text>
        <path class="plan__north" d=north />
        <text class="plan__words plan__words--north" x=units(sheet.width - 24.0) y="46">{td_string!(locale, roam.north)}</text>
    }
}

/// As SVG writes them: a tenth of a unit is finer than any screen.
fn units(of: f64) -> String {
    format!("{of:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(number: Option<usize>, name: &str, address: &str, position: (f64, f64)) -> Spot {
        Spot {
            number,
            name: name.into(),
            slug: name.to_lowercase().replace(' ', "-"),
            link: format!("/dourdan/{name}"),
            address: address.into(),
            position,
            is_open: false,
        }
    }

    fn drawn(spots: Vec<Spot>, tiles: Option<&str>) -> String {
        let tiles = tiles.map(str::to_owned);
        view! { <DrawnPlan locale=Locale::fr spots=spots tiles=tiles /> }.to_html()
    }

    #[test]
    fn a_street_with_two_doors_is_drawn_with_its_name() {
        let spots = vec![
            spot(Some(1), "La pause", "12 rue de Chartres", (48.5296, 2.0121)),
            spot(Some(2), "La cave", "22 bis rue de Chartres", (48.5293, 2.0114)),
            spot(None, "Le pain", "1 rue Haute", (48.5286, 2.009)),
        ];
        let svg = drawn(spots, None);
        assert_eq!(svg.matches("<line").count(), 1, "{svg}");
        assert!(
            svg.contains(">rue de Chartres<") && !svg.contains("rue Haute"),
            "{svg}"
        );
        assert!(
            svg.contains("id=\"p-la-pause\"") && svg.contains("plan__dot--small"),
            "{svg}"
        );
    }

    #[test]
    fn a_thousand_shops_weigh_little() {
        let of = |at: usize| {
            let position = (
                48.52 + f64::from(u32::try_from(at % 37).unwrap()) * 0.0003,
                2.0 + f64::from(u32::try_from(at / 37).unwrap()) * 0.0004,
            );
            let (name, street) = (
                format!("Commerce {at}"),
                format!("{} rue {}", at / 300 + 1, at % 300),
            );
            spot((at < 30).then_some(at + 1), &name, &street, position)
        };
        let svg = drawn((0..1_000).map(of).collect(), None);
        assert_eq!(svg.matches("<a ").count(), 30 + LINKED);
        assert_eq!(svg.matches("id=\"p-commerce-").count(), 1_000);
        assert_eq!(svg.matches("<line").count(), LINES);
        assert!(svg.len() < 150_000, "{} bytes", svg.len());
        let small = drawn((0..100).map(of).collect(), None);
        assert_eq!(small.matches("<a ").count(), 100);
    }

    #[test]
    fn tiles_lie_under_the_dots_where_the_operator_names_some() {
        let spots = vec![spot(Some(1), "La pause", "", (48.5296, 2.0121))];
        let svg = drawn(spots, Some("https://tiles.example/{z}/{x}/{y}.png"));
        assert!(svg.contains("https://tiles.example/18/"), "{svg}");
        assert!(!svg.contains("{x}"), "{svg}");
        assert!(!drawn(Vec::new(), None).contains("svg"));
    }
}
