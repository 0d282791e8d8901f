//! `/mairie/tournee`

use super::{
    door::{Refused, Stop},
    list::{Street, TourList, heard},
};
use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session, speech,
    stand_ins::facts_known,
    state::House,
};
use chrono::NaiveDate;
use domain::{
    id::{CallId, ShopId},
    tour::{self as way, CallError, Said},
    walk::Position,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use services::{
    pickup, secret,
    tour::{self, OnTour},
    towns,
};

/// A call that could not be noted: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct CallPosted {
    /// Whose door.
    pub shop: ShopId,
    /// What was chosen.
    pub said: Option<Said>,
    /// The day as typed.
    pub on: String,
    /// The note as typed.
    pub note: String,
    /// What is wrong; none when nothing was chosen.
    pub wrong: Option<CallError>,
}

/// The way from door to door.
#[component]
pub fn TourPage() -> impl IntoView {
    let asked = use_query_map().read_untracked();
    let from = asked.get("depuis").and_then(|shop| shop.parse().ok());
    page(async move { content(from).await })
}

async fn content(from: Option<ShopId>) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let db = house.db.read();
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let doors = tour::doors(db, &who).await?;
    let from = doors
        .iter()
        .find(|door| Some(door.shop.id) == from)
        .and_then(|door| door.shop.position);
    let refused = use_context::<CallPosted>().map(|posted| refused(locale, posted));
    let streets = streets(locale, &town.time_zone, today, &doors, from);
    let title = td_string!(locale, tour.title);
    let list = if doors.is_empty() {
        view! { <p>{td_string!(locale, tour.empty)}" "<a href=routes::ROSTER>{td_string!(locale, roster.title)}</a></p> }.into_any()
    } else {
        view! { <TourList locale=locale today=today streets=streets refused=refused /> }.into_any()
    };
    Ok(view! {
        <TownHall town=town title=title kept=true>
            <div class="page">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, tour.lead)}</p></div>
                {list}
            </div>
        </TownHall>
    }
    .into_any())
}

fn refused(locale: Locale, posted: CallPosted) -> Refused {
    let says = posted.wrong.map_or_else(
        || td_string!(locale, tour.no_choice).to_owned(),
        |wrong| speech::call_error(locale, wrong),
    );
    Refused {
        shop: posted.shop,
        said: posted.said,
        on: posted.on,
        note: posted.note,
        says,
    }
}

fn streets(
    locale: Locale,
    time_zone: &str,
    today: NaiveDate,
    doors: &[OnTour],
    from: Option<Position>,
) -> Vec<Street> {
    let places: Vec<way::Door<'_>> = doors
        .iter()
        .map(|door| way::Door {
            address: &door.shop.address,
            position: door.shop.position,
        })
        .collect();
    way::along(&places, from)
        .into_iter()
        .map(|street| Street {
            name: if street.street.is_empty() {
                td_string!(locale, tour.no_street).to_owned()
            } else {
                street.street
            },
            stops: street
                .doors
                .into_iter()
                .map(|(at, metres)| stop(locale, time_zone, today, &doors[at], metres))
                .collect(),
        })
        .collect()
}

fn stop(locale: Locale, time_zone: &str, today: NaiveDate, door: &OnTour, metres: Option<u32>) -> Stop {
    let kind = speech::kind(locale, door.shop.kind).to_owned();
    let far = metres.map(|metres| td_string!(locale, tour.metres, metres = metres.div_ceil(10) * 10));
    let facts = [Some(kind), Some(door.shop.address.clone()), far];
    let facts: Vec<String> = facts
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect();
    let calls = door.calls.iter().take(3).map(|call| {
        let day = pickup::wall_clock(time_zone, call.at).date();
        heard(locale, day, today, (call.said, call.on), &call.note)
    });
    Stop {
        shop: door.shop.id,
        name: door.shop.name.to_string(),
        facts: facts.join(" · "),
        placed: door.shop.position.is_some(),
        phone: door.shop.phone.as_ref().map(ToString::to_string),
        progress: door.progress,
        owned: door.is_owned,
        known: (door.progress.claimed_at.is_some() && !door.missing.is_empty())
            .then(|| facts_known(locale, &door.missing)),
        standing: door.standing,
        heard: calls.collect(),
        call: CallId(secret::id()),
    }
}
