//! `/accessibilite`: the statement that the law wants of a town hall's pages (loi n° 2005-102, art. 47; décret n° 2019-768).
//! As long as nobody has audited the pages, an instance declares that it does not conform; how far they are, as their authors
//! see it, is reckoned from the criteria of [`domain::accessibility`].

use super::{Section, said, sheet};
use crate::{i18n::Locale, page::page, session, state::House};
use domain::accessibility::{CRITERIA, Gap, Tally};
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
        self_assessed(locale),
        Section::of(td_string!(locale, law.accessibility_missed), Vec::new())
            .listing(Gap::ALL.into_iter().map(|gap| missed(locale, gap)).collect()),
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

fn self_assessed(locale: Locale) -> Section {
    let tally = Tally::of(&CRITERIA);
    let rate = td_string!(
        locale,
        law.accessibility_rate,
        applies = tally.applies(),
        kept = tally.kept,
        rate = tally.rate(),
        apart = tally.apart
    );
    let how = td_string!(locale, law.accessibility_self_how).to_owned();
    Section::of(td_string!(locale, law.accessibility_self), vec![rate, how])
}

/// "… (7.1, 7.5)"
fn missed(locale: Locale, gap: Gap) -> String {
    let what = match gap {
        Gap::Unheard => td_string!(locale, law.gap_unheard),
        Gap::Reloads => td_string!(locale, law.gap_reloads),
        Gap::Unvalidated => td_string!(locale, law.gap_unvalidated),
        Gap::Words => td_string!(locale, law.gap_words),
        Gap::Narrow => td_string!(locale, law.gap_narrow),
        Gap::Spacing => td_string!(locale, law.gap_spacing),
        Gap::Required => td_string!(locale, law.gap_required),
        Gap::Keys => td_string!(locale, law.gap_keys),
    };
    let numbers: Vec<String> = gap.of(&CRITERIA).map(ToString::to_string).collect();
    format!("{what} ({})", numbers.join(", "))
}
