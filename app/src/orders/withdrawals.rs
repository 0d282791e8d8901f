//! What shoppers withdrew from, as their merchant reads it above the rail.

use crate::{i18n::Locale, routes, speech, ui::Icon};
use domain::shops::ShopKind;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::orders::ShopWithdrawal;

/// Nothing while nobody did.
#[component]
pub fn Withdrawals(locale: Locale, kind: ShopKind, withdrawals: Vec<ShopWithdrawal>) -> impl IntoView {
    if withdrawals.is_empty() {
        return ().into_any();
    }
    let items = withdrawals
        .into_iter()
        .map(|withdrawal| one(locale, kind, &withdrawal));
    view! {
        <section class="section panel withdrawals" aria-labelledby="withdrawals">
            <h2 id="withdrawals">{td_string!(locale, withdrawal.shop_title)}</h2>
            <ul class="withdrawals__list" role="list">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn one(locale: Locale, kind: ShopKind, withdrawal: &ShopWithdrawal) -> impl IntoView + use<> {
    let declared = &withdrawal.declared;
    let (name, code) = (
        speech::whoever(declared.name.as_ref()),
        withdrawal.code.to_string(),
    );
    let (day, hour) = (
        speech::date(locale, declared.stated_at.date()),
        speech::hour(locale, declared.stated_at),
    );
    let says = if declared.after_handover {
        td_string!(
            locale,
            withdrawal.shop_after,
            name = name,
            code = code,
            day = day,
            hour = hour
        )
    } else {
        td_string!(
            locale,
            withdrawal.shop_before,
            name = name,
            code = code,
            day = day,
            hour = hour
        )
    };
    let lines = declared.lines.iter().map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), kind);
        let (quantity, price) = (
            speech::quantity(line.unit, line.quantity),
            speech::euros(locale, line.total()),
        );
        view! { <li>{quantity}" "{name}", "{price}</li> }
    });
    view! {
        <li class="withdrawals__one">
            <p>{says}</p>
            <ul class="withdrawals__lines">{lines.collect_view()}</ul>
            {withdrawal.phone.as_ref().map(|phone| view! {
                <a class="button button--plain" href=routes::call(phone)><Icon name="phone" />" "{td_string!(locale, inbox.call)}</a>
            })}
        </li>
    }
}
