//! `/comptoir/remise/{code}`: what a merchant's phone opens when it scans the shopper's QR.

use super::{
    TicketPosted, desk,
    inbox::{Trouble, adjust::AdjustForm, forms::AsShown},
    parts::TicketLines,
};
use crate::{
    areas::{AtCounter, Counter, Tab},
    error::ApiError,
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session, speech,
    ui::{FieldError, Icon, Notice},
};
use chrono::NaiveDate;
use domain::orders::{Act, Actor, Alarm, Code, Ticket, allowed};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    orders::{self, Happened, Happening},
    pickup,
};

/// `/comptoir/remise/{code}`
#[component]
pub fn HandoverPage() -> impl IntoView {
    let code = match param("code") {
        code if code.is_empty() => use_query_map().read_untracked().get("code").unwrap_or_default(),
        code => code,
    };
    page(async move { content(&code).await })
}

async fn content(typed: &str) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let code = typed.parse::<Code>().ok();
    let ticket = match &code {
        Some(code) => desk::ticket_of_code(&house, &who, code)
            .await
            .map_err(|error| match error {
                ApiError::Refused(too_many) => NoPage::TooMany(too_many.seconds(house.clock.now())),
                other => other.into(),
            })?,
        None => None,
    };
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let history = match &ticket {
        Some(ticket) => orders::history(house.db.read(), &who, ticket.part).await?,
        None => Vec::new(),
    };
    let trouble = use_context::<TicketPosted>()
        .map(|posted| Trouble::refused(locale, posted.part, posted.refused).says);
    let shown = match (ticket, code) {
        (Some(ticket), Some(code)) => view! { <Found ticket=ticket code=code trouble=trouble /> }.into_any(),
        _ => view! {
            <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, inbox.nobody)}</p></Notice>
        }
        .into_any(),
    };
    Ok(view! {
        <Title text=td_string!(locale, inbox.handover_title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, inbox.handover_title)}</h1></div>
                {shown}
                {(!history.is_empty()).then(|| view! { <History locale=locale history=history today=today /> })}
                <p><a class="link" href=routes::INBOX>{td_string!(locale, inbox.title)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}

/// Who did what, when; folded, for whoever asks.
#[component]
fn History(locale: Locale, history: Vec<Happened>, today: NaiveDate) -> impl IntoView {
    let lines = history.into_iter().map(|happened| {
        let (day, hour) = (
            speech::day(locale, happened.at.date(), today),
            speech::hour(locale, happened.at),
        );
        let (who, what) = (who(locale, &happened), what(locale, happened.what));
        view! { <li>{td_string!(locale, history.line, day = day, hour = hour, who = who, what = what)}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <details class="ticket__more">
            <summary>{td_string!(locale, history.title)}</summary>
            <ul class="small" role="list">{lines}</ul>
        </details>
    }
}

fn who(locale: Locale, happened: &Happened) -> String {
    let says = match (happened.actor, &happened.name) {
        (Actor::Merchant | Actor::Helper, Some(name)) => return name.to_string(),
        (Actor::Merchant | Actor::Helper, None) => td_string!(locale, history.shop),
        (Actor::Shopper, _) => td_string!(locale, history.shopper),
        (Actor::Official, _) => td_string!(locale, history.town_hall),
        (Actor::Clock, _) => td_string!(locale, history.market),
    };
    says.to_owned()
}

fn what(locale: Locale, what: Happening) -> &'static str {
    match what {
        Happening::Did(Act::Place) => td_string!(locale, history.placed),
        Happening::Did(Act::See) => td_string!(locale, history.seen),
        Happening::Did(Act::Accept) => td_string!(locale, history.accepted),
        Happening::Did(Act::MakeReady) => td_string!(locale, history.ready),
        Happening::Did(Act::HandOver) => td_string!(locale, history.handed_over),
        Happening::Did(Act::Adjust) => td_string!(locale, history.adjusted),
        Happening::Did(Act::Undo) => td_string!(locale, history.undone),
        Happening::Did(Act::Refuse) => td_string!(locale, history.refused),
        Happening::Did(Act::Cancel) => td_string!(locale, history.cancelled),
        Happening::Did(Act::Withdraw) => td_string!(locale, history.withdrawn),
        Happening::Did(Act::Expire) => td_string!(locale, history.expired),
        Happening::Told(Alarm::Rung | Alarm::SecondContact) => td_string!(locale, history.told_contact),
        Happening::Told(Alarm::TownHall) => td_string!(locale, history.told_town_hall),
    }
}

#[component]
fn Found(ticket: Ticket, code: Code, trouble: Option<String>) -> impl IntoView {
    let locale = session::locale();
    let may_adjust = allowed(Actor::Merchant, Act::Adjust, ticket.state());
    let error = "ticket-trouble".to_owned();
    let says = trouble.map(|says| view! { <FieldError id=error.clone() says=says /> });
    let (act, word, icon) = if allowed(Actor::Merchant, Act::HandOver, ticket.state()) {
        ("remettre", td_string!(locale, inbox.hand_over), "hand")
    } else {
        ("pret", td_string!(locale, inbox.make_ready), "check")
    };
    let is_over = ticket.state().is_over();
    view! {
        <article class="ticket" aria-labelledby="ticket">
            <div class="ticket__head"><h2 class="ticket__name" id="ticket">{ticket.name.to_string()}</h2></div>
            <p><span class="chip">{speech::state(locale, ticket.state())}</span></p>
            <TicketLines locale=locale ticket=ticket.clone() />
            {says}
            {(!is_over).then(|| view! {
                <form method="post" action=routes::handover(&code)>
                    <AsShown shown=ticket.shown() />
                    <input type="hidden" name="act" value=act />
                    <input type="hidden" name="code" value=code.to_string() />
                    <button class="button button--big button--wide" type="submit"><Icon name=icon />" "{word}</button>
                </form>
            })}
            {may_adjust.then(|| view! {
                <AdjustForm locale=locale ticket=ticket.clone() error=error action=routes::handover(&code) act=|_, _| {} />
            })}
        </article>
    }
}
