//! `/conditions`: the terms under which the market is used (Code de la consommation, art. L111-7 and D111-8; Regulation (EU)
//! 2022/2065, art. 14).

use super::{Section, said, sheet};
use crate::{page::page, session, state::House};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/conditions`
#[component]
pub fn TermsPage() -> impl IntoView {
    page(async move { Ok(content()) })
}

fn content() -> AnyView {
    let (house, locale) = (House::here(), session::locale());
    let who = house.operator;
    let one = |text: &str| vec![text.to_owned()];
    let sections = vec![
        Section::of(
            td_string!(locale, law.terms_what),
            vec![td_string!(
                locale,
                law.terms_what_says,
                name = said(locale, &who.name)
            )],
        ),
        Section::of(
            td_string!(locale, law.terms_order),
            vec![
                td_string!(locale, law.terms_reserve).to_owned(),
                td_string!(locale, law.terms_firm).to_owned(),
                td_string!(locale, law.terms_code).to_owned(),
            ],
        ),
        Section::of(
            td_string!(locale, law.terms_pay),
            one(td_string!(locale, law.terms_pay_says)),
        ),
        Section::of(
            td_string!(locale, law.terms_sellers),
            one(td_string!(locale, law.terms_sellers_says)),
        ),
        Section::of(
            td_string!(locale, law.report),
            vec![
                td_string!(locale, law.report_how, email = said(locale, &who.email)),
                td_string!(locale, law.report_then).to_owned(),
            ],
        ),
        Section::of(
            td_string!(locale, law.terms_liability),
            one(td_string!(locale, law.terms_liability_says)),
        ),
    ];
    sheet(
        td_string!(locale, law.terms_title).to_owned(),
        td_string!(locale, law.terms_lead).to_owned(),
        sections,
        None,
    )
}
