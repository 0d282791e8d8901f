//! What was counted, for those whose it is: the shop's week at its counter, the town's on the board.

use crate::{i18n::Locale, speech};
use domain::{shops::ShopKind, visits::Figures};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::visits::{ShopWeek, TownWeek};

/// Shops in the town's table; the figures for a spreadsheet have all.
const MOST_SEEN: usize = 100;

/// The last seven days of a shop, at its counter.
#[component]
pub fn ShopVisits(
    locale: Locale,
    week: ShopWeek,
    /// Stands in for the name of a product that has none.
    kind: ShopKind,
) -> impl IntoView {
    let none = week.figures.is_empty();
    let lines = week.products.into_iter().map(|seen| {
        let name = speech::name_or_kind(locale, seen.name.as_ref(), kind);
        line(name, seen.figures).into_any()
    });
    let lines = lines.collect::<Vec<_>>();
    view! {
        <section class="visits" aria-labelledby="visits">
            <h2 class="visits__title" id="visits">{td_string!(locale, visits.title)}</h2>
            {if none {
                view! { <p class="soft">{td_string!(locale, visits.none)}</p> }.into_any()
            } else {
                view! {
                    {figures(locale, week.figures)}
                    {table(locale, td_string!(locale, visits.most_seen), td_string!(locale, visits.product), lines)}
                }.into_any()
            }}
            <p class="soft small">{td_string!(locale, visits.how)}</p>
        </section>
    }
}

/// The last seven days of a town, on its board.
#[component]
pub fn TownVisits(locale: Locale, week: TownWeek) -> impl IntoView {
    let lines = week
        .shops
        .into_iter()
        .take(MOST_SEEN)
        .map(|(name, figures)| line(name.to_string(), figures).into_any())
        .collect::<Vec<_>>();
    view! {
        <section class="section visits" aria-labelledby="visits">
            <div class="section__head"><h2 id="visits">{td_string!(locale, visits.title)}</h2></div>
            {figures(locale, week.figures)}
            {table(locale, td_string!(locale, visits.by_shop), td_string!(locale, visits.shop), lines)}
            <p class="soft small">{td_string!(locale, visits.how)}</p>
        </section>
    }
}

fn figures(locale: Locale, figures: Figures) -> impl IntoView {
    let one_or_more = |count: u64, one: &'static str, more: &'static str| {
        if speech::is_plural(locale, count) {
            (count, more)
        } else {
            (count, one)
        }
    };
    let items = [
        one_or_more(
            figures.views,
            td_string!(locale, visits.view),
            td_string!(locale, visits.views),
        ),
        one_or_more(
            figures.scans,
            td_string!(locale, visits.scan),
            td_string!(locale, visits.scans),
        ),
        (figures.shared, td_string!(locale, visits.shared)),
        one_or_more(
            figures.reservations,
            td_string!(locale, visits.reservation),
            td_string!(locale, visits.reservations),
        ),
        one_or_more(
            figures.handovers,
            td_string!(locale, visits.handover),
            td_string!(locale, visits.handovers),
        ),
    ];
    let items = items.map(|(count, words)| {
        view! { <div class="visits__figure"><dt>{words}</dt><dd class="visits__value">{count}</dd></div> }
    });
    view! { <dl class="visits__figures">{items.into_iter().collect_view()}</dl> }
}

fn line(name: String, figures: Figures) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{figures.views}</td><td>{figures.scans}</td><td>{figures.reservations}</td><td>{figures.handovers}</td>
        </tr>
    }
}

/// Nothing without lines.
fn table(locale: Locale, title: &'static str, what: &'static str, lines: Vec<AnyView>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <details class="visits__more">
                <summary>{title}</summary>
                <div class="visits__scroll" tabindex="0" role="group" aria-label=title>
                <table class="visits__table" aria-label=title>
                    <thead><tr>
                        <th scope="col">{what}</th>
                        <th scope="col">{td_string!(locale, visits.col_views)}</th>
                        <th scope="col">{td_string!(locale, visits.col_scans)}</th>
                        <th scope="col">{td_string!(locale, visits.col_reservations)}</th>
                        <th scope="col">{td_string!(locale, visits.col_handovers)}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
                </div>
            </details>
        }
    })
}
