//! Shops whose labels are late: somebody may sit down with them.

use super::adoption::{LISTED, helped, ways};
use crate::{i18n::Locale, speech};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::duties::LateShop;

/// Nothing, where nobody is late.
#[component]
pub(super) fn LateLabels(
    locale: Locale,
    late: Vec<LateShop>,
    /// Shops of the town.
    all: usize,
) -> impl IntoView {
    if late.is_empty() {
        return ().into_any();
    }
    let count = late.len();
    let lines = late.into_iter().take(LISTED).map(|one| {
        let says = if speech::is_plural(locale, one.products) {
            td_string!(locale, duties.overdue, count = one.products)
        } else {
            td_string!(locale, duties.overdue_one).to_owned()
        };
        view! {
            <li class="helped">
                <h3>{one.shop.name.to_string()}</h3>
                <p class="helped__step">{says}</p>
                {ways(locale, &one.shop, all)}
            </li>
        }
        .into_any()
    });
    let list = helped(locale, lines.collect(), count, "");
    view! {
        <section class="section" aria-labelledby="late-labels">
            <div class="section__head"><h2 id="late-labels">{td_string!(locale, duties.overdue_title)}</h2></div>
            <p class="soft">{td_string!(locale, duties.overdue_words)}</p>
            {list}
        </section>
    }
    .into_any()
}
