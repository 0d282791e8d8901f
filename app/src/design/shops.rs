//! Who sells it, open, shut, and at the door.

use super::{Part, name};
use crate::{
    i18n::Locale,
    shops::{Mark, OpeningHours, ShopCard, ShopLine},
    towns::{DrawnPlan, Spot},
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{
    basket::Basket,
    id::ShopId,
    photos::Photo,
    pickup::{Lead, Slots},
    shops::{Door, DoorState, Shop, ShopKind},
};
use leptos::prelude::*;
use services::pickup::DayHours;
use uuid::Uuid;

#[component]
pub(super) fn Shops(locale: Locale, today: NaiveDateTime, photo: Option<Photo>) -> impl IntoView {
    let day = today.date();
    let later = day
        .checked_add_days(Days::new(1))
        .and_then(|day| day.and_hms_opt(9, 0, 0));
    let evening = day.and_hms_opt(19, 0, 0);
    let doors = [
        (DoorState::Open(evening), false),
        (DoorState::Open(None), true),
        (DoorState::Closed(later), false),
        (DoorState::Closed(None), false),
        (DoorState::Unknown, false),
    ];
    let cards = doors.iter().enumerate().map(|(at, (state, at_the_door))| {
        let (shop, door) = (shop(at, *at_the_door), door(day, *state, *at_the_door));
        let pictures: Vec<Photo> = photo.clone().into_iter().filter(|_| at % 2 == 0).collect();
        view! { <li><ShopCard locale=locale town="dourdan".into() shop=shop door=door basket=Basket::default() level=3 pictures=pictures /></li> }.into_any()
    });
    let marks = [Mark::Kind, Mark::Number(1), Mark::Number(12), Mark::Nowhere];
    let lines = marks.into_iter().enumerate().map(|(at, mark)| {
        let (state, at_the_door) = doors[at];
        view! {
            <li class="shop-list__item">
                <ShopLine locale=locale town="dourdan".into() shop=shop(at, at_the_door) door=door(day, state, at_the_door) basket=Basket::default() mark=mark />
            </li>
        }
        .into_any()
    });
    let open = evening
        .into_iter()
        .filter_map(|evening| Some((day.and_hms_opt(9, 0, 0)?, evening)));
    let week = vec![
        DayHours {
            date: day,
            open: open.collect(),
        },
        DayHours {
            date: day + Days::new(1),
            open: Vec::new(),
        },
    ];
    let spots = (0..6).map(|at| Spot {
        number: (at < 5).then_some(at + 1),
        name: format!("Commerce {at}"),
        slug: format!("{locale}-{at}"),
        link: "/dourdan".into(),
        address: if at % 2 == 0 {
            "rue de Chartres".into()
        } else {
            String::new()
        },
        position: (
            [48.5296, 48.5303, 48.5293, 48.5299, 48.5286, 48.5291][at],
            [2.0121, 2.0133, 2.0114, 2.0108, 2.009, 2.0098][at],
        ),
        is_open: at < 3,
    });
    let cards = cards.collect_view();
    let lines = lines.collect_view();
    let spots: Vec<Spot> = spots.collect();
    view! {
        <Part name="ShopCard"><ul class="shop-strip" role="list">{cards}</ul></Part>
        <Part name="ShopLine"><ul class="shop-list" role="list">{lines}</ul></Part>
        <Part name="OpeningHours"><OpeningHours locale=locale shop=shop(0, false) at_the_door=false week=week /></Part>
        <Part name="DrawnPlan"><DrawnPlan locale=locale spots=spots tiles=None /></Part>
    }
}

fn shop(at: usize, at_the_door: bool) -> Shop {
    Shop {
        id: ShopId(Uuid::from_u128(at as u128)),
        slug: format!("commerce-{at}"),
        name: name("La cave aux tommes"),
        kind: ShopKind::ALL[at % ShopKind::ALL.len()],
        address: format!("{at} rue de Chartres"),
        phone: None,
        hours: "Tu-Sa 09:00-19:00".into(),
        about: String::new(),
        lead: Lead::default(),
        slots: Slots::default(),
        at_the_door,
        position: None,
        sells_at_a_distance: false,
    }
}

const fn door(today: NaiveDate, state: DoorState, at_the_door: bool) -> Door {
    Door {
        today,
        state,
        at_the_door,
    }
}
