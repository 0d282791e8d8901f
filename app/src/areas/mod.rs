//! The places of the site, each with its own frame: the market for shoppers, the counter for merchants, the town hall for
//! officials, and one for whoever runs the instance.

mod counter;
mod instance;
mod language;
mod market;
mod town_hall;

pub use counter::{AtCounter, Counter, CounterTabs, Tab, sent_from_here};
pub use instance::{AtInstance, Instance, OPERATOR_TIME_ZONE};
pub use language::LanguageChoice;
pub use market::{Market, TownSays, asked, carried, page_asked};
pub use town_hall::{AtTownHall, TownHall};

use leptos::prelude::*;
use leptos_i18n::td_string;

/// The first thing a keyboard meets.
#[component]
fn SkipLink() -> impl IntoView {
    let locale = crate::session::locale();
    view! { <a class="skip-link" href="#content">{td_string!(locale, page.skip)}</a> }
}
