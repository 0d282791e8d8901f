//! A merchant's yes, as the official writes it down.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use domain::{
    id::ShopId,
    stand_in::{ConsentError, ConsentForm, Term},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The form that opens a stall, or goes on holding it.
#[component]
pub fn Consent(
    locale: Locale,
    /// Which shop.
    shop: ShopId,
    /// Its sign.
    sign: String,
    /// What was typed, or is known.
    form: ConsentForm,
    /// What is wrong with it.
    wrong: ConsentError,
    /// What the button says.
    word: &'static str,
) -> impl IntoView {
    let by_wrong = wrong.by.map(|why| speech::text_error(locale, why));
    let described = if by_wrong.is_some() {
        "by-error by-hint"
    } else {
        "by-hint"
    };
    let invalid = by_wrong.is_some().then_some("true");
    let chosen: Term = form.term.parse().unwrap_or_default();
    let terms = Term::ALL.iter().map(|term| {
        let words = match term {
            Term::Visit => td_string!(locale, stall.term_visit),
            Term::Month => td_string!(locale, stall.term_month),
        };
        view! {
            <label class="check"><input type="radio" name="term" value=term.as_str() checked={*term == chosen} />{words}</label>
        }
    });
    view! {
        <form class="fields panel" method="post" action=routes::STALLS novalidate>
            <input type="hidden" name="act" value="ouvrir" />
            <input type="hidden" name="shop" value=shop.to_string() />
            <div class="field">
                <label class="field__label" for="by">{td_string!(locale, stall.by)}</label>
                <p class="field__hint" id="by-hint">{td_string!(locale, stall.by_hint)}</p>
                {by_wrong.map(|says| view! { <FieldError id="by-error".into() says=says /> })}
                <input class="field__input" id="by" name="by" autocomplete="off" maxlength="80" value=form.by aria-invalid=invalid aria-describedby=described />
            </div>
            <fieldset class="consent__terms">
                <legend class="field__label">{td_string!(locale, stall.term)}</legend>
                {wrong.term.then(|| view! { <FieldError id="term-error".into() says=td_string!(locale, stall.term_wrong) /> })}
                {terms.collect_view()}
            </fieldset>
            <div class="field">
                {wrong.heard.then(|| view! { <FieldError id="heard-error".into() says=td_string!(locale, stall.heard_wrong) /> })}
                <label class="check">
                    <input type="checkbox" name="heard" value="yes" checked=form.heard
                        aria-invalid=wrong.heard.then_some("true") aria-describedby=wrong.heard.then_some("heard-error") />
                    <span>{td_string!(locale, stall.heard, shop = sign)}</span>
                </label>
            </div>
            <button class="button button--big button--wide" type="submit"><Icon name="camera" />" "{word}</button>
        </form>
    }
}
