//! What is grave waits in its form until a code was typed: nothing that was written is lost.

use super::{
    Area,
    fields::{CODE, CodeField, RECOVERY},
};
use crate::{areas::Market, i18n::Locale, ui::Icon};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

/// What was sent, and whether the code that came with it was wrong.
#[derive(Clone, Debug)]
pub struct ProveFirst {
    /// All fields of the form, as they were typed.
    pub fields: Vec<(String, String)>,
    /// Whether there was a code that is not the one.
    pub wrong: bool,
}

/// The same form once more, with a field for the code. It is sent to where it came from.
pub fn prove_again(locale: Locale, first: ProveFirst) -> impl IntoView {
    let (area, title) = (Area::here(), td_string!(locale, official_proof.again_title));
    let kept = first
        .fields
        .into_iter()
        .filter(|(name, _)| name != CODE && name != RECOVERY)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, official_proof.again_lead)}</p></div>
                <form class="fields panel" method="post">
                    {kept}
                    <CodeField locale=locale wrong=first.wrong />
                    <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, official_proof.go_on)}</button>
                </form>
                <p><a href=area.home()>{area.back(locale)}</a></p>
            </div>
        </Market>
    }
}
