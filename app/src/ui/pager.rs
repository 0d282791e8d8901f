use super::Icon;
use crate::i18n::Locale;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The way to the pages before and behind this one; nothing when it is the only one.
#[component]
pub fn Pager(
    /// For the words.
    locale: Locale,
    /// This page, counted from 1.
    page: u64,
    /// How many there are, where that is known.
    #[prop(optional)]
    pages: Option<u64>,
    /// Where the page before is; none on the first.
    previous: Option<String>,
    /// Where the page behind is; none on the last.
    next: Option<String>,
) -> impl IntoView {
    let here = pages.map_or_else(
        || td_string!(locale, roam.page, page = page),
        |pages| td_string!(locale, roam.page_of, page = page, pages = pages),
    );
    let only = previous.is_none() && next.is_none();
    let previous = previous.map(|address| {
        view! { <a class="button button--quiet" rel="prev" href=address><Icon name="arrow-left" />" "{td_string!(locale, roam.previous)}</a> }
    });
    let next = next.map(|address| {
        view! { <a class="button button--quiet" rel="next" href=address>{td_string!(locale, roam.next)}" "<Icon name="arrow-right" /></a> }
    });
    (!only).then(|| {
        view! {
            <nav class="pager" aria-label=td_string!(locale, roam.pages)>
                <span class="pager__way">{previous}</span>
                <span class="pager__here" aria-current="page">{here}</span>
                <span class="pager__way pager__way--next">{next}</span>
            </nav>
        }
    })
}
