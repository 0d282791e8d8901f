//! Buttons of a ticket, each a form of its own without scripts.

use crate::{i18n::Locale, orders::api::TicketAct, routes, ui::Icon};
use domain::orders::{PartState, Shown};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// Which ticket, and where this screen shows it: whoever acts elsewhere in the same instant is told, or tells.
#[component]
pub(crate) fn AsShown(shown: Shown) -> impl IntoView {
    view! {
        <input type="hidden" name="part" value=shown.part.to_string() />
        <input type="hidden" name="shown" value=shown.state.map(PartState::as_str) />
    }
}

/// One button.
#[component]
pub(super) fn ActForm(
    shown: Shown,
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
            <AsShown shown=shown />
            <input type="hidden" name="act" value=word />
            <button class=class type="submit">{children()}</button>
        </form>
    }
}

/// The goods against the code.
#[component]
pub(super) fn HandOverForm(
    locale: Locale,
    shown: Shown,
    error: String,
    act: impl Fn(Shown, TicketAct) + Copy + 'static,
) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let field = format!("code-{}", shown.part);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        act(shown, TicketAct::HandOver(code.get_untracked()));
    };
    view! {
        <form class="ticket__handover" method="post" action=routes::INBOX on:submit=submit>
            <AsShown shown=shown />
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
