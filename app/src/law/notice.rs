//! `/mentions-legales`: who publishes, who answers for it, where the machine stands (loi n° 2004-575, art. 1-1).

use super::{Section, said, sheet};
use crate::{page::page, session, state::House};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/mentions-legales`
#[component]
pub fn NoticePage() -> impl IntoView {
    page(async move { Ok(content()) })
}

fn content() -> AnyView {
    let (house, locale) = (House::here(), session::locale());
    let who = house.operator;
    let sections = vec![
        Section::of(
            td_string!(locale, law.publisher),
            vec![
                td_string!(
                    locale,
                    law.operator_is,
                    name = said(locale, &who.name),
                    address = said(locale, &who.address)
                ),
                td_string!(locale, law.number_is, number = said(locale, &who.number)),
                td_string!(
                    locale,
                    law.reach,
                    phone = said(locale, &who.phone),
                    email = said(locale, &who.email)
                ),
                td_string!(locale, law.publisher_is, name = said(locale, &who.publisher)),
            ],
        ),
        Section::of(td_string!(locale, law.host), vec![said(locale, &who.host)]),
        Section::of(
            td_string!(locale, law.sellers),
            vec![td_string!(locale, law.sellers_are).to_owned()],
        ),
        Section::of(
            td_string!(locale, law.report),
            vec![td_string!(
                locale,
                law.report_how,
                email = said(locale, &who.email)
            )],
        ),
    ];
    sheet(
        td_string!(locale, law.notice_title).to_owned(),
        td_string!(locale, law.notice_lead).to_owned(),
        sections,
        None,
    )
}
