//! What the public says should not be on the market: the form for everybody, and the town hall's list of what came.

mod case;
pub mod desk;
mod form;
mod page;
mod worklist;

pub use case::CasePage;
pub use page::{Fate, ReportPage, ReportPosted};
pub use worklist::WorklistPage;

use crate::{i18n::Locale, routes};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The quiet way to report what is on a page.
#[component]
pub fn ReportLink(
    locale: Locale,
    /// Its path.
    page: String,
) -> impl IntoView {
    view! {
        <p class="small soft no-print"><a class="quiet-link" href=routes::reporting(&page) rel="nofollow">{td_string!(locale, reports.link)}</a></p>
    }
}
