//! By which right a shop sells alcohol.

use crate::{i18n::Locale, routes, speech, ui::FieldError};
use domain::duties::Licence;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::duties::WorkList;

/// Asked of a shop once, when it sells alcohol.
#[component]
pub(super) fn LicenceForm(locale: Locale, known: Option<Licence>, wrong: bool) -> impl IntoView {
    let choices = Licence::ALL.iter().map(|licence| {
        view! {
            <label class="check">
                <input type="radio" name="licence" value=licence.as_str() checked=known == Some(*licence) />" "
                <span>{speech::licence(locale, *licence)}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <section class="panel to-complete__licence" aria-labelledby="licence">
            <form class="fields" method="post" action=routes::TO_COMPLETE novalidate>
                <input type="hidden" name="act" value="licence" />
                <fieldset class="to-complete__set" aria-describedby=wrong.then_some("licence-error")>
                    <legend class="fields__legend" id="licence">{td_string!(locale, duties.licence)}</legend>
                    <p>{td_string!(locale, duties.licence_lead)}</p>
                    {wrong.then(|| view! { <FieldError id="licence-error".into() says=td_string!(locale, duties.licence_missing) /> })}
                    {choices}
                </fieldset>
                <button class="button button--wide" type="submit">{td_string!(locale, duties.save)}</button>
            </form>
        </section>
    }
}

/// Which one it said, and the way to another.
#[component]
pub(super) fn LicenceKnown(locale: Locale, list: WorkList) -> impl IntoView {
    list.licence.map(|licence| {
        let says = td_string!(
            locale,
            duties.licence_known,
            licence = speech::licence(locale, licence)
        );
        let change = format!("{}?licence=1", routes::TO_COMPLETE);
        view! { <p class="section small">{says}" "<a class="link" href=change>{td_string!(locale, duties.licence_change)}</a></p> }
    })
}
