//! Another weight on the scales, a line that is missing: what is really given of each line.

use super::forms::AsShown;
use crate::{i18n::Locale, orders::api::TicketAct, routes, speech};
use domain::{
    catalogue::Unit,
    orders::{Given, Shown, Ticket},
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// One field a line, filled with what was ordered.
#[component]
pub(crate) fn AdjustForm(
    locale: Locale,
    ticket: Ticket,
    error: String,
    /// Where the form is sent without scripts.
    #[prop(default = routes::INBOX.to_owned())]
    action: String,
    act: impl Fn(Shown, TicketAct) + Copy + 'static,
) -> impl IntoView {
    let (part, shown) = (ticket.part, ticket.shown());
    let typed: Vec<RwSignal<String>> = ticket
        .lines
        .iter()
        .map(|line| {
            let given = line.given.unwrap_or(Given::whole(line.quantity));
            RwSignal::new(given.to_string())
        })
        .collect();
    let fields = ticket.lines.iter().zip(&typed).enumerate().map(|(at, (line, typed))| {
        let (id, typed) = (format!("given-{part}-{at}"), *typed);
        let name = speech::name_or_kind(locale, line.name.as_ref(), ticket.kind);
        let (mode, value) = (
            if line.unit == Unit::Piece { "numeric" } else { "decimal" },
            typed.get_untracked(),
        );
        view! {
            <div class="field adjust__line">
                <label class="field__label" for=id.clone()>{name}</label>
                <span class="adjust__given">
                    <input class="field__input adjust__field" id=id name=format!("given-{at}") inputmode=mode autocomplete="off" maxlength="8"
                        value=value aria-describedby=error.clone() on:input:target=move |event| typed.set(event.target().value()) />
                    " "<span class="soft">{speech::given_unit(locale, line.unit)}</span>
                </span>
            </div>
        }
    });
    let fields = fields.collect_view();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let weighed = typed.iter().map(|typed| typed.get_untracked()).collect();
        act(shown, TicketAct::Adjust(weighed));
    };
    view! {
        <details class="ticket__more">
            <summary>{td_string!(locale, inbox.adjust)}</summary>
            <form class="adjust fields" method="post" action=action on:submit=submit>
                <AsShown shown=shown />
                <input type="hidden" name="act" value="ajuster" />
                <p class="field__hint">{td_string!(locale, inbox.adjust_hint)}</p>
                {fields}
                <button class="button button--wide" type="submit">{td_string!(locale, inbox.adjust_done)}</button>
            </form>
        </details>
    }
}
