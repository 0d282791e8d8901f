//! One basket, one walk: the moments at which all its shops can be visited, each with its way.

use crate::{
    i18n::Locale,
    orders::walk::{WalkLine, about},
    speech,
    ui::FieldError,
};
use chrono::NaiveDate;
use domain::{
    shops::Shop,
    walk::{Chosen, Plan},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A row of buttons that belongs to the reservation's form.
#[component]
pub(super) fn PlanChoice(
    locale: Locale,
    plans: Vec<Plan>,
    shops: Vec<Shop>,
    today: NaiveDate,
    /// A [`Chosen`] plan as text; it may be one that is not offered any more.
    chosen: String,
    wrong: Option<String>,
) -> impl IntoView {
    let is_wrong = wrong.is_some();
    let plans = plans.into_iter().enumerate().map(|(at, plan)| {
        let value = Chosen::from(&plan).to_string();
        let checked = value == chosen;
        let id = format!("plan-{at}");
        let title = title(locale, &plan, today);
        let trips = trips(locale, plan, &shops, today);
        view! {
            <div class="outing">
                <input class="outing__choice" type="radio" id=id.clone() name="plan" value=value form="reserve" checked=checked
                    aria-describedby=is_wrong.then_some("plans-error") aria-invalid=is_wrong.then_some("true") />
                <label class="outing__label" for=id>{title}</label>
                <div class="outing__walk">{trips}</div>
            </div>
        }
        .into_any()
    });
    let plans = plans.collect_view();
    view! {
        <fieldset class="outings" id="plans">
            <legend class="fields__legend">{td_string!(locale, walk.when)}</legend>
            {wrong.map(|says| view! { <FieldError id="plans-error".into() says=says /> })}
            {plans}
            <p class="field__hint">{td_string!(locale, walk.own_hint)}</p>
        </fieldset>
    }
}

/// "Tout en une fois, samedi entre 10 h et 12 h", "En deux fois".
fn title(locale: Locale, plan: &Plan, today: NaiveDate) -> AnyView {
    if let [trip] = plan.trips.as_slice() {
        let when = speech::window(locale, &trip.during, today);
        let about = about(locale, trip);
        return view! {
            <span class="outing__when">{td_string!(locale, walk.at_once, when = when)}</span>" "
            <span class="outing__about">{about}</span>
        }
        .into_any();
    }
    let says = if plan.is_fewest() {
        td_string!(locale, walk.never_together)
    } else {
        td_string!(locale, walk.none_found)
    };
    view! {
        <span class="outing__when">{td_string!(locale, walk.in_trips, count = plan.trips.len())}</span>" "
        <span class="outing__about">{says}</span>
    }
    .into_any()
}

fn trips(locale: Locale, plan: Plan, shops: &[Shop], today: NaiveDate) -> AnyView {
    let is_one = plan.trips.len() == 1;
    let trips = plan.trips.into_iter().map(|trip| {
        let head = (!is_one).then(|| {
            let (when, about) = (speech::window(locale, &trip.during, today), about(locale, &trip));
            view! { <p class="outing__head"><strong class="outing__when">{when}</strong>" "<span class="outing__about">{about}</span></p> }
        });
        view! { <div class="outing__trip">{head}<WalkLine locale=locale trip=trip shops=shops.to_vec() times=true /></div> }
    });
    trips.collect_view().into_any()
}
