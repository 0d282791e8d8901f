//! The rail of tickets. Drawn by the server as plain forms; once awake, it hears what changes and moves tickets
//! without loading the page again.

use super::api::{TicketAct, TicketRefused, inbox, move_ticket};
use crate::{
    browser::network,
    error::ApiError,
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon, Notice},
};
use chrono::NaiveDate;
use domain::{
    id::OrderPartId,
    orders::{Act, Actor, PartState, Ticket, allowed, total},
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// What went wrong with one ticket, or with all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Trouble {
    /// The ticket, if it is one's.
    pub part: Option<OrderPartId>,
    /// The sentence.
    pub says: String,
}

impl Trouble {
    /// A refusal in words.
    pub fn refused(locale: Locale, part: OrderPartId, why: TicketRefused) -> Self {
        let says = match why {
            TicketRefused::WrongCode => td_string!(locale, inbox.wrong_code).to_owned(),
            TicketRefused::Moved(state) => {
                td_string!(
                    locale,
                    inbox.moved,
                    state = speech::state(locale, state).to_lowercase()
                )
            }
        };
        Self {
            part: Some(part),
            says,
        }
    }
}

/// The inbox.
#[island]
pub fn Inbox(
    /// Language of the texts.
    locale: Locale,
    /// The day it is at the shop.
    today: NaiveDate,
    /// The rail as it was when the page was made.
    tickets: Vec<Ticket>,
    /// What went wrong before, without scripts.
    trouble: Option<Trouble>,
) -> impl IntoView {
    let tickets = RwSignal::new(tickets);
    let trouble = RwSignal::new(trouble);
    let refresh = move || {
        spawn_local(async move {
            if let Ok(now) = inbox().await {
                tickets.set(now);
            }
        });
    };
    Effect::new(move |_| network::hear(routes::INBOX_EVENTS, refresh));
    let act = move |part: OrderPartId, act: TicketAct| {
        spawn_local(async move {
            match move_ticket(part, act).await {
                Ok(now) => {
                    trouble.set(None);
                    tickets.set(now);
                }
                Err(ApiError::Refused(why)) => {
                    trouble.set(Some(Trouble::refused(locale, part, why)));
                    if why != TicketRefused::WrongCode {
                        refresh();
                    }
                }
                Err(ApiError::SignedOut | ApiError::NotFound) => network::reload(),
                Err(ApiError::Failed(_) | ApiError::Unreached | ApiError::Garbled) => {
                    let says = td_string!(locale, inbox.unreached).to_owned();
                    trouble.set(Some(Trouble {
                        part: Some(part),
                        says,
                    }));
                }
            }
        });
    };
    let rail = move |title: &'static str, id: &'static str, wanted: fn(PartState) -> bool| {
        let shown = move || {
            tickets
                .get()
                .into_iter()
                .filter(|ticket| wanted(ticket.state))
                .collect::<Vec<_>>()
        };
        view! {
            <section class="section" aria-labelledby=id hidden=move || shown().is_empty()>
                <div class="section__head"><h2 id=id>{title}</h2><p class="soft">{move || shown().len()}</p></div>
                <ul class="rail" role="list">
                    <For each=shown key=|ticket| (ticket.part, ticket.state) let:ticket>
                        <li class="rail-shadow">
                            <TicketCard locale=locale today=today ticket=ticket trouble=trouble act=act />
                        </li>
                    </For>
                </ul>
            </section>
        }
    };
    let done = move || {
        tickets
            .get()
            .into_iter()
            .filter(|ticket| ticket.state == PartState::HandedOver)
            .collect::<Vec<_>>()
    };
    view! {
        {move || trouble.get().filter(|trouble| trouble.part.is_none()).map(|trouble| {
            view! { <Notice kind="notice--failed" icon="alert"><p>{trouble.says}</p></Notice> }
        })}
        <div class="empty-state" hidden=move || !tickets.with(Vec::is_empty)>
            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href="/drawings/no-orders.svg#ink" /></svg>
            <h2 class="empty-state__title">{td_string!(locale, inbox.empty_title)}</h2>
            <p>{td_string!(locale, inbox.empty)}</p>
        </div>
        {rail(td_string!(locale, inbox.todo), "todo", |state| matches!(state, PartState::Placed | PartState::Seen | PartState::Accepted))}
        {rail(td_string!(locale, inbox.ready), "ready", |state| state == PartState::Ready)}
        <section class="section" aria-labelledby="done" hidden=move || done().is_empty()>
            <div class="section__head"><h2 id="done">{td_string!(locale, inbox.done)}</h2></div>
            <ul class="handed-over" role="list">
                <For each=done key=|ticket| ticket.part let:ticket>
                    <li class="handed-over__item">
                        <span>{ticket.name.to_string()}</span>" "<span>{speech::euros(locale, total(&ticket.lines))}</span>
                    </li>
                </For>
            </ul>
        </section>
    }
}

#[component]
fn TicketCard(
    locale: Locale,
    today: NaiveDate,
    ticket: Ticket,
    trouble: RwSignal<Option<Trouble>>,
    act: impl Fn(OrderPartId, TicketAct) + Copy + 'static,
) -> impl IntoView {
    let part = ticket.part;
    let (heading, error) = (format!("ticket-{part}"), format!("trouble-{part}"));
    let id = heading.clone();
    let lines = ticket.lines.iter().map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), ticket.kind);
        view! {
            <li class="ticket__line">
                <span class="ticket__quantity">{speech::quantity(line.unit, line.quantity)}</span>" "<span>{name}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    let says = {
        let error = error.clone();
        move || {
            let error = error.clone();
            trouble
                .get()
                .filter(|trouble| trouble.part == Some(part))
                .map(|trouble| {
                    view! { <FieldError id=error says=trouble.says /> }
                })
        }
    };
    let is_ready = ticket.state == PartState::Ready;
    let may_refuse = allowed(Actor::Merchant, Act::Refuse, ticket.state);
    let call = format!("tel:{}", ticket.phone.as_str().replace(' ', ""));
    view! {
        <article class="ticket" aria-labelledby=heading>
            <div class="ticket__head">
                <h3 class="ticket__name" id=id>{ticket.name.to_string()}</h3>
                <span class="soft">{td_string!(locale, inbox.sent_at, hour = speech::hour(locale, ticket.placed_at))}</span>
            </div>
            <p class="ticket__slot"><Icon name="clock" />" "{speech::window(locale, &ticket.window, today)}</p>
            <ul class="ticket__lines" role="list">{lines}</ul>
            <p class="ticket__total">
                <span>{td_string!(locale, inbox.total)}</span>" "<span>{speech::euros(locale, total(&ticket.lines))}</span>
            </p>
            {says}
            {if is_ready {
                view! { <HandOverForm locale=locale part=part error=error act=act /> }.into_any()
            } else {
                view! { <ActForm part=part word="pret" act=move || act(part, TicketAct::MakeReady) class="button button--big button--wide">
                    <Icon name="check" />" "{td_string!(locale, inbox.make_ready)}
                </ActForm> }.into_any()
            }}
            <div class="ticket__ways">
                <a class="button button--plain" href=call>{td_string!(locale, inbox.call)}</a>
                {may_refuse.then(|| view! {
                    <ActForm part=part word="refuser" act=move || act(part, TicketAct::Refuse) class="button button--plain">
                        {td_string!(locale, inbox.refuse)}
                    </ActForm>
                })}
            </div>
        </article>
    }
}

/// One button that is a form of its own without scripts.
#[component]
fn ActForm(
    part: OrderPartId,
    word: &'static str,
    act: impl Fn() + 'static,
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        act();
    };
    view! {
        <form method="post" action=routes::INBOX on:submit=submit>
            <input type="hidden" name="part" value=part.to_string() />
            <input type="hidden" name="act" value=word />
            <button class=class type="submit">{children()}</button>
        </form>
    }
}

#[component]
fn HandOverForm(
    locale: Locale,
    part: OrderPartId,
    error: String,
    act: impl Fn(OrderPartId, TicketAct) + Copy + 'static,
) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let field = format!("code-{part}");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        act(part, TicketAct::HandOver(code.get_untracked()));
    };
    view! {
        <form class="ticket__handover" method="post" action=routes::INBOX on:submit=submit>
            <input type="hidden" name="part" value=part.to_string() />
            <input type="hidden" name="act" value="remettre" />
            <div class="field">
                <label class="field__label" for=field.clone()>{td_string!(locale, inbox.code)}</label>
                <input class="field__input ticket__code" id=field name="code" autocomplete="off" autocapitalize="characters"
                    maxlength="9" size="6" aria-describedby=error on:input:target=move |event| code.set(event.target().value()) />
            </div>
            <button class="button button--big" type="submit"><Icon name="hand" />" "{td_string!(locale, inbox.hand_over)}</button>
        </form>
    }
}
