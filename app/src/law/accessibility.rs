//! `/accessibilite`: the statement that the law wants of a town hall's pages (loi n° 2005-102, art. 47; décret n° 2019-768).
//! As long as nobody has gone through all criteria of the RGAA, an instance declares that it does not conform.

use super::{Section, said, sheet};
use crate::{page::page, session, state::House};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/accessibilite`
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    page(async move { Ok(content()) })
}

fn content() -> AnyView {
    let (house, locale) = (House::here(), session::locale());
    let who = house.operator;
    let sections = vec![
        Section::of(
            td_string!(locale, law.accessibility_state),
            vec![
                td_string!(locale, law.accessibility_state_says).to_owned(),
                td_string!(locale, law.accessibility_checked).to_owned(),
            ],
        ),
        Section::of(
            td_string!(locale, law.accessibility_made),
            vec![td_string!(locale, law.accessibility_made_says).to_owned()],
        ),
        Section::of(
            td_string!(locale, law.accessibility_tell),
            vec![
                td_string!(
                    locale,
                    law.accessibility_tell_says,
                    email = said(locale, &who.email),
                    phone = said(locale, &who.phone)
                ),
                td_string!(locale, law.accessibility_defender).to_owned(),
            ],
        ),
    ];
    sheet(
        td_string!(locale, law.accessibility_title).to_owned(),
        td_string!(locale, law.accessibility_lead, name = said(locale, &who.name)),
        sections,
        None,
    )
}
