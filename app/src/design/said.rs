//! What stands across a page, and numbers.

use super::{Part, name};
use crate::{
    areas::TownSays,
    i18n::Locale,
    law::AlcoholBanner,
    towns::ClosedToPublic,
    ui::{Figure, Figures},
    visits::TownVisits,
};
use chrono::NaiveDate;
use domain::{shops::ShopKind, towns::Lockdown, visits};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::visits::TownWeek;

/// Bands and figures.
#[component]
pub(super) fn Banners(locale: Locale) -> impl IntoView {
    let figures = vec![
        Figure {
            of: Some(td_string!(locale, hall.of, count = 13)),
            ..Figure::of(td_string!(locale, hall.online), 9)
        },
        Figure::of(td_string!(locale, hall.products), 1_240),
        Figure {
            link: Some("/design"),
            ..Figure::of(td_string!(locale, reports.open), 0)
        },
    ];
    view! {
        <Part name="TownSays"><TownSays locale=locale words=td_string!(locale, town.ending_words).to_owned() /></Part>
        <Part name="AlcoholBanner"><AlcoholBanner locale=locale /></Part>
        <Part name="AlcoholBanner, slim"><AlcoholBanner locale=locale slim=true /></Part>
        <Part name="Figures"><Figures figures=figures /></Part>
    }
}

/// What names its own heading, and so stands on a page once.
#[component]
pub(super) fn Once(locale: Locale, today: NaiveDate) -> impl IntoView {
    let lockdown = Lockdown {
        from: today,
        to: None,
        essential: vec![ShopKind::Grocer, ShopKind::Bakery],
    };
    let kinds = ShopKind::ALL.to_vec();
    let of = |views: u64| visits::Figures {
        views,
        scans: views / 3,
        shared: views / 9,
        reservations: views / 12,
        handovers: views / 20,
    };
    let week = TownWeek {
        figures: of(1_240),
        shops: vec![(name("La pause"), of(410)), (name("Le cheval de bois"), of(87))],
    };
    view! {
        <Part name="ClosedToPublic"><ClosedToPublic locale=locale lockdown=lockdown kinds=kinds today=today /></Part>
        <Part name="TownVisits"><TownVisits locale=locale week=week /></Part>
    }
}
