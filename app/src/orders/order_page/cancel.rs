//! Taking a part back, or all of it: asked once more, without scripts too, and said well when it is too late.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{Icon, Notice},
};
use domain::orders::{Act, Actor, Order, Part, PartState, allowed};
use leptos::prelude::*;
use leptos_i18n::td_string;

fn can_be_cancelled(part: &Part) -> bool {
    allowed(Actor::Shopper, Act::Cancel, part.state())
}

/// One shop's part; once it is ready, what to do instead.
#[component]
pub(super) fn CancelPart(locale: Locale, key: String, part: Part) -> impl IntoView {
    if part.state() == PartState::Ready {
        return view! { <p class="small soft no-print">{td_string!(locale, order.too_late)}</p> }.into_any();
    }
    if !can_be_cancelled(&part) {
        return ().into_any();
    }
    let shop = part.shop.name.to_string();
    view! {
        <details class="ask no-print">
            <summary class="ask__summary">{td_string!(locale, order.cancel, shop = shop.clone())}</summary>
            <form class="ask__form" method="post" action=routes::order(&key)>
                <p>{td_string!(locale, order.cancel_what, shop = shop.clone())}</p>
                <input type="hidden" name="part" value=part.id.to_string() />
                <button class="button button--quiet" type="submit"><Icon name="x" />" "{td_string!(locale, order.cancel_yes, shop = shop)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// All that can still be taken back, where that is more than one part.
#[component]
pub(super) fn CancelAll(locale: Locale, key: String, order: Order) -> impl IntoView {
    let open: Vec<String> = order
        .parts
        .iter()
        .filter(|part| can_be_cancelled(part))
        .map(|part| part.shop.name.to_string())
        .collect();
    if open.len() < 2 {
        return ().into_any();
    }
    view! {
        <details class="ask no-print">
            <summary class="ask__summary">{td_string!(locale, order.cancel_all)}</summary>
            <form class="ask__form" method="post" action=routes::order(&key)>
                <p>{td_string!(locale, order.cancel_all_what, shops = speech::list(locale, &open))}</p>
                <input type="hidden" name="tout" value="1" />
                <button class="button button--quiet" type="submit"><Icon name="x" />" "{td_string!(locale, order.cancel_all_yes)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What was to be taken back was ready by then.
pub(super) fn late(locale: Locale, order: &Order) -> Option<impl IntoView + use<>> {
    let ready: Vec<String> = order
        .parts
        .iter()
        .filter(|part| part.state() == PartState::Ready)
        .map(|part| part.shop.name.to_string())
        .collect();
    // Handed over or ended since: the page says so where it says everything.
    (!ready.is_empty()).then(|| {
        view! {
            <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, order.late, shops = speech::list(locale, &ready))}</p></Notice>
        }
    })
}
