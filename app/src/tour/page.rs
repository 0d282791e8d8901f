//! `/mairie/tournee`

use super::{
    DOORS,
    door::{Refused, Stop},
    list::{Street, TourList, heard},
};
use crate::{
    areas::{AtTownHall, TownHall, asked, page_asked},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    stand_ins::facts_known,
    ui::Pager,
};
use chrono::NaiveDate;
use domain::{
    id::{CallId, ShopId},
    tour::{self as way, CallError, Said},
    walk::Position,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{
    pickup, secret,
    tour::{self, OnTour},
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

/// What of the way is asked for.
struct Wish {
    /// Where it begins.
    from: Option<ShopId>,
    /// A door that shall be on the page.
    door: Option<ShopId>,
    /// Which page, counted from 1; without a door.
    leaf: u64,
}

/// The way from door to door.
#[component]
pub fn TourPage() -> impl IntoView {
    let shop = |name| asked(name).and_then(|shop| shop.parse().ok());
    let wish = Wish {
        from: shop("depuis"),
        door: shop("porte"),
        leaf: page_asked(),
    };
    page(async move { content(wish).await })
}

async fn content(wish: Wish) -> Result<AnyView, NoPage> {
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
        .find(|door| Some(door.shop.id) == wish.from)
        .and_then(|door| door.shop.position);
    let refused = use_context::<CallPosted>().map(|posted| refused(locale, posted));
    let way = on_the_way(&doors, from);
    let wanted = refused.as_ref().map(|refused| refused.shop).or(wish.door);
    let at = wanted.and_then(|shop| way.iter().position(|stop| doors[stop.door].shop.id == shop));
    let leaf = at.map_or(wish.leaf, |at| (at / DOORS) as u64 + 1);
    let pages = way.len().div_ceil(DOORS).max(1) as u64;
    if leaf > pages {
        return Err(NoPage::NotFound);
    }
    let first = usize::try_from(leaf - 1)
        .unwrap_or(usize::MAX)
        .saturating_mul(DOORS);
    let shown = way.get(first..).unwrap_or_default();
    let shown = &shown[..DOORS.min(shown.len())];
    let streets = streets(locale, &town.time_zone, today, &doors, shown);
    let list = wish.from.map_or_else(
        || routes::TOUR.to_owned(),
        |shop| routes::asking(routes::TOUR, "depuis", &shop.to_string()),
    );
    let previous = (leaf > 1).then(|| routes::leaf(&list, leaf - 1));
    let next = (leaf < pages).then(|| routes::leaf(&list, leaf + 1));
    let title = td_string!(locale, tour.title);
    let list = if doors.is_empty() {
        view! { <p>{td_string!(locale, tour.empty)}" "<a href=routes::ROSTER>{td_string!(locale, roster.title)}</a></p> }.into_any()
    } else {
        view! {
            <TourList locale=locale today=today streets=streets refused=refused whole={pages == 1} />
            <Pager locale=locale page=leaf pages=pages previous=previous next=next />
        }
        .into_any()
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

/// A door on the way.
struct OnWay {
    /// The street, as its first door writes it; empty when nobody knows.
    street: String,
    /// Which door.
    door: usize,
    /// From the one before.
    metres: Option<u32>,
}

/// All doors in the order in which one walks past them.
fn on_the_way(doors: &[OnTour], from: Option<Position>) -> Vec<OnWay> {
    let places: Vec<way::Door<'_>> = doors
        .iter()
        .map(|door| way::Door {
            address: &door.shop.address,
            position: door.shop.position,
        })
        .collect();
    let streets = way::along(&places, from).into_iter();
    let stops = streets.flat_map(|along| {
        let street = along.street;
        along.doors.into_iter().map(move |(door, metres)| OnWay {
            street: street.clone(),
            door,
            metres,
        })
    });
    stops.collect()
}

/// A piece of the way, street by street.
fn streets(
    locale: Locale,
    time_zone: &str,
    today: NaiveDate,
    doors: &[OnTour],
    shown: &[OnWay],
) -> Vec<Street> {
    let of_one_street = shown.chunk_by(|one, next| one.street == next.street);
    let streets = of_one_street.map(|stops| Street {
        name: match stops.first().map(|stop| stop.street.as_str()) {
            None | Some("") => td_string!(locale, tour.no_street).to_owned(),
            Some(street) => street.to_owned(),
        },
        stops: stops
            .iter()
            .map(|on| stop(locale, time_zone, today, &doors[on.door], on.metres))
            .collect(),
    });
    streets.collect()
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
