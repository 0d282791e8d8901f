//! `/vie-privee`: what is kept of people, what for, how long, and what they may ask (GDPR, art. 13; loi n° 78-17, art. 82
//! about what devices keep).

use super::{Section, said, sheet};
use crate::{page::page, session, state::House};
use domain::{
    orders::{BACKUPS_KEPT, REMEMBERED},
    reports::REMEMBERED as REPORTS_REMEMBERED,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/vie-privee`
#[component]
pub fn PrivacyPage() -> impl IntoView {
    page(async move { Ok(content()) })
}

fn content() -> AnyView {
    let (house, locale) = (House::here(), session::locale());
    let who = house.operator;
    let one = |text: &str| vec![text.to_owned()];
    let sections = vec![
        Section::of(
            td_string!(locale, law.privacy_shoppers),
            vec![
                td_string!(locale, law.privacy_shoppers_what).to_owned(),
                td_string!(locale, law.privacy_shoppers_until, days = REMEMBERED.num_days()),
                td_string!(
                    locale,
                    law.privacy_shoppers_copies,
                    weeks = BACKUPS_KEPT.num_weeks()
                ),
                td_string!(locale, law.privacy_shoppers_ask).to_owned(),
            ],
        ),
        Section::of(
            td_string!(locale, law.privacy_sellers),
            one(td_string!(locale, law.privacy_sellers_what)),
        ),
        Section::of(
            td_string!(locale, law.privacy_reports),
            vec![td_string!(
                locale,
                law.privacy_reports_what,
                days = REPORTS_REMEMBERED.num_days()
            )],
        ),
        Section::of(
            td_string!(locale, law.privacy_device),
            one(td_string!(locale, law.privacy_device_what)),
        ),
        Section::of(
            td_string!(locale, law.privacy_visits),
            one(td_string!(locale, law.privacy_visits_what)),
        ),
        Section::of(
            td_string!(locale, law.privacy_limits),
            one(td_string!(locale, law.privacy_limits_what)),
        ),
        Section::of(
            td_string!(locale, law.privacy_others),
            vec![td_string!(
                locale,
                law.privacy_others_what,
                host = said(locale, &who.host)
            )],
        ),
        Section::of(
            td_string!(locale, law.privacy_rights),
            vec![td_string!(
                locale,
                law.privacy_rights_what,
                name = said(locale, &who.name),
                email = said(locale, who.privacy_contact())
            )],
        ),
    ];
    sheet(
        td_string!(locale, law.privacy_title).to_owned(),
        td_string!(locale, law.privacy_lead).to_owned(),
        sections,
        None,
    )
}
