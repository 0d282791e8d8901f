//! The walk: a small hand-drawn line of stops with their times, in the basket for each plan and on an order's page for
//! what was chosen.

mod sketch;

use crate::{i18n::Locale, speech};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    orders::Part,
    shops::Shop,
    walk::{Errand, Plan, Stop, Trip, plans},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use sketch::Sketch;

/// Seconds: people reckon a walk in fives of minutes.
const STEP: u32 = 5 * 60;

/// "environ 25 minutes, dont 10 à pied".
pub(super) fn about(locale: Locale, trip: &Trip) -> String {
    let (all, on_foot) = (trip.seconds().div_ceil(STEP) * 5, trip.on_foot().div_ceil(60));
    match on_foot {
        0 => td_string!(locale, walk.about, minutes = all),
        1 => td_string!(locale, walk.about_one, minutes = all),
        _ => td_string!(locale, walk.about_on_foot, minutes = all, on_foot = on_foot),
    }
}

/// One trip as a sketch and as an ordered list of stops.
#[component]
pub fn WalkLine(
    locale: Locale,
    trip: Trip,
    /// Those of the trip, among others.
    shops: Vec<Shop>,
    /// Whether to tell when one is where, for who leaves as soon as all are open.
    times: bool,
) -> impl IntoView {
    let last = trip.stops.len().saturating_sub(1);
    let at = |seconds: u32| {
        let seconds = seconds.div_ceil(STEP) * STEP;
        speech::hour(
            locale,
            trip.during.local_from + TimeDelta::seconds(seconds.into()),
        )
    };
    let positions = trip.stops.iter().map(|stop| shop_of(&shops, stop)?.position);
    let positions: Option<Vec<_>> = positions.collect();
    let positions = positions.filter(|positions| positions.len() > 1);
    let items = trip.stops.iter().enumerate().filter_map(|(place, stop)| {
        let shop = shop_of(&shops, stop)?;
        let time = times.then(|| at(stop.after));
        let address = Some(shop.address.clone()).filter(|address| !address.is_empty());
        let onward = trip
            .stops
            .get(place + 1)
            .map(|next| on_foot(locale, next.on_foot));
        let end = (times && place == last).then(|| td_string!(locale, walk.over, hour = at(trip.seconds())));
        Some(view! {
            <li class="walk-line__stop">
                {time.map(|time| view! { <span class="walk-line__time">{time}</span>" " })}
                <span class="walk-line__place">
                    <strong class="walk-line__sign">{shop.name.to_string()}</strong>" "
                    {address.map(|address| view! { <span class="walk-line__address">{address}</span>" " })}
                    {onward.or(end).map(|words| view! { <span class="walk-line__leg">{words}</span> })}
                </span>
            </li>
        })
    });
    let items = items.collect_view();
    let class = if times {
        "walk-line__stops"
    } else {
        "walk-line__stops walk-line__stops--timeless"
    };
    view! {
        <div class="walk-line">
            {positions.map(|positions| view! { <Sketch positions=positions /> })}
            <ol class=class role="list">{items}</ol>
        </div>
    }
}

fn shop_of<'s>(shops: &'s [Shop], stop: &Stop) -> Option<&'s Shop> {
    shops.iter().find(|shop| shop.id == stop.shop)
}

/// "puis 3 minutes à pied".
fn on_foot(locale: Locale, seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => td_string!(locale, walk.next_door).to_owned(),
        minutes => td_string!(locale, walk.then, minutes = minutes),
    }
}

/// The walk of an order: the shops that still wait for the shopper, in as few trips as their windows allow. Nothing for
/// a single one.
#[component]
pub fn OrderWalk(locale: Locale, parts: Vec<Part>, today: NaiveDate, now: DateTime<Utc>) -> impl IntoView {
    let waiting: Vec<&Part> = parts.iter().filter(|part| !part.state().is_over()).collect();
    let errands: Vec<Errand> = waiting
        .iter()
        .map(|part| Errand {
            shop: part.shop.id,
            position: part.shop.position,
            windows: vec![part.window],
        })
        .collect();
    let shops: Vec<Shop> = waiting.iter().map(|part| part.shop.clone()).collect();
    let plan = plans(&errands, 1).pop().filter(|_| shops.len() > 1);
    plan.map(|Plan { trips }| {
        let trips = trips
            .into_iter()
            .map(|trip| {
                let when = speech::window(locale, &trip.during, today);
                let about = about(locale, &trip);
                let times = trip.during.from > now;
                view! {
                    <div class="outing__trip">
                        <p class="outing__when">{when}</p>
                        <p class="outing__about">{about}</p>
                        <WalkLine locale=locale trip=trip shops=shops.clone() times=times />
                    </div>
                }
            })
            .collect_view();
        view! { <div class="order-walk">{trips}</div> }
    })
}
