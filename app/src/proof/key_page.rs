//! `/mairie/cle`, `/exploitant/cle`: the key in an application of codes, from the first day to a new phone.

use super::{Area, fields::CodeField};
use crate::{
    areas::{Market, OPERATOR_TIME_ZONE},
    i18n::Locale,
    page::{NoPage, go_to, or_signed_out, page},
    session, speech,
    state::House,
    ui::{Icon, Notice, Qr},
};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    accounts::{
        self, Office, Unproven,
        proof::{self, Nonce, RecoveryCodes},
    },
    pickup, towns,
};

/// A code that was not the one of the key that the page shows; it shows the same again.
#[derive(Clone, Debug)]
pub struct KeyPosted(pub Nonce);

/// The key is set up: its recovery codes are shown on this page and nowhere else.
#[derive(Clone, Debug)]
pub struct KeySet(pub RecoveryCodes);

/// `/mairie/cle`, and the same for whoever runs the instance.
#[component]
pub fn KeyPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let (house, locale, area) = (House::here(), session::locale(), Area::here());
    let who = session::unproven(&house, &session::headers(), area)
        .await
        .map_err(or_signed_out)?;
    keep_nowhere();
    if let Some(KeySet(codes)) = use_context() {
        return Ok(kept_codes(locale, area, &codes).into_any());
    }
    if who.may_set_up().is_err() {
        go_to(&area.proving(area.key()));
        return Ok(().into_any());
    }
    let posted = use_context::<KeyPosted>();
    let wrong = posted.is_some();
    let nonce = posted.map_or_else(Nonce::fresh, |posted| posted.0);
    let (market, time_zone) = match who.office() {
        Office::TownHall(town) => {
            let town = towns::by_id(house.db.read(), town).await?;
            let market = td_string!(locale, official_key.market, town = town.name);
            (market, town.time_zone)
        }
        Office::Instance => (
            td_string!(locale, operator.brand).to_owned(),
            OPERATOR_TIME_ZONE.to_owned(),
        ),
    };
    let known = known(&house, locale, &who, &time_zone).await?;
    let key = house.seal.key(who.member(), &nonce);
    let name = accounts::name_of(house.db.read(), who.member()).await?;
    let address = key.address(&market, name.as_str());
    let title = td_string!(locale, official_key.title);
    Ok(view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{area.key_lead(locale)}</p></div>
                {known.map(|says| view! { <Notice icon="check"><p>{says}</p></Notice> })}
                <form class="fields panel" method="post" action=area.key()>
                    <h2>{td_string!(locale, official_key.step_app)}</h2>
                    <p>{td_string!(locale, official_key.step_app_words)}</p>
                    <h2>{td_string!(locale, official_key.step_scan)}</h2>
                    <div class="device">
                        <Qr holds=address.clone() label=td_string!(locale, official_key.qr).to_owned() size="qr--big" />
                        <p><a href=address>{td_string!(locale, official_key.open_app)}</a></p>
                        <p>{td_string!(locale, official_key.by_hand)}</p>
                        <p class="proof__secret">{key.by_hand()}</p>
                    </div>
                    <h2>{td_string!(locale, official_key.step_code)}</h2>
                    <input type="hidden" name="nonce" value=nonce.as_str().to_owned() />
                    <CodeField locale=locale wrong=wrong />
                    <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, official_key.go)}</button>
                </form>
            </div>
        </Market>
    }
    .into_any())
}

/// Nobody who goes back in this browser later finds the secret.
fn keep_nowhere() {
    if let Some(response) = use_context::<ResponseOptions>() {
        let no_store = HeaderValue::from_static("private, no-store");
        response.insert_header(header::CACHE_CONTROL, no_store);
    }
}

/// What stands of an earlier key.
async fn known(
    house: &House,
    locale: Locale,
    who: &Unproven,
    time_zone: &str,
) -> Result<Option<String>, NoPage> {
    let Some(since) = who.key_since() else {
        return Ok(None);
    };
    let left = proof::recovery_codes_left(house.db.read(), who)
        .await
        .map_err(services::error::Error::from)?;
    let day = speech::date(locale, pickup::wall_clock(time_zone, since).date());
    Ok(Some(td_string!(
        locale,
        official_key.stands,
        day = day,
        left = left
    )))
}

/// Eight codes to print or copy, and the way on.
fn kept_codes(locale: Locale, area: Area, codes: &RecoveryCodes) -> impl IntoView + use<> {
    let title = td_string!(locale, official_key.codes_title);
    let codes: Vec<String> = codes.written().collect();
    let lines = codes
        .into_iter()
        .map(|code| view! { <li class="proof__kept">{code}</li> })
        .collect_view();
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, official_key.codes_lead)}</p></div>
                <ol class="proof__codes panel">{lines}</ol>
                <p>{td_string!(locale, official_key.codes_words)}</p>
                <a class="button button--big button--wide" href=area.home()>{td_string!(locale, official_key.codes_kept)}</a>
            </div>
        </Market>
    }
}
