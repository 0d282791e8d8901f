//! What tickets look like wherever they are shown.

use crate::{i18n::Locale, speech};
use domain::orders::{Ticket, total};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What is wanted, what of it is given, and what that costs.
#[component]
pub fn TicketLines(locale: Locale, ticket: Ticket) -> impl IntoView {
    let lines = ticket.lines.iter().map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), ticket.kind);
        let class = if line.is_missing() { "ticket__line ticket__line--missing" } else { "ticket__line" };
        let given = line.given.map(|given| {
            let words = speech::given(locale, line.unit, given);
            view! { " "<span class="ticket__given">{words}</span> }
        });
        view! {
            <li class=class>
                <span class="ticket__quantity">{speech::quantity(line.unit, line.quantity)}</span>" "<span>{name}{given}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    let age = ticket.has_alcohol.then(|| {
        view! { <p class="ticket__age">{td_string!(locale, alcohol.at_handover)}</p> }
    });
    let firm = ticket.is_firm.then(|| {
        view! { <p><span class="chip chip--soon">{td_string!(locale, inbox.firm)}</span></p> }
    });
    view! {
        {firm}
        {age}
        <ul class="ticket__lines" role="list">{lines}</ul>
        <p class="ticket__total">
            <span>{td_string!(locale, inbox.total)}</span>" "<span>{speech::euros(locale, total(&ticket.lines))}</span>
        </p>
    }
}
