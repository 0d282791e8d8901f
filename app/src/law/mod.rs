//! What everybody may read about the market itself: who runs it, under which terms, what it keeps of people, how it puts
//! things in order, how accessible it is; and the terms of sale of each shop. Made from the settings and from what shops
//! say; nobody writes them by hand.

mod accessibility;
mod account_page;
mod alcohol;
mod notice;
mod operator;
mod privacy;
mod ranking;
mod sale;
mod terms;

pub use accessibility::AccessibilityPage;
pub use account_page::{AccountPage, LeavePosted};
pub use alcohol::AlcoholBanner;
pub use notice::NoticePage;
pub use operator::Operator;
pub use privacy::PrivacyPage;
pub use ranking::RankingPage;
pub use sale::SalePage;
pub use terms::TermsPage;

use crate::{areas::Market, i18n::Locale, routes};
use domain::towns::Town;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// One heading with its sentences, and what they list.
struct Section {
    title: &'static str,
    says: Vec<String>,
    lists: Vec<String>,
}

impl Section {
    fn of(title: &'static str, says: Vec<String>) -> Self {
        let lists = Vec::new();
        Self { title, says, lists }
    }

    /// The same with a list below.
    fn listing(self, lists: Vec<String>) -> Self {
        Self { lists, ..self }
    }
}

/// A page of plain sentences under headings.
fn sheet(title: String, lead: String, sections: Vec<Section>, town: Option<Town>) -> AnyView {
    let sections = sections.into_iter().map(|section| {
        let says = section
            .says
            .into_iter()
            .map(|sentence| view! { <p>{sentence}</p> });
        let lists = section.lists.into_iter().map(|line| view! { <li>{line}</li> });
        let lists = (lists.len() > 0).then(|| view! { <ul>{lists.collect_view()}</ul> });
        view! {
            <section class="section fields"><h2>{section.title}</h2>{says.collect_view()}{lists}</section>
        }
    });
    let sheet = view! {
        <div class="page page--narrow">
            <div class="page__head"><h1>{title.clone()}</h1><p class="page__lead">{lead}</p></div>
            {sections.collect_view()}
        </div>
    };
    let framed = match town {
        Some(town) => view! { <Market town=town>{sheet}</Market> }.into_any(),
        None => view! { <Market>{sheet}</Market> }.into_any(),
    };
    view! { <Title text=title />{framed} }.into_any()
}

/// What was said, or that nobody said it.
fn said(locale: Locale, text: &str) -> String {
    if text.is_empty() {
        td_string!(locale, law.unsaid).to_owned()
    } else {
        text.to_owned()
    }
}

/// Towards all of these pages, at the foot of every page of the market.
#[component]
pub fn LawLinks(locale: Locale) -> impl IntoView {
    view! {
        <nav class="market-footer__links market-footer__law" aria-label=td_string!(locale, law.links)>
            <a href=routes::NOTICE>{td_string!(locale, law.notice_title)}</a>
            <a href=routes::TERMS>{td_string!(locale, law.terms_link)}</a>
            <a href=routes::PRIVACY>{td_string!(locale, law.privacy_title)}</a>
            <a href=routes::RANKING>{td_string!(locale, law.ranking_link)}</a>
            <a href=routes::ACCESSIBILITY>{td_string!(locale, law.accessibility_link)}</a>
            <a href=routes::api::PAGE>{td_string!(locale, api.link)}</a>
        </nav>
    }
}
