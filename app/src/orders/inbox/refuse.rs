//! Refusing well: why, a word if there is one, and something else to buy.

use super::{Offer, forms::AsShown};
use crate::{i18n::Locale, orders::api::TicketAct, routes, speech};
use domain::orders::{Reason, RefusalForm, Shown};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// Behind a first touch, so that no finger slips into it.
#[component]
pub(super) fn RefuseForm(
    locale: Locale,
    shown: Shown,
    offers: StoredValue<Vec<Offer>>,
    act: impl Fn(Shown, TicketAct) + Copy + 'static,
) -> impl IntoView {
    let part = shown.part;
    let form = RwSignal::new(RefusalForm {
        because: Reason::SoldOut.to_string(),
        ..RefusalForm::default()
    });
    let reasons = Reason::OF_MERCHANTS.map(|reason| {
        view! {
            <label class="check">
                <input type="radio" name="because" value=reason.as_str() checked={reason == Reason::SoldOut}
                    on:change=move |_| form.update(|form| form.because = reason.to_string()) />" "
                {speech::reason(locale, reason)}
            </label>
        }
    });
    let products = offers.with_value(|offers| {
        offers
            .iter()
            .map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> })
            .collect_view()
    });
    let has_offers = offers.with_value(|offers| !offers.is_empty());
    let (words, instead) = (format!("words-{part}"), format!("instead-{part}"));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        act(shown, TicketAct::Refuse(form.get_untracked()));
    };
    view! {
        <details class="ticket__more">
            <summary>{td_string!(locale, inbox.refuse)}</summary>
            <form class="refuse fields" method="post" action=routes::INBOX on:submit=submit>
                <AsShown shown=shown />
                <input type="hidden" name="act" value="refuser" />
                <fieldset class="fields__group">
                    <legend class="field__label">{td_string!(locale, inbox.because)}</legend>
                    {reasons}
                </fieldset>
                <div class="field">
                    <label class="field__label" for=words.clone()>{td_string!(locale, inbox.words)}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
                    <input class="field__input" id=words name="words" autocomplete="off" maxlength="300"
                        on:input:target=move |event| form.update(|form| form.words = event.target().value()) />
                </div>
                {has_offers.then(|| view! {
                    <div class="field">
                        <label class="field__label" for=instead.clone()>{td_string!(locale, inbox.instead)}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
                        <select class="field__input" id=instead name="instead" on:change:target=move |event| form.update(|form| form.instead = event.target().value())>
                            <option value="">{td_string!(locale, inbox.instead_none)}</option>
                            {products}
                        </select>
                    </div>
                })}
                <p class="field__hint">{td_string!(locale, inbox.refuse_hint)}" "{td_string!(locale, inbox.refuse_stock)}</p>
                <button class="button button--wide" type="submit">{td_string!(locale, inbox.refuse_done)}</button>
            </form>
        </details>
    }
}
