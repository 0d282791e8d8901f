//! `/comptoir/caisse`: the shop's own till, which is told what becomes of the orders, and how it goes with it.

use crate::{
    areas::{AtCounter, Counter, Tab, sent_from_here},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::{FieldError, Icon, Notice},
};
use chrono::{DateTime, NaiveDateTime, Utc};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    pickup,
    tills::{self, AddressRefused, Going, Till, TillSecret, TrialRefused},
};

/// What became of the till's form, to be said on its page.
#[derive(Clone, Debug)]
pub enum TillPosted {
    /// It is plugged in; its secret, shown this once.
    Connected(TillSecret),
    /// The address cannot be taken.
    Wrong {
        /// As it was typed.
        typed: String,
        /// Why not.
        why: AddressRefused,
    },
    /// It was not tried.
    NotTried(TrialRefused),
}

/// `/comptoir/caisse`
#[component]
pub fn TillPage() -> impl IntoView {
    let note = use_query_map().read_untracked().get("note");
    page(async move { content(note).await })
}

async fn content(note: Option<String>) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let who = who.owner()?;
    let till = tills::till(house.db.read(), &who).await?;
    let going = tills::going(house.db.read(), &who).await?;
    let posted = use_context::<TillPosted>();
    let (fresh, typed, wrong, not_tried) = match posted {
        Some(TillPosted::Connected(secret)) => (Some(secret.reveal()), None, None, None),
        Some(TillPosted::Wrong { typed, why }) => (None, Some(typed), Some(address_wrong(locale, why)), None),
        Some(TillPosted::NotTried(why)) => (None, None, None, Some(trial_refused(locale, why))),
        None => (None, None, None, None),
    };
    let failed = wrong
        .is_some()
        .then(|| td_string!(locale, description.wrong))
        .or(not_tried);
    let done = note.map(|note| match note.as_str() {
        "essai" => td_string!(locale, till.tried),
        _ => td_string!(locale, till.unplugged),
    });
    let known = till.as_ref().map(|till| till.address.clone());
    let value = typed.or(known).unwrap_or_default();
    let is_plugged = till.is_some();
    let state = till.map(|till| {
        let wall = |at: DateTime<Utc>| pickup::wall_clock(&town.time_zone, at);
        let says = says(locale, &till, &going, wall);
        view! { <State locale=locale says=says why=going.why.clone() /> }
    });
    Ok(view! {
        <Title text=td_string!(locale, till.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shop post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{td_string!(locale, till.title)}</h1>
                    <p>{td_string!(locale, till.lead)}</p>
                    <p>{td_string!(locale, till.for_vendor)}" "<a href=routes::api::PAGE>{td_string!(locale, api.title)}</a></p>
                </div>
                {done.map(|says| view! { <Notice kind="notice--done" icon="check"><p>{says}</p></Notice> })}
                {failed.map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
                {fresh.map(|secret| view! { <Fresh locale=locale secret=secret /> })}
                {state}
                <Plug locale=locale value=value wrong=wrong is_plugged=is_plugged />
            </div>
        </Counter>
    }
    .into_any())
}

fn address_wrong(locale: Locale, why: AddressRefused) -> &'static str {
    match why {
        AddressRefused::Missing => td_string!(locale, till.missing),
        AddressRefused::NotAnAddress => td_string!(locale, till.not_an_address),
        AddressRefused::NotSecure => td_string!(locale, till.not_secure),
        AddressRefused::NotPublic => td_string!(locale, till.not_public),
    }
}

fn trial_refused(locale: Locale, why: TrialRefused) -> &'static str {
    match why {
        TrialRefused::Unplugged => td_string!(locale, till.plug_first),
        TrialRefused::TooSoon => td_string!(locale, till.too_soon),
    }
}

/// Since when it is plugged in, what arrived there, and what did not.
fn says(
    locale: Locale,
    till: &Till,
    going: &Going,
    wall: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> Vec<String> {
    let since = speech::date(locale, wall(till.since).date());
    let host = till.host();
    let mut says = vec![td_string!(locale, till.plugged, host = host, day = since)];
    says.push(match going.arrived_at.map(wall) {
        Some(at) => {
            let (day, hour) = (speech::date(locale, at.date()), speech::hour(locale, at));
            td_string!(locale, till.arrived, day = day, hour = hour)
        }
        None => td_string!(locale, till.nothing_yet).to_owned(),
    });
    if going.waiting > 0 {
        says.push(td_string!(locale, till.waiting, count = going.waiting));
    }
    if going.given_up > 0 {
        says.push(td_string!(locale, till.given_up, count = going.given_up));
    }
    says
}

#[component]
fn Fresh(locale: Locale, secret: String) -> impl IntoView {
    view! {
        <section class="section panel till" aria-labelledby="secret">
            <h2 id="secret">{td_string!(locale, till.secret)}</h2>
            <p>{td_string!(locale, till.secret_words)}</p>
            <code class="till__secret">{secret}</code>
        </section>
    }
}

#[component]
fn State(locale: Locale, says: Vec<String>, why: String) -> impl IntoView {
    let says = says
        .into_iter()
        .map(|says| view! { <p>{says}</p> })
        .collect_view();
    let why = (!why.is_empty())
        .then(|| view! { <p class="soft">{td_string!(locale, till.why)}" "<code lang="en">{why}</code></p> });
    view! {
        <section class="section panel till" aria-label=td_string!(locale, till.title)>
            {says}
            {why}
            <form class="till__acts" method="post" action=sent_from_here(routes::TILL)>
                <button class="button button--quiet" type="submit" name="act" value="essai"><Icon name="bell" />" "{td_string!(locale, till.try_it)}</button>
                <button class="button button--quiet" type="submit" name="act" value="debrancher"><Icon name="x" />" "{td_string!(locale, till.unplug)}</button>
            </form>
        </section>
    }
}

#[component]
fn Plug(locale: Locale, value: String, wrong: Option<&'static str>, is_plugged: bool) -> impl IntoView {
    let is_wrong = wrong.is_some();
    let (word, again) = if is_plugged {
        (
            td_string!(locale, till.plug_again),
            Some(td_string!(locale, till.again_hint)),
        )
    } else {
        (td_string!(locale, till.plug), None)
    };
    view! {
        <form class="fields section" method="post" action=sent_from_here(routes::TILL) novalidate>
            <div class="field">
                <label class="field__label" for="address">{td_string!(locale, till.address)}</label>
                <p class="field__hint" id="address-hint">{td_string!(locale, till.address_hint)}</p>
                {wrong.map(|says| view! { <FieldError id="address-error".into() says=says /> })}
                <input class="field__input" id="address" name="address" type="url" inputmode="url" autocomplete="off" value=value
                    aria-invalid=is_wrong.then_some("true") aria-describedby=if is_wrong { "address-error address-hint" } else { "address-hint" } />
            </div>
            {again.map(|says| view! { <p class="field__hint">{says}</p> })}
            <button class="button button--big button--wide" type="submit" name="act" value="brancher">{word}</button>
        </form>
    }
}
