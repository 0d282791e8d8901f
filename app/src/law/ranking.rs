//! `/classement`: by what products and shops are put in order, and that nobody pays for it (Code de la consommation, art.
//! L111-7 and D111-7; Regulation (EU) 2022/2065, art. 27). The rules themselves are `domain::search::Rank` and the queries of
//! `services::catalogue`.

use super::{Section, sheet};
use crate::{page::page, session};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/classement`
#[component]
pub fn RankingPage() -> impl IntoView {
    page(async move { Ok(content()) })
}

fn content() -> AnyView {
    let locale = session::locale();
    let one = |text: &str| vec![text.to_owned()];
    let sections = vec![
        Section::of(
            td_string!(locale, law.ranking_market),
            one(td_string!(locale, law.ranking_market_says)),
        ),
        Section::of(
            td_string!(locale, law.ranking_search),
            one(td_string!(locale, law.ranking_search_says)),
        ),
        Section::of(
            td_string!(locale, law.ranking_shops),
            one(td_string!(locale, law.ranking_shops_says)),
        ),
        Section::of(
            td_string!(locale, law.ranking_money),
            one(td_string!(locale, law.ranking_money_says)),
        ),
    ];
    sheet(
        td_string!(locale, law.ranking_title).to_owned(),
        td_string!(locale, law.ranking_lead).to_owned(),
        sections,
        None,
    )
}
