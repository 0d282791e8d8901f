//! `/mairie/etals`: the stalls that the town hall holds; with `?commerce=…`, one shop at its door.

use super::{
    list::StallList,
    next::next_door,
    square::{SquarePosted, square},
    stall::one_stall,
};
use crate::{
    areas::{AtTownHall, TownHall, asked},
    i18n::Locale,
    page::{NoPage, page},
    routes,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::id::ShopId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{pickup, stand_ins};

/// `/mairie/etals`
#[component]
pub fn StallsPage() -> impl IntoView {
    let shop = asked("commerce");
    page(async move { content(shop).await })
}

/// The town's wall clock, for words.
#[derive(Clone)]
pub(super) struct Wall {
    pub locale: Locale,
    pub today: NaiveDate,
    time_zone: String,
}

impl Wall {
    pub fn at(&self, at: DateTime<Utc>) -> NaiveDateTime {
        pickup::wall_clock(&self.time_zone, at)
    }
}

async fn content(asked: Option<String>) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let (db, now) = (house.db.read(), house.clock.now());
    let wall = Wall {
        locale,
        today: pickup::wall_clock(&town.time_zone, now).date(),
        time_zone: town.time_zone.clone(),
    };
    let Some(asked) = asked else {
        let stalls = stand_ins::held(db, &who, now).await?;
        let title = td_string!(locale, stall.title);
        return Ok(view! {
            <TownHall town=town title=title>
                <div class="page page--narrow">
                    <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, stall.lead)}</p></div>
                    <StallList wall=wall stalls=stalls />
                    <p><a href=routes::HELP>{td_string!(locale, hand.have_code)}</a></p>
                </div>
            </TownHall>
        }
        .into_any());
    };
    let shop: ShopId = asked.parse().map_err(|_| NoPage::NotFound)?;
    let stall = stand_ins::stall(db, &who, shop, now).await?;
    let body = if let Some(posted) = use_context::<SquarePosted>() {
        square(&house, &wall, &town, &stall, &posted)
    } else {
        let next = next_door(&house, &who, shop, wall.today).await?;
        one_stall(&wall, &stall, next)
    };
    Ok(view! {
        <TownHall town=town>{body}</TownHall>
    }
    .into_any())
}
