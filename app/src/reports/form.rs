//! The form by which somebody reports something.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon, as_typed},
};
use domain::{
    id::ReportId,
    reports::{Concern, ReportError, ReportForm},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// All of it, in the order in which one would tell it.
#[component]
pub(super) fn Fields(
    locale: Locale,
    id: ReportId,
    form: ReportForm,
    wrong: ReportError,
    /// What is at the address, in words; none when nothing is.
    about: Option<String>,
) -> impl IntoView {
    let optional = move || view! { " "<span class="soft">{td_string!(locale, description.optional)}</span> };
    let chosen = form.concern.parse::<Concern>().ok();
    let concerns = Concern::ALL.iter().map(|concern| {
        view! {
            <label class="check">
                <input type="radio" name="concern" value=concern.as_str() checked={chosen == Some(*concern)} />
                <span>{speech::concern(locale, *concern)}</span>
            </label>
        }
    });
    let concerns = concerns.collect_view();
    let name = wrong.name.map(|why| speech::text_error(locale, why));
    let email = wrong.email.map(|why| speech::email_error(locale, why));
    let email_described = if email.is_some() {
        "email-error email-hint"
    } else {
        "email-hint"
    };
    view! {
        <form class="fields panel" method="post" action=routes::REPORT novalidate>
            <input type="hidden" name="id" value=id.to_string() />
            <Place locale=locale typed=form.place wrong=wrong.place about=about />
            <fieldset class="checks" aria-describedby=wrong.concern.then_some("concern-error")>
                <legend class="field__label">{td_string!(locale, reports.concern)}</legend>
                {wrong.concern.then(|| view! { <FieldError id="concern-error".into() says=td_string!(locale, reports.concern_wrong) /> })}
                {concerns}
            </fieldset>
            <Words locale=locale typed=form.words wrong=wrong.words.map(|why| speech::telling_error(locale, why)) />
            <div class="field">
                <label class="field__label" for="name">{td_string!(locale, reports.name)}{optional()}</label>
                {name.clone().map(|says| view! { <FieldError id="name-error".into() says=says /> })}
                <input class="field__input" id="name" name="name" type="text" autocomplete="name" maxlength="80" value=form.name
                    aria-invalid=name.is_some().then_some("true") aria-describedby=name.is_some().then_some("name-error") />
            </div>
            <div class="field">
                <label class="field__label" for="email">{td_string!(locale, reports.email)}{optional()}</label>
                <p class="field__hint" id="email-hint">{td_string!(locale, reports.email_hint)}</p>
                {email.clone().map(|says| view! { <FieldError id="email-error".into() says=says /> })}
                <input class="field__input" id="email" name="email" type="email" autocomplete="email" maxlength="254" value=form.email
                    aria-invalid=email.is_some().then_some("true") aria-describedby=email_described />
            </div>
            <div class="field">
                {wrong.in_good_faith.then(|| view! { <FieldError id="faith-error".into() says=td_string!(locale, reports.faith_wrong) /> })}
                <label class="check">
                    <input type="checkbox" name="faith" value="yes" checked=form.in_good_faith
                        aria-invalid=wrong.in_good_faith.then_some("true") aria-describedby=wrong.in_good_faith.then_some("faith-error") />
                    <span>{td_string!(locale, reports.faith)}</span>
                </label>
            </div>
            <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, reports.send)}</button>
            <p class="small soft">
                {td_string!(locale, reports.kept)}" "<a href=routes::PRIVACY>{td_string!(locale, law.privacy_title)}</a>
            </p>
        </form>
    }
}

/// Which page: said already, or to be typed.
#[component]
fn Place(locale: Locale, typed: String, wrong: bool, about: Option<String>) -> impl IntoView {
    if let Some(about) = about {
        return view! {
            <div>
                <p class="field__label">{td_string!(locale, reports.about)}</p>
                <p><strong>{about}</strong>" "<span class="soft">{typed.clone()}</span></p>
                <input type="hidden" name="place" value=typed />
            </div>
        }
        .into_any();
    }
    let is_wrong = wrong || !typed.is_empty();
    let described = if is_wrong {
        "place-error place-hint"
    } else {
        "place-hint"
    };
    view! {
        <div class="field">
            <label class="field__label" for="place">{td_string!(locale, reports.place)}</label>
            <p class="field__hint" id="place-hint">{td_string!(locale, reports.place_hint)}</p>
            {is_wrong.then(|| view! { <FieldError id="place-error".into() says=td_string!(locale, reports.place_wrong) /> })}
            <input class="field__input" id="place" name="place" type="text" inputmode="url" autocomplete="off" value=typed
                aria-invalid=is_wrong.then_some("true") aria-describedby=described />
        </div>
    }
    .into_any()
}

/// What is wrong with it.
#[component]
fn Words(locale: Locale, typed: String, wrong: Option<String>) -> impl IntoView {
    let is_wrong = wrong.is_some();
    let described = if is_wrong {
        "words-error words-hint"
    } else {
        "words-hint"
    };
    view! {
        <div class="field">
            <label class="field__label" for="words">{td_string!(locale, reports.words)}</label>
            <p class="field__hint" id="words-hint">{td_string!(locale, reports.words_hint)}</p>
            {wrong.map(|says| view! { <FieldError id="words-error".into() says=says /> })}
            <textarea class="field__input" id="words" name="words" rows="5" maxlength="2000"
                aria-invalid=is_wrong.then_some("true") aria-describedby=described inner_html=as_typed(&typed)></textarea>
        </div>
    }
}
