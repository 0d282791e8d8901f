//! What is shown once: a code to be read out, and a helper's link.

use crate::{
    i18n::Locale,
    routes,
    ui::{Icon, Qr},
};
use domain::hand::HelpCode;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// A code, with what to say on the telephone.
#[component]
pub(super) fn FreshCode(
    locale: Locale,
    code: HelpCode,
    /// Where it is typed.
    address: String,
) -> impl IntoView {
    let title = td_string!(locale, hand.code_title);
    // As one says it.
    let said = address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest);
    view! {
        <Title text=title />
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, hand.code_lead)}</p></div>
            <div class="device">
                <p>{td_string!(locale, hand.code_address)}<br /><strong>{said.to_owned()}</strong></p>
                <p>{td_string!(locale, hand.code_read)}</p>
                <p class="proof__code">{code.spoken()}</p>
                <p>{td_string!(locale, hand.code_words)}</p>
                <a class="button" href=routes::HELPERS>{td_string!(locale, hand.code_done)}</a>
                <form method="post" action=routes::HELPERS>
                    <input type="hidden" name="act" value="annuler" />
                    <button class="button button--plain" type="submit"><Icon name="x" />" "{td_string!(locale, hand.void)}</button>
                </form>
            </div>
        </div>
    }
}

/// A helper's link, as a square and to be sent.
#[component]
pub(super) fn FreshLink(locale: Locale, name: String, link: String) -> impl IntoView {
    let title = td_string!(locale, team.link_title, name = name.clone());
    let lead = td_string!(locale, hand.link_lead, name = name.clone());
    view! {
        <Title text=title.clone() />
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1><p>{lead}</p></div>
            <div class="device">
                <Qr holds=link.clone() label=td_string!(locale, team.qr, name = name) size="qr--big" />
                <div class="field">
                    <label class="field__label" for="link">{td_string!(locale, team.link)}</label>
                    <input class="field__input" id="link" readonly value=link />
                </div>
                <p>{td_string!(locale, hand.link_words)}</p>
                <a class="button button--quiet" href=routes::HELPERS>{td_string!(locale, hand.link_done)}</a>
            </div>
        </div>
    }
}
