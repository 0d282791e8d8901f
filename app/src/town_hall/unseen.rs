//! Orders that nobody at a shop has seen: whom to call, and what they said. Of the shopper nothing is told.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{Icon, Notice},
};
use chrono::NaiveDate;
use domain::orders::Reason;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use services::orders::Unseen;

/// Nothing when every order was seen.
#[component]
pub(super) fn UnseenOrders(locale: Locale, today: NaiveDate, unseen: Vec<Unseen>) -> impl IntoView {
    let moved = use_query_map().read_untracked().get("deja").is_some();
    let is_empty = unseen.is_empty();
    let orders = unseen
        .into_iter()
        .map(|unseen| order(locale, today, unseen).into_any())
        .collect_view();
    view! {
        {moved.then(|| view! { <Notice icon="check"><p>{td_string!(locale, unseen.moved)}</p></Notice> })}
        {(!is_empty).then(|| view! {
            <section class="section panel panel--alert" aria-labelledby="unseen">
                <h2 id="unseen">{td_string!(locale, unseen.title)}</h2>
                <p>{td_string!(locale, unseen.lead)}</p>
                <ul class="roster" role="list">{orders}</ul>
            </section>
        })}
    }
}

fn order(locale: Locale, today: NaiveDate, unseen: Unseen) -> impl IntoView {
    let shop = unseen.shop.name.to_string();
    let call = unseen.shop.phone.as_ref().map(|phone| {
        let address = routes::call(phone);
        view! { <a class="button" href=address><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let no_phone = call
        .is_none()
        .then(|| view! { <p class="soft">{td_string!(locale, unseen.no_phone)}" "{unseen.shop.address.clone()}</p> });
    let sent = format!(
        "{} {}",
        speech::day(locale, unseen.placed_at.date(), today),
        speech::hour(locale, unseen.placed_at)
    );
    let facts = td_string!(
        locale,
        unseen.facts,
        sent = sent,
        when = speech::window(locale, &unseen.window, today)
    );
    let part = unseen.part.to_string();
    let (yes, no) = (says_yes(locale, &part, &shop), says_no(locale, &part, &shop));
    view! {
        <li class="roster__shop">
            <h3>{shop.clone()}</h3>
            <p class="roster__facts">{facts}</p>
            {no_phone}
            <div class="roster__ways">
                {call}
                {yes}
            </div>
            {no}
        </li>
    }
}

fn says_yes(locale: Locale, part: &str, shop: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=routes::TOWN_HALL>
            <input type="hidden" name="part" value=part.to_owned() />
            <input type="hidden" name="act" value="accepter" />
            <button class="button button--quiet" type="submit">
                {td_string!(locale, unseen.says_yes)}<span class="visually-hidden">" "{shop.to_owned()}</span>
            </button>
        </form>
    }
}

/// The shopper is told why, as if the shop itself had answered.
fn says_no(locale: Locale, part: &str, shop: &str) -> impl IntoView + use<> {
    let reasons = Reason::OF_MERCHANTS.map(|reason| {
        view! {
            <label class="check">
                <input type="radio" name="because" value=reason.as_str() checked={reason == Reason::Other} />" "
                {speech::reason(locale, reason)}
            </label>
        }
    });
    view! {
        <details class="ticket__more">
            <summary>{td_string!(locale, unseen.says_no)}<span class="visually-hidden">" "{shop.to_owned()}</span></summary>
            <form class="refuse fields" method="post" action=routes::TOWN_HALL>
                <input type="hidden" name="part" value=part.to_owned() />
                <input type="hidden" name="act" value="refuser" />
                <fieldset class="fields__group">
                    <legend class="field__label">{td_string!(locale, inbox.because)}</legend>
                    {reasons}
                </fieldset>
                <button class="button button--quiet" type="submit">
                    {td_string!(locale, inbox.refuse_done)}<span class="visually-hidden">" "{shop.to_owned()}</span>
                </button>
            </form>
        </details>
    }
}
