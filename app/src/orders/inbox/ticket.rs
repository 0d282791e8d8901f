//! One ticket on the rail: what is wanted, and what can be done with it where it stands.

use super::{
    Offer, Trouble,
    adjust::AdjustForm,
    forms::{ActForm, HandOverForm},
    refuse::RefuseForm,
};
use crate::{
    i18n::Locale,
    orders::{api::TicketAct, parts::TicketLines},
    speech,
    ui::{FieldError, Icon},
};
use chrono::NaiveDate;
use domain::orders::{Act, Actor, PartState, Shown, Ticket, allowed};
use leptos::prelude::*;
use leptos_i18n::td_string;

#[component]
pub(super) fn TicketCard(
    locale: Locale,
    today: NaiveDate,
    ticket: Ticket,
    offers: StoredValue<Vec<Offer>>,
    trouble: RwSignal<Option<Trouble>>,
    act: impl Fn(Shown, TicketAct) + Copy + 'static,
) -> impl IntoView {
    let (part, shown) = (ticket.part, ticket.shown());
    let may = |act| allowed(Actor::Merchant, act, ticket.state());
    let (may_accept, may_refuse, may_undo) = (may(Act::Accept), may(Act::Refuse), may(Act::Undo));
    let (heading, error) = (format!("ticket-{part}"), format!("trouble-{part}"));
    let id = heading.clone();
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
    let is_new = ticket.state() == PartState::Placed;
    let class = if is_new { "ticket ticket--new" } else { "ticket" };
    let call = format!("tel:{}", ticket.phone.as_str().replace(' ', ""));
    let entered = (!ticket.entered_as.is_shopper()).then(|| speech::entered_as(locale, ticket.entered_as));
    let is_accepted = ticket.state() == PartState::Accepted;
    view! {
        <article class=class aria-labelledby=heading>
            <div class="ticket__head">
                <h3 class="ticket__name" id=id>{ticket.name.to_string()}</h3>
                <span class="soft">{td_string!(locale, inbox.sent_at, hour = speech::hour(locale, ticket.placed_at))}</span>
            </div>
            <p class="ticket__slot"><Icon name="clock" />" "{speech::window(locale, &ticket.window, today)}</p>
            {entered.map(|words| view! { <p class="small soft">{words}</p> })}
            {is_accepted.then(|| view! { <p><span class="chip chip--soon">{speech::state(locale, PartState::Accepted)}</span></p> })}
            <TicketLines locale=locale ticket=ticket.clone() />
            {says}
            {if may(Act::HandOver) {
                view! { <HandOverForm locale=locale shown=shown error=error.clone() act=act /> }.into_any()
            } else {
                view! { <ActForm shown=shown word="pret" act=move || act(shown, TicketAct::MakeReady) class="button button--big button--wide">
                    <Icon name="check" />" "{td_string!(locale, inbox.make_ready)}
                </ActForm> }.into_any()
            }}
            <div class="ticket__ways">
                <a class="button button--plain" href=call>{td_string!(locale, inbox.call)}</a>
                {may_accept.then(|| view! {
                    <ActForm shown=shown word="accepter" act=move || act(shown, TicketAct::Accept) class="button button--plain">
                        {td_string!(locale, inbox.accept)}
                    </ActForm>
                })}
                {may_undo.then(|| view! {
                    <ActForm shown=shown word="annuler" act=move || act(shown, TicketAct::Undo) class="button button--plain">
                        {td_string!(locale, inbox.not_ready)}
                    </ActForm>
                })}
            </div>
            {may(Act::Adjust).then(|| view! { <AdjustForm locale=locale ticket=ticket.clone() error=error act=act /> })}
            {may_refuse.then(|| view! { <RefuseForm locale=locale shown=shown offers=offers act=act /> })}
        </article>
    }
}
