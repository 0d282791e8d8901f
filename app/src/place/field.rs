//! The field for a place, which a phone that stands there can fill.

use crate::{
    browser::place::{self, NotHere},
    i18n::Locale,
    ui::{FieldError, Icon},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// Metres from which on a phone does not know its place well enough for a door.
const COARSE: f64 = 60.0;

/// What the phone knows of its place.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Compass {
    /// Without scripts, or on the server: there is none.
    Asleep,
    Ready,
    Looking,
    /// Found, so many metres off at most.
    Found(f64),
    Lost(NotHere),
}

/// A text field; with scripts a button beside it asks the phone, and only when it is tapped.
#[island]
pub fn PlaceField(
    /// Language of the texts.
    locale: Locale,
    /// What was typed, or is known.
    typed: String,
    /// What is wrong with it.
    says: Option<String>,
) -> impl IntoView {
    let typed = RwSignal::new(typed);
    let compass = RwSignal::new(Compass::Asleep);
    Effect::new(move |_| compass.set(Compass::Ready));
    let ask = move |_| {
        compass.set(Compass::Looking);
        spawn_local(async move {
            match place::here().await {
                Ok(here) => {
                    typed.set(here.at.to_string());
                    compass.set(Compass::Found(here.metres));
                }
                Err(why) => compass.set(Compass::Lost(why)),
            }
        });
    };
    let heard = move || match compass.get() {
        Compass::Asleep | Compass::Ready => String::new(),
        Compass::Looking => td_string!(locale, place.looking).to_owned(),
        Compass::Found(metres) if metres > COARSE => {
            td_string!(locale, place.coarse, metres = format!("{metres:.0}"))
        }
        Compass::Found(metres) => td_string!(locale, place.found, metres = format!("{metres:.0}")),
        Compass::Lost(NotHere::Refused) => td_string!(locale, place.not_allowed).to_owned(),
        Compass::Lost(NotHere::Unknown) => td_string!(locale, place.not_found).to_owned(),
    };
    let is_silent = move || matches!(compass.get(), Compass::Asleep | Compass::Ready);
    let is_wrong = says.is_some();
    let described = if is_wrong {
        "position-hint position-error"
    } else {
        "position-hint"
    };
    view! {
        <div class="field">
            <label class="field__label" for="position">{td_string!(locale, place.label)}</label>
            <p class="field__hint" id="position-hint">{td_string!(locale, place.hint)}</p>
            {says.map(|says| view! { <FieldError id="position-error".to_owned() says=says /> })}
            <input class="field__input" id="position" name="position" type="text" autocomplete="off" spellcheck="false" maxlength="500"
                value=typed.get_untracked() prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))
                aria-invalid=is_wrong.then_some("true") aria-describedby=described />
            <button class="button button--quiet" type="button" on:click=ask
                hidden=move || compass.get() == Compass::Asleep disabled=move || compass.get() == Compass::Looking>
                <Icon name="map-pin" />" "{td_string!(locale, place.here)}
            </button>
            <p class="small" role="status" hidden=is_silent>{heard}</p>
        </div>
    }
}
