//! The way to withdraw from a firm order, as long as it is open; else why not. Nothing on reservations.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{Icon, Notice},
};
use chrono::NaiveDate;
use domain::orders::{NoWithdrawal, OrderKind, Part};
use leptos::prelude::*;
use leptos_i18n::td_string;

#[component]
pub(super) fn Withdraw(
    locale: Locale,
    key: String,
    kind: OrderKind,
    part: Part,
    today: NaiveDate,
) -> impl IntoView {
    let page = routes::withdrawal(&key, part.id);
    if let Some(declared) = &part.withdrawn {
        let (day, hour) = (
            speech::date(locale, declared.stated_at.date()),
            speech::hour(locale, declared.stated_at),
        );
        return view! {
            <Notice icon="check">
                <p>{td_string!(locale, withdrawal.done, day = day, hour = hour)}</p>
                <p><a href=page>{td_string!(locale, withdrawal.see)}</a></p>
            </Notice>
        }
        .into_any();
    }
    match part.may_withdraw(kind, today) {
        Ok(()) => {
            let until = part.withdraw_until.map_or_else(
                || td_string!(locale, withdrawal.before).to_owned(),
                |last| td_string!(locale, withdrawal.until, day = speech::date(locale, last)),
            );
            view! {
                <div class="order-part__withdraw no-print">
                    <a class="button button--quiet" href=page><Icon name="arrow-left" />" "{td_string!(locale, withdrawal.here)}</a>
                    <p class="small soft">{until}</p>
                </div>
            }
            .into_any()
        }
        Err(why @ (NoWithdrawal::Perishable | NoWithdrawal::TooLate { .. })) => {
            view! { <p class="small soft">{speech::no_withdrawal(locale, why)}</p> }.into_any()
        }
        Err(NoWithdrawal::NotAContract | NoWithdrawal::Over) => ().into_any(),
    }
}
