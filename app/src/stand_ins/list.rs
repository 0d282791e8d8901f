//! The stalls that the town hall holds: one tap to go in, one to hand over.

use super::{page::Wall, stall::yes, words};
use crate::routes;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::stand_ins::Stall;

/// Mine first, then what ends first.
#[component]
pub(super) fn StallList(wall: Wall, stalls: Vec<Stall>) -> impl IntoView {
    let locale = wall.locale;
    if stalls.is_empty() {
        return view! {
            <p>{td_string!(locale, stall.empty)}</p>
            <p><a class="button button--quiet" href=routes::TOUR>{td_string!(locale, stall.to_tour)}</a></p>
        }
        .into_any();
    }
    let lines = stalls.into_iter().map(|stall| line(&wall, stall).into_any());
    view! { <ul class="roster stalls" role="list">{lines.collect_view()}</ul> }.into_any()
}

fn line(wall: &Wall, stall: Stall) -> impl IntoView + use<> {
    let locale = wall.locale;
    let (id, name) = (stall.shop.id, stall.shop.name.to_string());
    let held = stall.held;
    let is_over = held.as_ref().is_some_and(|held| held.ended.is_some());
    let is_mine = held.as_ref().is_some_and(|held| held.is_mine) && !is_over;
    let (chip, word) = match (is_over, stall.orders) {
        (true, _) => (
            "chip chip--failed",
            td_string!(locale, stall.chip_over).to_owned(),
        ),
        (false, 0) => ("chip chip--ready", td_string!(locale, stall.chip_open).to_owned()),
        (false, 1) => ("chip chip--soon", td_string!(locale, stall.chip_order).to_owned()),
        (false, count) => (
            "chip chip--soon",
            td_string!(locale, stall.chip_orders, count = count),
        ),
    };
    let by = held.as_ref().map(|held| yes(wall, held));
    let other = held
        .filter(|held| !held.is_mine && !is_over)
        .and_then(|held| held.official)
        .map(|official| td_string!(locale, stall.by_official, official = official.to_string()));
    let enter = is_mine.then(|| {
        let word =
            view! { {td_string!(locale, stall.enter)}<span class="visually-hidden">" "{name.clone()}</span> };
        view! {
            <form method="post" action=routes::STALLS>
                <input type="hidden" name="act" value="entrer" />
                <input type="hidden" name="shop" value=id.to_string() />
                <button class="button" type="submit">{word}</button>
            </form>
        }
    });
    view! {
        <li class="roster__shop">
            <h3><a href=routes::stall(id)>{name}</a></h3>
            <p class="roster__facts">{by}" "{other}</p>
            <p class="roster__facts">{words::facts_known(locale, &stall.missing)}</p>
            <span class=chip>{word}</span>
            <div class="roster__ways">{enter}</div>
        </li>
    }
}
