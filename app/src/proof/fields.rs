//! The field for a code, the same wherever one is asked for.

use super::desk::Typed;
use crate::{i18n::Locale, ui::FieldError};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The name of the field for the application's code.
pub const CODE: &str = "proof";
/// The name of the field for a code that was kept.
pub const RECOVERY: &str = "rescue";

impl Typed {
    /// From the texts of the two fields, of which a form has one.
    pub fn of(code: Option<String>, recovery: Option<String>) -> Option<Self> {
        recovery.map(Self::Recovery).or_else(|| code.map(Self::Code))
    }
}

/// Six digits.
#[component]
pub fn CodeField(locale: Locale, wrong: bool) -> impl IntoView {
    let described = if wrong {
        "proof-error proof-hint"
    } else {
        "proof-hint"
    };
    view! {
        <div class="field">
            <label class="field__label" for="proof">{td_string!(locale, official_proof.code)}</label>
            <p class="field__hint" id="proof-hint">{td_string!(locale, official_proof.code_hint)}</p>
            {wrong.then(|| view! { <FieldError id="proof-error".into() says=td_string!(locale, official_proof.wrong) /> })}
            <input class="field__input proof__code" id="proof" name=CODE type="text" inputmode="numeric" autocomplete="one-time-code"
                maxlength="9" required aria-invalid=wrong.then_some("true") aria-describedby=described />
        </div>
    }
}

/// Ten characters from paper.
#[component]
pub fn RecoveryField(locale: Locale, wrong: bool) -> impl IntoView {
    let described = if wrong {
        "rescue-error rescue-hint"
    } else {
        "rescue-hint"
    };
    view! {
        <div class="field">
            <label class="field__label" for="rescue">{td_string!(locale, official_proof.rescue)}</label>
            <p class="field__hint" id="rescue-hint">{td_string!(locale, official_proof.rescue_hint)}</p>
            {wrong.then(|| view! { <FieldError id="rescue-error".into() says=td_string!(locale, official_proof.rescue_wrong) /> })}
            <input class="field__input proof__code" id="rescue" name=RECOVERY type="text" autocomplete="off" autocapitalize="characters"
                spellcheck="false" maxlength="24" required aria-invalid=wrong.then_some("true") aria-describedby=described />
        </div>
    }
}
