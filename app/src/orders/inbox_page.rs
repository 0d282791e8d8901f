//! `/comptoir/commandes`: the page around the inbox.

use super::{
    Inbox,
    api::TicketRefused,
    desk::{self, Looked},
    inbox::Trouble,
    read_square::ReadSquare,
    withdrawals::Withdrawals,
};
use crate::{
    areas::{AtCounter, Counter, Tab},
    error::{ApiError, Nothing},
    i18n::Locale,
    notifications::BellMissing,
    page::{NoPage, page},
    routes, session,
    shops::HoursMissing,
    ui::Icon,
};
use chrono::Duration;
use domain::id::OrderPartId;
use http::HeaderMap;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{catalogue, notifications, orders, pickup};

/// Fourteen days to bring the goods back and fourteen to pay them back, and two to look.
const WITHDRAWALS_STAY: Duration = Duration::days(30);

/// A step that was refused, without scripts.
#[derive(Clone, Debug)]
pub struct TicketPosted {
    /// Which ticket.
    pub part: OrderPartId,
    /// Why it does not move.
    pub refused: TicketRefused,
}

/// `/comptoir/commandes`
#[component]
pub fn InboxPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let looked = if is_looked_at(&session::headers()) {
        Looked::AtAll
    } else {
        Looked::At(Vec::new())
    };
    let tickets = desk::inbox::<Nothing>(&house, &who, looked)
        .await
        .map_err(|error| match error {
            ApiError::Failed(code) => NoPage::Failed(code),
            ApiError::Crowded => NoPage::Crowded,
            _ => NoPage::NotFound,
        })?;
    let now = house.clock.now();
    let today = pickup::wall_clock(&town.time_zone, now).date();
    let offers = catalogue::words_and_ids(house.db.read(), &who).await?;
    // Whoever stands in is called by the town hall's own bell.
    let bell = notifications::bell(house.db.read(), &who).await?;
    let is_proven = bell.heard_at.is_some() || who.stands_in().is_some();
    let withdrawals = orders::withdrawals(house.db.read(), &who, now - WITHDRAWALS_STAY).await?;
    let kind = shop.kind;
    let waits = tickets
        .iter()
        .any(|ticket| !ticket.state().is_over() && ticket.window.local_from.date() <= today);
    let window = routes::shop(&town.slug, &shop.slug);
    let trouble =
        use_context::<TicketPosted>().map(|posted| Trouble::refused(locale, posted.part, posted.refused));
    Ok(view! {
        <Title text=td_string!(locale, inbox.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Inbox post=Some(shop.id)>
            <div class="page">
                <h1 class="visually-hidden">{td_string!(locale, inbox.title)}</h1>
                <HoursMissing shop=shop />
                <BellMissing proven=is_proven />
                <Withdrawals locale=locale kind=kind withdrawals=withdrawals />
                <Inbox locale=locale today=today now=now tickets=tickets offers=offers trouble=trouble />
                <ByCode locale=locale />
                {waits.then(|| view! {
                    <p class="section"><a class="button button--quiet button--wide" href=routes::PICKUPS_PDF download><Icon name="printer" />" "{td_string!(locale, pickups.print)}</a></p>
                })}
                <p class="section"><a class="button button--quiet button--wide" href=window><Icon name="phone" />" "{td_string!(locale, inbox.by_phone)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}

/// Whether a person gets to see the page. A script that fetches it, as the counter's worker does to keep it, sees nothing;
/// neither does a browser that brings back yesterday's tabs by itself, where no finger asked for this one (Fetch Metadata,
/// W3C: `Sec-Fetch-User`). Whoever looks at such a tab touches it, or goes to another page of the counter.
fn is_looked_at(headers: &HeaderMap) -> bool {
    let says = |name: &str, what: &str| headers.get(name).map(|said| said == what);
    match says("sec-fetch-dest", "document") {
        // Browsers before 2023 say nothing about it.
        None => true,
        Some(is_page) => is_page && says("sec-fetch-user", "?1") == Some(true),
    }
}

/// Any order by its code, for whoever has many tickets on the rail.
#[component]
fn ByCode(locale: Locale) -> impl IntoView {
    view! {
        <section class="section panel" aria-labelledby="by-code">
            <form class="ticket__handover" method="get" action=routes::HANDOVER>
                <div class="field">
                    <label class="field__label" id="by-code" for="code">{td_string!(locale, inbox.by_code)}</label>
                    <input class="field__input ticket__code" id="code" name="code" autocomplete="off" autocapitalize="characters" maxlength="9" size="6" />
                </div>
                <button class="button button--quiet" type="submit">{td_string!(locale, inbox.find)}</button>
            </form>
            <ReadSquare locale=locale />
        </section>
    }
}
