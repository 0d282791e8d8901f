//! Closing the town's shops to the public, and opening them again.

use super::{DaysFields, Save};
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use chrono::NaiveDate;
use domain::{
    shops::ShopKind,
    towns::{Lockdown, LockdownError, LockdownForm},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// How it stands, and the way back. Also on the board.
#[component]
pub(in crate::town_hall) fn ClosedNow(locale: Locale, lockdown: Lockdown, today: NaiveDate) -> impl IntoView {
    let days = speech::days(locale, &lockdown.days(), today);
    let says = if lockdown.holds(today) {
        td_string!(locale, our_town.closed_now, days = days)
    } else {
        td_string!(locale, our_town.closed_soon, days = days)
    };
    let reopen = if lockdown.holds(today) {
        td_string!(locale, our_town.reopen)
    } else {
        td_string!(locale, our_town.call_off)
    };
    view! {
        <section class="section panel panel--alert" aria-labelledby="closed-now">
            <h2 id="closed-now">{says}</h2>
            <p>{speech::open_kinds(locale, &lockdown.essential)}</p>
            <form method="post" action=routes::OUR_TOWN>
                <input type="hidden" name="what" value="reopen" />
                <button class="button" type="submit"><Icon name="store" />" "{reopen}</button>
            </form>
        </section>
    }
}

/// Which kinds stay open, and when the others close.
#[component]
pub(super) fn LockdownFields(
    locale: Locale,
    /// Whether there is a lockdown that this form changes.
    is_closed: bool,
    /// How many shops of each kind there are.
    kinds: Vec<(ShopKind, u64)>,
    form: LockdownForm,
    wrong: LockdownError,
) -> impl IntoView {
    let boxes = ShopKind::ALL.iter().map(|kind| {
        let count = kinds.iter().find(|(known, _)| known == kind);
        let count = count.map(|(_, count)| view! { " "<span class="soft">"("{speech::shops(locale, *count)}")"</span> });
        view! {
            <label class="check">
                <input type="checkbox" name="essential" value=kind.as_str() checked=form.essential.contains(kind) />
                <span>{speech::kind(locale, *kind)}{count}</span>
            </label>
        }
        .into_any()
    });
    let boxes = boxes.collect_view();
    let described = if wrong.closes_nothing {
        "essential-error essential-hint"
    } else {
        "essential-hint"
    };
    let (title, button) = if is_closed {
        (
            td_string!(locale, our_town.change_closing),
            td_string!(locale, our_town.save),
        )
    } else {
        (
            td_string!(locale, our_town.closing),
            td_string!(locale, our_town.close),
        )
    };
    view! {
        <section class="section panel" aria-labelledby="lockdown">
            <form class="fields" method="post" action=routes::OUR_TOWN novalidate>
                <h2 id="lockdown">{title}</h2>
                <p>{td_string!(locale, our_town.closing_lead)}</p>
                <input type="hidden" name="what" value="close" />
                <fieldset class="our-town__choice" aria-describedby=described>
                    <legend class="field__label">{td_string!(locale, our_town.essential)}</legend>
                    {wrong.closes_nothing.then(|| view! { <FieldError id="essential-error".to_owned() says=td_string!(locale, our_town.closes_nothing) /> })}
                    <p class="field__hint" id="essential-hint">{td_string!(locale, our_town.essential_hint)}</p>
                    <div class="our-town__kinds">{boxes}</div>
                </fieldset>
                <DaysFields locale=locale id="closed" form=form.days wrong=wrong.days hint=td_string!(locale, our_town.closed_days) />
                <Save icon="store" says=button />
            </form>
        </section>
    }
}
