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
        let address = routes::call(&phone);
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
    let answer = |act: &'static str, words: &'static str, because: Option<Reason>| {
        view! {
            <form method="post" action=routes::TOWN_HALL>
                <input type="hidden" name="part" value=part.clone() />
                <input type="hidden" name="act" value=act />
                {because.map(|because| view! { <input type="hidden" name="because" value=because.as_str() /> })}
                <button class="button button--quiet" type="submit">
                    {words}<span class="visually-hidden">" "{shop.clone()}</span>
                </button>
            </form>
        }
    };
    view! {
        <li class="roster__shop">
            <h3>{shop.clone()}</h3>
            <p class="roster__facts">{facts}</p>
            {no_phone}
            <div class="roster__ways">
                {call}
                {answer("accepter", td_string!(locale, unseen.says_yes), None)}
                {answer("refuser", td_string!(locale, unseen.says_no), Some(Reason::Other))}
            </div>
        </li>
    }
}
