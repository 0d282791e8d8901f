//! `/mairie/chiffres`: the town's figures as files.

use super::Report;
use crate::{
    areas::TownHall,
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session,
    state::House,
    ui::Icon,
};
use chrono::Datelike;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{pickup, towns};

/// `/mairie/chiffres`
#[component]
pub fn ReportsPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let who = session::official(&house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    let town = towns::by_id(house.db.read(), who.town()).await?;
    let year = pickup::wall_clock(&town.time_zone, house.clock.now()).year();
    let reports = Report::ALL.map(|report| one(locale, report, year).into_any());
    let title = td_string!(locale, reports.title);
    Ok(view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <TownHall town=town>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{title}</h1>
                    <p class="page__lead">{td_string!(locale, reports.lead)}</p>
                </div>
                {reports.into_iter().collect_view()}
            </div>
        </TownHall>
    }
    .into_any())
}

fn one(locale: Locale, report: Report, year: i32) -> impl IntoView {
    let (name, what) = match report {
        Report::Shops => (
            td_string!(locale, reports.shops),
            td_string!(locale, reports.shops_what),
        ),
        Report::Products => (
            td_string!(locale, reports.products),
            td_string!(locale, reports.products_what),
        ),
        Report::Sales => (
            td_string!(locale, reports.sales),
            td_string!(locale, reports.sales_what),
        ),
        Report::Visits => (
            td_string!(locale, reports.visits),
            td_string!(locale, reports.visits_what),
        ),
        Report::Sellers => (
            td_string!(locale, reports.sellers),
            td_string!(locale, reports.sellers_what),
        ),
    };
    let file = |year: Option<i32>| {
        let address = routes::report(report.word(), year);
        let word = match year {
            Some(year) => year.to_string(),
            None => td_string!(locale, reports.today).to_owned(),
        };
        view! {
            <a class="button button--quiet" href=address download>
                <Icon name="table" />" "{word}<span class="visually-hidden">" "{name}</span>
            </a>
        }
        .into_any()
    };
    let files = if report.is_of_year() {
        vec![file(Some(year)), file(Some(year - 1))]
    } else {
        vec![file(None)]
    };
    view! {
        <section class="section" aria-labelledby=report.word()>
            <div class="section__head"><h2 id=report.word()>{name}</h2></div>
            <p class="soft papers__words">{what}</p>
            <div class="papers__row">{files}</div>
        </section>
    }
}
