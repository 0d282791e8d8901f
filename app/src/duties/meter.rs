//! How much is still to be said, on the pages where a merchant works.

use crate::{i18n::Locale, routes, speech, ui::Icon};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::duties::WorkList;

/// "3 produits à compléter d’ici mardi.", and the way there; nothing when all is said.
#[component]
pub fn MeterNotice(locale: Locale, list: WorkList, today: NaiveDate) -> impl IntoView {
    let licence = list
        .licence_by
        .map(|_| td_string!(locale, duties.licence_only).to_owned());
    let says = speech::meter(locale, &list.meter, today).or(licence);
    says.map(|says| {
        view! {
            // It has been true for days: nothing that a screen reader should break in with.
            <div class="notice">
                <Icon name="pencil" />
                <div class="notice__body">
                    <p>{says}" "<a href=routes::TO_COMPLETE>{td_string!(locale, duties.go)}</a></p>
                </div>
            </div>
        }
    })
}

/// How many of what the shop offers say all.
#[component]
pub(super) fn Gauge(locale: Locale, list: WorkList, today: NaiveDate) -> impl IntoView {
    let meter = list.meter;
    let words = td_string!(
        locale,
        duties.complete,
        complete = meter.complete(),
        all = meter.all
    );
    view! {
        <div class="to-complete__gauge">
            <p class="to-complete__says">{speech::meter(locale, &meter, today)}</p>
            <progress class="to-complete__bar" max=meter.all.to_string() value=meter.complete().to_string() aria-label=td_string!(locale, duties.meter)></progress>
            <p class="soft small">{words}</p>
        </div>
    }
}
