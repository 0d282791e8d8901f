//! One kraft bag of the basket.

use super::{bags::Bag, line::LineItem};
use crate::{i18n::Locale, routes, speech, ui::FieldError};
use chrono::NaiveDate;
use domain::{basket::Basket, pickup::Window, shops::Shop};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::orders::Offered;

/// A shop's share: its things inside, and when to come.
#[component]
pub(super) fn BagSection(
    locale: Locale,
    town: String,
    basket: Basket,
    at: usize,
    bag: Bag,
    /// Whether a plan may say when to come: then a moment of its own is asked for only by who wants one.
    is_planned: bool,
    /// Whether nobody walks in there, and what was ordered is handed over at the door.
    at_the_door: bool,
    chosen: Option<String>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    let heading = format!("bag-{at}");
    let id = heading.clone();
    let state = if bag.door.is_open() {
        "opening-state--open"
    } else {
        "opening-state--soon"
    };
    let is_wanted = bag.has_goods();
    let is_planned = is_planned && !bag.windows.is_empty();
    let lines = bag.lines.into_iter().map(|line| {
        view! { <LineItem locale=locale town=town.clone() basket=basket.clone() line=line /> }.into_any()
    });
    let lines = lines.collect_view();
    let is_open = wrong.is_some() || chosen.as_ref().is_some_and(|key| !key.is_empty());
    let choice = is_wanted.then(|| {
        view! {
            <WindowChoice locale=locale shop=bag.shop.clone() windows=bag.windows today=bag.door.today is_planned=is_planned chosen=chosen wrong=wrong />
        }
    });
    let choice = if is_planned {
        view! {
            <details class="bag__own" open=is_open>
                <summary>
                    {td_string!(locale, walk.own)}
                    <span class="visually-hidden">" "{td_string!(locale, walk.own_at, shop = bag.shop.name.to_string())}</span>
                </summary>
                {choice}
            </details>
        }
        .into_any()
    } else {
        choice.into_any()
    };
    view! {
        <section class="bag" aria-labelledby=heading>
            <div class="bag__fold">
                <h2 id=id>{bag.shop.name.to_string()}</h2>
                <p class=format!("opening-state {state} opening-state--on-kraft")>{speech::door(locale, &bag.door)}</p>
            </div>
            <ul class="bag__lines" role="list">{lines}</ul>
            {(is_wanted && at_the_door).then(|| view! { <p>{td_string!(locale, door_mode.words)}</p> })}
            {choice}
        </section>
    }
}

/// That nobody can say when to come, and whom to ask.
pub fn no_window(locale: Locale, shop: &Shop) -> AnyView {
    let call = shop.phone.as_ref().map(|phone| {
        let (address, words) = (routes::call(phone), phone.to_string());
        view! { " "{td_string!(locale, basket.call)}" "<a href=address>{words}</a>"." }
    });
    view! { {td_string!(locale, basket.no_window)}{call} }.into_any()
}

#[component]
fn WindowChoice(
    locale: Locale,
    shop: Shop,
    windows: Vec<Offered>,
    today: NaiveDate,
    is_planned: bool,
    chosen: Option<String>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    if windows.is_empty() {
        let (id, name) = (format!("call-{}", shop.id), format!("window-{}", shop.id));
        return view! {
            <div class="bag__slot" id=id>
                <p>{no_window(locale, &shop)}" "{td_string!(locale, basket.left_out)}</p>
                <input type="hidden" name=name value=Window::LEFT_OUT form="reserve" />
            </div>
        }
        .into_any();
    }
    let (id, error) = (format!("window-{}", shop.id), format!("window-error-{}", shop.id));
    let options = windows.into_iter().map(|Offered { window, has_room }| {
        let key = window.key();
        let selected = has_room && chosen.as_ref().is_some_and(|chosen| window.is_named(chosen));
        let when = speech::window(locale, &window, today);
        let words = if has_room {
            when
        } else {
            td_string!(locale, basket.full, when = when)
        };
        view! { <option value=key selected=selected disabled=!has_room>{words}</option> }
    });
    let options = options.collect_view();
    let described = wrong.is_some().then(|| error.clone());
    let none = if is_planned {
        td_string!(locale, walk.as_planned)
    } else {
        td_string!(locale, basket.choose)
    };
    view! {
        <div class="bag__slot">
            <label class="field__label" for=id.clone()>{td_string!(locale, basket.when, shop = shop.name.to_string())}</label>
            {wrong.map(|says| view! { <FieldError id=error says=says /> })}
            <select class="field__input" id=id.clone() name=id form="reserve" aria-invalid=wrong.map(|_| "true") aria-describedby=described>
                <option value="">{none}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
