//! Help for a while: who helps now, the code that waits, and how one is made.

use super::words::{Until, term};
use crate::{i18n::Locale, routes, ui::Icon};
use chrono::{DateTime, Utc};
use domain::hand::Term;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::hands::Lent;

/// What is known of it.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    pub lent: Vec<Lent>,
    pub waits_until: Option<DateTime<Utc>>,
    pub time_zone: String,
    pub now: DateTime<Utc>,
}

/// Asking for help. Whoever helps already stands in the band above, with the button that ends it.
#[component]
pub(super) fn Ask(locale: Locale, moments: Moments) -> impl IntoView {
    let waits = moments.waits_until.map(|until| {
        let until = Until::of(&moments.time_zone, until, moments.now).said(locale);
        view! {
            <form class="stall__acts" method="post" action=routes::HELPERS>
                <p>{td_string!(locale, hand.waits, until = until)}</p>
                <input type="hidden" name="act" value="annuler" />
                <button class="button button--quiet" type="submit"><Icon name="x" />" "{td_string!(locale, hand.void)}</button>
            </form>
        }
    });
    let nobody = (moments.lent.is_empty() && waits.is_none())
        .then(|| view! { <p class="soft">{td_string!(locale, hand.nobody)}</p> });
    let terms = Term::ALL.iter().map(|choice| {
        let checked = *choice == Term::default();
        view! {
            <label class="check"><input type="radio" name="term" value=choice.as_str() checked=checked />" "{term(locale, *choice)}</label>
        }
    });
    view! {
        <section class="section panel" aria-labelledby="ask">
            <div class="fields">
                <h2 id="ask">{td_string!(locale, hand.ask)}</h2>
                <p>{td_string!(locale, hand.ask_lead)}</p>
                {nobody}
                {waits}
            </div>
            <form class="fields" method="post" action=routes::HELPERS>
                <input type="hidden" name="act" value="demander" />
                <fieldset class="consent__terms">
                    <legend class="field__label">{td_string!(locale, stall.term)}</legend>
                    {terms.collect_view()}
                </fieldset>
                <button class="button" type="submit"><Icon name="hand" />" "{td_string!(locale, hand.make)}</button>
            </form>
        </section>
    }
}
