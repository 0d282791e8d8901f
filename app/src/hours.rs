//! The shortcut of the hours' form: most days are like the day before.

use crate::i18n::Locale;
use domain::shops::STRETCHES;
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Copies what is typed for the day before; without scripts it is not there.
#[island]
pub fn AsBefore(
    /// Language of the texts.
    locale: Locale,
    /// 0 is Monday; never that one.
    at: usize,
    /// What the day is called.
    day: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let copy = move |_| {
        for stretch in 0..STRETCHES {
            for end in ["from", "to"] {
                let of = |day: usize| time(day, stretch, end);
                if let (Some(before), Some(field)) = (of(at.saturating_sub(1)), of(at)) {
                    field.set_value(&before.value());
                }
            }
        }
    };
    view! {
        <button class="button button--quiet week__again" type="button" hidden=move || !awake.get() on:click=copy>
            {td_string!(locale, description.as_before)}<span class="visually-hidden">" "{day}</span>
        </button>
    }
}

/// A field of the form, which the server drew.
fn time(day: usize, stretch: usize, end: &str) -> Option<HtmlInputElement> {
    let its = format!("input[name='day-{day}-{stretch}-{end}']");
    let found = document().query_selector(&its).ok().flatten()?;
    found.dyn_into().ok()
}
