//! The town's shops are closed to the public, or will be soon: said plainly, with what one can do all the same.

use crate::{i18n::Locale, speech};
use chrono::NaiveDate;
use domain::{shops::ShopKind, towns::Lockdown};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Days before it begins from which on it is told.
const TOLD_BEFORE: i64 = 7;

/// Nothing before and afterwards.
#[component]
pub fn ClosedToPublic(
    locale: Locale,
    lockdown: Lockdown,
    /// Of the shops there are.
    kinds: Vec<ShopKind>,
    today: NaiveDate,
) -> impl IntoView {
    let is_over = lockdown.days().are_over(today);
    let is_told = !is_over && (lockdown.from - today).num_days() <= TOLD_BEFORE;
    is_told.then(|| {
        let days = speech::days(locale, &lockdown.days(), today);
        let (title, words) = if lockdown.holds(today) {
            (
                td_string!(locale, town.closed_title, days = days),
                td_string!(locale, town.closed_words),
            )
        } else {
            (
                td_string!(locale, town.closing_title, days = days),
                td_string!(locale, town.closing_words),
            )
        };
        let open: Vec<ShopKind> = lockdown
            .essential
            .into_iter()
            .filter(|kind| kinds.contains(kind))
            .collect();
        view! {
            <section class="town-closed" aria-labelledby="town-closed">
                <h2 class="town-closed__title" id="town-closed">{title}</h2>
                <p>{words}</p>
                <p>{speech::open_kinds(locale, &open)}</p>
            </section>
        }
    })
}
