//! `/exploitant?q=…&page=…`: the towns of the instance.

use super::day;
use crate::{
    areas::{AtInstance, Instance, asked, page_asked},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::{Icon, Pager},
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::instance::{self, ON_A_PAGE, OnInstance};

/// `/exploitant`
#[component]
pub fn TownsPage() -> impl IntoView {
    let (said, leaf) = (asked("q").unwrap_or_default(), page_asked());
    page(async move { content(said.trim().to_owned(), leaf).await })
}

async fn content(said: String, leaf: u64) -> Result<AnyView, NoPage> {
    let AtInstance { house, locale, who } = AtInstance::here().await?;
    let now = house.clock.now();
    let towns = instance::towns(house.db.read(), &who, &said, leaf).await?;
    if towns.towns.is_empty() && leaf > 1 {
        return Err(NoPage::NotFound);
    }
    let pages = towns.found.div_ceil(ON_A_PAGE);
    let address = |leaf: u64| {
        let list = if said.is_empty() {
            routes::OPERATOR.to_owned()
        } else {
            routes::asking(routes::OPERATOR, "q", &said)
        };
        routes::leaf(&list, leaf)
    };
    let previous = (leaf > 1).then(|| address(leaf - 1));
    let next = (leaf < pages).then(|| address(leaf + 1));
    let lines = towns.towns.iter().map(|town| line(locale, town, now).into_any());
    let lines = lines.collect_view();
    let title = td_string!(locale, operator.towns);
    Ok(view! {
        <Instance title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{how_many(locale, towns.found, &said)}</p></div>
                <p><a class="button" href=routes::OPEN_TOWN><Icon name="plus" />" "{td_string!(locale, operator.open)}</a></p>
                <form class="fields" role="search" method="get" action=routes::OPERATOR>
                    <div class="field">
                        <label class="field__label" for="q">{td_string!(locale, operator.find)}</label>
                        <input class="field__input" id="q" name="q" type="search" autocomplete="off" value=said.clone() />
                    </div>
                    <button class="button button--quiet" type="submit"><Icon name="search" />" "{td_string!(locale, operator.find_button)}</button>
                </form>
                {(!said.is_empty()).then(|| view! { <p><a href=routes::OPERATOR>{td_string!(locale, operator.all)}</a></p> })}
                <section class="section team" aria-labelledby="towns">
                    <h2 class="visually-hidden" id="towns">{title}</h2>
                    <ul class="roster" role="list">{lines}</ul>
                </section>
                <Pager locale=locale page=leaf pages=pages previous=previous next=next />
            </div>
        </Instance>
    }
    .into_any())
}

fn how_many(locale: Locale, found: u64, said: &str) -> String {
    match found {
        0 if said.is_empty() => td_string!(locale, operator.none).to_owned(),
        0 => td_string!(locale, operator.none_found, said = said.to_owned()),
        1 => td_string!(locale, operator.count_one).to_owned(),
        count => td_string!(locale, operator.count, count = count),
    }
}

fn line(locale: Locale, on: &OnInstance, now: DateTime<Utc>) -> impl IntoView + use<> {
    let (chip, word) = if on.selling > 0 {
        (
            "chip chip--ready",
            td_string!(locale, hall.key_online, count = on.selling),
        )
    } else {
        ("chip", td_string!(locale, operator.not_selling).to_owned())
    };
    let facts = [
        on.postcodes.clone(),
        speech::shops(locale, on.shops),
        last_order(locale, on, now),
    ];
    view! {
        <li class="roster__shop">
            <h3><a href=routes::instance_town(&on.town.slug)>{on.town.name.clone()}</a></h3>
            <p class="roster__facts">{facts.join(" · ")}</p>
            <span class=chip>{word}</span>
        </li>
    }
}

/// "dernière commande : hier".
pub(super) fn last_order(locale: Locale, on: &OnInstance, now: DateTime<Utc>) -> String {
    on.last_order.map_or_else(
        || td_string!(locale, operator.no_order).to_owned(),
        |at| {
            let day = day(locale, &on.town.time_zone, at, now);
            td_string!(locale, operator.last_order, day = day)
        },
    )
}
