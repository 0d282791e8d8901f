//! Where an official finds that the counter is no longer theirs to hold, or that another one is in hand now.

use crate::{
    areas::Market,
    i18n::Locale,
    routes,
    ui::{Drawing, EmptyState},
};
use domain::stand_in::Ending;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::stand_ins::Over;

/// Why this counter is not open, and where to go from here.
pub fn counter_over(locale: Locale, over: &Over) -> AnyView {
    let shop = over.shop.name.to_string();
    let (title, says, way) = match over.ending {
        Some(Ending::TakenOver) => (
            td_string!(locale, stall.taken_title, shop = shop.clone()),
            td_string!(locale, stall.taken, shop = shop),
            (routes::stall(over.shop.id), td_string!(locale, stall.go_on)),
        ),
        Some(Ending::GivenBack) => (
            td_string!(locale, stall.over_title, shop = shop),
            td_string!(locale, stall.given_back).to_owned(),
            (routes::stall(over.shop.id), td_string!(locale, stall.to_stall)),
        ),
        Some(Ending::Lapsed) => (
            td_string!(locale, stall.over_title, shop = shop),
            td_string!(locale, stall.lapsed).to_owned(),
            (routes::stall(over.shop.id), td_string!(locale, stall.to_stall)),
        ),
        None => (
            td_string!(locale, stall.other_title).to_owned(),
            td_string!(locale, stall.other, shop = shop),
            (routes::COUNTER.to_owned(), td_string!(locale, stall.to_counter)),
        ),
    };
    view! {
        <Title text=title.clone() />
        <Market>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{says}</p>
                <div class="empty-state__actions">
                    <a class="button" href=way.0>{way.1}</a>
                    <a class="button button--quiet" href=routes::TOUR>{td_string!(locale, stall.to_tour)}</a>
                </div>
            </EmptyState>
        </Market>
    }
    .into_any()
}
