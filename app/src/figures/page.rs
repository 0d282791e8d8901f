//! `/mairie/chiffres`: the town's figures as files.

use super::Table;
use crate::{
    areas::{AtTownHall, TownHall},
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
pub fn FiguresPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let year = pickup::wall_clock(&town.time_zone, house.clock.now()).year();
    let tables = Table::ALL.map(|table| one(locale, table, year).into_any());
    let title = td_string!(locale, figures.title);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{title}</h1>
                    <p class="page__lead">{td_string!(locale, figures.lead)}</p>
                </div>
                {tables.into_iter().collect_view()}
            </div>
        </TownHall>
    }
    .into_any())
}

fn one(locale: Locale, table: Table, year: i32) -> impl IntoView {
    let (name, what) = match table {
        Table::Shops => (
            td_string!(locale, figures.shops),
            td_string!(locale, figures.shops_what),
        ),
        Table::Products => (
            td_string!(locale, figures.products),
            td_string!(locale, figures.products_what),
        ),
        Table::Sales => (
            td_string!(locale, figures.sales),
            td_string!(locale, figures.sales_what),
        ),
        Table::Visits => (
            td_string!(locale, figures.visits),
            td_string!(locale, figures.visits_what),
        ),
        Table::Sellers => (
            td_string!(locale, figures.sellers),
            td_string!(locale, figures.sellers_what),
        ),
    };
    let file = |year: Option<i32>| {
        let address = routes::figures_file(table.word(), year);
        let word = match year {
            Some(year) => year.to_string(),
            None => td_string!(locale, figures.today).to_owned(),
        };
        view! {
            <a class="button button--quiet" href=address download>
                <Icon name="table" />" "{word}<span class="visually-hidden">" "{name}</span>
            </a>
        }
        .into_any()
    };
    let files = if table.is_of_year() {
        vec![file(Some(year)), file(Some(year - 1))]
    } else {
        vec![file(None)]
    };
    view! {
        <section class="section" aria-labelledby=table.word()>
            <div class="section__head"><h2 id=table.word()>{name}</h2></div>
            <p class="soft papers__words">{what}</p>
            <div class="papers__row">{files}</div>
        </section>
    }
}
