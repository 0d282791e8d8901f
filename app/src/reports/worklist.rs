//! `/mairie/signalements`: what the public reported, the oldest first, and what holds a shop back.

use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session, speech,
    state::House,
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    decisions::{self, Decided},
    reports::{self, InList, Standing},
    towns,
};

/// `/mairie/signalements`
#[component]
pub fn WorklistPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let (db, now) = (house.db.read(), house.clock.now());
    let list = reports::worklist(db, &who).await?;
    let standing = decisions::standing_in_town(db, &who).await?;
    let (answered, open): (Vec<_>, Vec<_>) = list
        .into_iter()
        .partition(|line| line.standing == Standing::Answered);
    let title = td_string!(locale, reports.list_title);
    let nothing = open
        .is_empty()
        .then(|| view! { <p>{td_string!(locale, reports.none_open)}</p> });
    let has = |some: bool| some.then_some(());
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, reports.list_lead)}</p></div>
                <section class="section" aria-labelledby="open">
                    <div class="section__head"><h2 id="open">{td_string!(locale, reports.open_title)}</h2></div>
                    {nothing}
                    <ul class="roster" role="list">{open.iter().map(|line| row(locale, line, now).into_any()).collect_view()}</ul>
                </section>
                {has(!standing.is_empty()).map(|()| view! {
                    <section class="section" aria-labelledby="standing">
                        <div class="section__head"><h2 id="standing">{td_string!(locale, decisions.standing)}</h2></div>
                        <ul class="roster" role="list">{standing.iter().map(|one| measure(locale, one, now).into_any()).collect_view()}</ul>
                    </section>
                })}
                {has(!answered.is_empty()).map(|()| view! {
                    <section class="section" aria-labelledby="answered">
                        <div class="section__head"><h2 id="answered">{td_string!(locale, reports.answered_title)}</h2></div>
                        <ul class="roster" role="list">{answered.iter().map(|line| row(locale, line, now).into_any()).collect_view()}</ul>
                    </section>
                })}
            </div>
        </TownHall>
    }
    .into_any())
}

/// "Miel, chez La pause".
pub(super) fn about(locale: Locale, line: &InList) -> String {
    let shop = line.shop.to_string();
    match &line.product {
        None => shop,
        Some(name) => {
            let name = name.as_ref().map_or_else(
                || td_string!(locale, reports.nameless).to_owned(),
                ToString::to_string,
            );
            td_string!(locale, reports.at_shop, product = name, shop = shop)
        }
    }
}

/// How far a report has come, and the colour of its chip.
pub(super) fn standing(locale: Locale, standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Unread => ("chip chip--failed", td_string!(locale, reports.unread)),
        Standing::Read => ("chip chip--soon", td_string!(locale, reports.read)),
        Standing::Asked => ("chip chip--soon", td_string!(locale, reports.asked)),
        Standing::Answered => ("chip chip--ready", td_string!(locale, reports.answered)),
    }
}

fn row(locale: Locale, line: &InList, now: DateTime<Utc>) -> impl IntoView + use<> {
    let (class, word) = standing(locale, line.standing);
    let facts = format!(
        "{} · {}",
        speech::concern(locale, line.concern),
        speech::since(locale, line.reported_at, now)
    );
    view! {
        <li class="roster__shop">
            <h3><a href=routes::report(line.id)>{about(locale, line)}</a></h3>
            <p class="roster__facts">{facts}</p>
            <span class=class>{word}</span>
        </li>
    }
}

fn measure(locale: Locale, one: &Decided, now: DateTime<Utc>) -> impl IntoView + use<> {
    let facts = format!(
        "{} · {}",
        speech::measure(locale, one.measure),
        speech::since(locale, one.at, now)
    );
    let replies = match one.replies.len() {
        0 => None,
        1 => Some(td_string!(locale, decisions.reply_one).to_owned()),
        count => Some(td_string!(locale, decisions.reply_count, count = count)),
    };
    let about = crate::decisions::about(locale, one);
    view! {
        <li class="roster__shop">
            <h3><a href=routes::decision(one.id)>{about}</a></h3>
            <p class="roster__facts">{facts}</p>
            {replies.map(|words| view! { <span class="chip chip--soon">{words}</span> })}
        </li>
    }
}
