//! Where letters reach somebody, on the page of their devices.

use super::{ADDRESS, AddressPosted, REMOVE, WRITE};
use crate::{
    i18n::Locale,
    page::{NoPage, or_signed_out},
    routes, session, speech,
    state::House,
    ui::{FieldError, Notice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use services::accounts::way_back::{self, OwnAddress};

/// Looks up where letters reach whoever asks.
pub async fn own_address(house: &House) -> Result<OwnAddress, NoPage> {
    let who = session::signed_in(house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    Ok(way_back::own_address(house.db.read(), &who, house.clock.now()).await?)
}

/// The address, and the forms by which it is confirmed and taken away.
#[component]
pub fn OwnAddressForm(
    /// For the words.
    locale: Locale,
    /// What is known.
    own: OwnAddress,
    /// Where the forms post to.
    action: &'static str,
    /// Of an official: whether they have a key, without which nothing is offered.
    #[prop(default = None)]
    has_key: Option<bool>,
) -> impl IntoView {
    let removed = use_query_map().read_untracked().get("adresse").is_some();
    let removed = removed && own == OwnAddress::default();
    let is_confirmed = own.confirmed.is_some();
    let confirmed = own
        .confirmed
        .map(|address| td_string!(locale, way_back.confirmed, address = address.to_string()));
    let awaited = own
        .awaited
        .map(|address| td_string!(locale, way_back.awaited, address = address.to_string()));
    let remove = is_confirmed.then(|| {
        view! {
            <form method="post" action=action>
                <button class="button button--plain" type="submit" name="act" value=REMOVE>{td_string!(locale, way_back.remove)}</button>
            </form>
        }
    });
    let forms = if has_key == Some(false) {
        view! {
            <p>{td_string!(locale, way_back.key_first)}" "<a href=routes::OFFICIAL_KEY>{td_string!(locale, official_key.band_link)}</a></p>
        }
        .into_any()
    } else {
        view! { <WriteForm locale=locale action=action another=is_confirmed />{remove} }.into_any()
    };
    view! {
        <section class="section devices" aria-labelledby="way-back">
            <h2 id="way-back">{td_string!(locale, way_back.own)}</h2>
            <p>{td_string!(locale, way_back.own_lead)}{has_key.map(|_| format!(" {}", td_string!(locale, way_back.own_official)))}</p>
            {removed.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, way_back.removed)}</p></Notice> })}
            {confirmed.map(|says| view! { <p><strong>{says}</strong></p> })}
            {awaited.map(|says| view! { <Notice icon="bell"><p>{says}</p></Notice> })}
            {forms}
        </section>
    }
}

#[component]
fn WriteForm(locale: Locale, action: &'static str, another: bool) -> impl IntoView {
    let label = if another {
        td_string!(locale, way_back.another)
    } else {
        td_string!(locale, way_back.address)
    };
    view! {
        <form class="fields" method="post" action=action novalidate>
            <AddressField locale=locale label=label hinted=true />
            <div><button class="button" type="submit" name="act" value=WRITE>{td_string!(locale, way_back.send)}</button></div>
        </form>
    }
}

/// The field for an address, with what was typed and what is wrong with it.
#[component]
pub(super) fn AddressField(
    locale: Locale,
    label: &'static str,
    /// Whether it says which address is meant.
    hinted: bool,
) -> impl IntoView {
    let posted = use_context::<AddressPosted>();
    let says = posted
        .as_ref()
        .map(|posted| speech::email_error(locale, posted.wrong));
    let typed = posted.map(|posted| posted.typed).unwrap_or_default();
    let is_wrong = says.is_some();
    let described = match (is_wrong, hinted) {
        (true, true) => Some("own-address-error own-address-hint"),
        (true, false) => Some("own-address-error"),
        (false, true) => Some("own-address-hint"),
        (false, false) => None,
    };
    view! {
        <div class="field">
            <label class="field__label" for="own-address">{label}</label>
            {hinted.then(|| view! { <p class="field__hint" id="own-address-hint">{td_string!(locale, way_back.address_hint)}</p> })}
            {says.map(|says| view! { <FieldError id="own-address-error".into() says=says /> })}
            <input class="field__input" id="own-address" name=ADDRESS type="email" autocomplete="email" maxlength="254" value=typed
                aria-invalid=is_wrong.then_some("true") aria-describedby=described />
        </div>
    }
}
