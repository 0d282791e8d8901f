//! The rail of tickets. Drawn by the server as plain forms; once awake, it hears what changes and moves tickets
//! without loading the page again. A ticket counts as seen when a person touches the page, not when a screen shows it.

pub(super) mod adjust;
pub(super) mod forms;
mod refuse;
mod ticket;
mod trouble;

pub use trouble::Trouble;

use super::api::{TicketAct, TicketRefused, inbox, move_ticket};
use crate::{
    browser::{bell, contact, network},
    error::ApiError,
    i18n::Locale,
    speech,
    ui::Notice,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    id::{OrderPartId, ProductId},
    orders::{PartState, Shown, Standing, Ticket, total},
};
use forms::ActForm;
use leptos::prelude::*;
use leptos_i18n::td_string;
use ticket::TicketCard;
use wasm_bindgen_futures::spawn_local;

/// A product that a merchant may offer instead, by its name.
pub type Offer = (ProductId, String);

/// The inbox.
#[island]
pub fn Inbox(
    /// Language of the texts.
    locale: Locale,
    /// The day it is at the shop.
    today: NaiveDate,
    /// The instant at which the page was made.
    now: DateTime<Utc>,
    /// The rail as it was then.
    tickets: Vec<Ticket>,
    /// What could be offered instead.
    offers: Vec<Offer>,
    /// What went wrong before, without scripts.
    trouble: Option<Trouble>,
) -> impl IntoView {
    let tickets = RwSignal::new(tickets);
    let clock = RwSignal::new(now);
    let opened = StoredValue::new(None::<f64>);
    Effect::new(move |_| opened.set_value(Some(contact::millis())));
    let show = move |all: Vec<Ticket>| {
        let passed = opened.get_value().map_or(0.0, |then| contact::millis() - then);
        clock.set(later(now, passed));
        tickets.set(all);
    };
    let trouble = RwSignal::new(trouble);
    let offers = StoredValue::new(offers);
    let refresh = move |seen: Vec<OrderPartId>| {
        spawn_local(async move {
            if let Ok(all) = inbox(seen).await {
                show(all);
            }
        });
    };
    Effect::new(move |_| bell::on_orders_changed(move || refresh(Vec::new())));
    // Only what this screen shows: what comes in this instant still rings.
    let new_here = move || -> Vec<OrderPartId> {
        tickets.with_untracked(|all| {
            let new = all.iter().filter(|ticket| ticket.state() == PartState::Placed);
            new.map(|ticket| ticket.part).collect()
        })
    };
    let looked = move || {
        let new = new_here();
        if !new.is_empty() {
            refresh(new);
        }
    };
    let act = move |shown: Shown, act: TicketAct| {
        let part = shown.part;
        spawn_local(async move {
            match move_ticket(part, shown.state, act).await {
                Ok(all) => {
                    trouble.set(None);
                    show(all);
                }
                Err(ApiError::Refused(why)) => {
                    trouble.set(Some(Trouble::refused(locale, part, why)));
                    if matches!(why, TicketRefused::Moved(_)) {
                        refresh(Vec::new());
                    }
                }
                Err(ApiError::SignedOut | ApiError::NotFound) => network::reload(),
                Err(ApiError::Failed(_) | ApiError::Crowded | ApiError::Unreached | ApiError::Garbled) => {
                    let says = td_string!(locale, inbox.unreached).to_owned();
                    trouble.set(Some(Trouble {
                        part: Some(part),
                        says,
                    }));
                }
            }
        });
    };
    let in_state = move |wanted: fn(PartState) -> bool| {
        move || {
            tickets
                .get()
                .into_iter()
                .filter(|ticket| wanted(ticket.state()))
                .collect::<Vec<_>>()
        }
    };
    let rail = move |title: &'static str, id: &'static str, wanted: fn(PartState) -> bool| {
        let shown = in_state(wanted);
        view! {
            <section class="section" aria-labelledby=id hidden=move || shown().is_empty()>
                <div class="section__head"><h2 id=id>{title}</h2><p class="soft">{move || shown().len()}</p></div>
                <ul class="rail" role="list">
                    <For each=shown key=|ticket| (ticket.part, ticket.state(), total(&ticket.lines).0) let:ticket>
                        <li class="rail-shadow">
                            <TicketCard locale=locale today=today ticket=ticket offers=offers trouble=trouble act=act />
                        </li>
                    </For>
                </ul>
            </section>
        }
    };
    view! {
        // After the finger has done what it was meant to: a ticket that moves under it would not hear the tap.
        <div class="inbox" on:pointerup=move |_| looked() on:pointercancel=move |_| looked() on:keyup=move |_| looked()>
            // Nobody's ticket, or one that has left the rail meanwhile.
            {move || trouble.get().filter(|trouble| tickets.with(|all| trouble.is_of_none(all))).map(|trouble| {
                view! { <Notice kind="notice--failed" icon="alert"><p>{trouble.says}</p></Notice> }
            })}
            <div class="empty-state" hidden=move || !tickets.with(Vec::is_empty)>
                <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/no-orders.svg#ink" /></svg>
                <h2 class="empty-state__title">{td_string!(locale, inbox.empty_title)}</h2>
                <p>{td_string!(locale, inbox.empty)}</p>
            </div>
            {rail(td_string!(locale, inbox.arrived), "new", |state| state == PartState::Placed)}
            {rail(td_string!(locale, inbox.todo), "todo", |state| matches!(state, PartState::Seen | PartState::Accepted))}
            {rail(td_string!(locale, inbox.ready), "ready", |state| state == PartState::Ready)}
            <HandedOver locale=locale now=clock tickets=tickets trouble=trouble act=act />
        </div>
    }
}

/// What was handed over lately, with a way back for a finger that slipped.
#[component]
fn HandedOver(
    locale: Locale,
    now: RwSignal<DateTime<Utc>>,
    tickets: RwSignal<Vec<Ticket>>,
    trouble: RwSignal<Option<Trouble>>,
    act: impl Fn(Shown, TicketAct) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let done = move || {
        let mut done = tickets.get();
        done.retain(|ticket| ticket.state() == PartState::HandedOver);
        done
    };
    view! {
        <section class="section" aria-labelledby="done" hidden=move || done().is_empty()>
            <div class="section__head"><h2 id="done">{td_string!(locale, inbox.done)}</h2></div>
            <ul class="handed-over" role="list">
                <For each=done key=|ticket| ticket.part let:ticket>
                    <li class="handed-over__item">
                        <span>{ticket.name.to_string()}</span>" "<span>{speech::euros(locale, total(&ticket.lines))}</span>
                        {
                            let (part, shown, name) = (ticket.part, ticket.shown(), ticket.name.to_string());
                            // Not kept beyond its ten minutes on a page that stays open.
                            let may = Memo::new(move |_| may_undo(&ticket, now.get()));
                            view! {
                                {move || may.get().then(|| {
                                    let name = name.clone();
                                    view! {
                                        <ActForm shown=shown word="annuler" act=move || act(shown, TicketAct::Undo) class="button button--plain">
                                            {td_string!(locale, inbox.undo_handover)}
                                            <span class="visually-hidden">" "{name}</span>
                                        </ActForm>
                                    }
                                })}
                                {move || trouble.get().filter(|trouble| trouble.part == Some(part)).map(|trouble| trouble.says)}
                            }
                        }
                    </li>
                </For>
            </ul>
        </section>
    }
}

/// As many milliseconds later.
fn later(now: DateTime<Utc>, millis: f64) -> DateTime<Utc> {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let passed = Duration::milliseconds(millis as i64);
    now + passed
}

fn may_undo(ticket: &Ticket, now: DateTime<Utc>) -> bool {
    matches!(ticket.standing, Standing::HandedOver { undo_until } if undo_until > now)
}
