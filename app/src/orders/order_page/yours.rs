//! What is kept about whoever ordered: to take along at any time, and to be erased once everything is over.

use crate::{i18n::Locale, routes, speech, ui::Icon};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{orders::StillNeeded, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{orders::Remembrance, pickup};

#[component]
pub(super) fn Yours(locale: Locale, town: Town, key: String, remembrance: Remembrance) -> impl IntoView {
    let day = |at: DateTime<Utc>| speech::date(locale, on(&town, at));
    let forgets = |until: Option<DateTime<Utc>>| match until {
        Some(until) => td_string!(locale, yours.until, day = day(until)),
        None => td_string!(locale, yours.after_end).to_owned(),
    };
    let (says, why, may_ask) = match remembrance {
        Remembrance::Forgotten { at } => (td_string!(locale, yours.forgotten, day = day(at)), None, false),
        Remembrance::Known { until } => (forgets(until), None, true),
        Remembrance::Needed { why, until } => (forgets(until), needed(locale, &town, why), false),
    };
    let ask = may_ask.then(|| {
        view! {
            <details class="ask">
                <summary class="ask__summary">{td_string!(locale, yours.forget)}</summary>
                <form class="ask__form" method="post" action=routes::order(&key)>
                    <p>{td_string!(locale, yours.forget_what)}</p>
                    <input type="hidden" name="oublier" value="1" />
                    <button class="button button--quiet" type="submit"><Icon name="x" />" "{td_string!(locale, yours.forget_yes)}</button>
                </form>
            </details>
        }
    });
    view! {
        <section class="section fields no-print" aria-labelledby="yours">
            <h2 id="yours">{td_string!(locale, yours.title)}</h2>
            <p>{says}</p>
            {why.map(|why| view! { <p class="small soft">{why}</p> })}
            <p><a class="link" href=routes::order_export(&key) download>{td_string!(locale, yours.export)}</a></p>
            {ask}
        </section>
    }
}

/// Why not yet; nothing while somebody waits for the shopper, which goes without saying.
fn needed(locale: Locale, town: &Town, why: StillNeeded) -> Option<String> {
    match why {
        StillNeeded::Awaited => None,
        StillNeeded::JustHandedOver => Some(td_string!(locale, yours.just_handed_over).to_owned()),
        StillNeeded::PaidBack { by } => {
            let day = speech::date(locale, on(town, by));
            Some(td_string!(locale, yours.paid_back, day = day))
        }
    }
}

fn on(town: &Town, at: DateTime<Utc>) -> NaiveDate {
    pickup::wall_clock(&town.time_zone, at).date()
}
