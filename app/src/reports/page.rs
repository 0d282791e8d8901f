//! `/signaler?page=…`: somebody reports what is on a page, and reads at once that it came.

use super::form::Fields;
use crate::{
    areas::{Market, asked},
    i18n::Locale,
    page::{NoPage, page},
    routes, session, speech,
    state::House,
    ui::Notice,
};
use domain::{
    id::ReportId,
    reports::{ReportError, ReportForm, Spot},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    error::Error,
    reports::{self, Spotted},
    secret,
};

/// A report that was sent.
#[derive(Clone, Debug)]
pub struct ReportPosted {
    /// Made with the form.
    pub id: ReportId,
    /// As typed.
    pub form: ReportForm,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a report.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// It was taken.
    Taken,
    /// Something needs another look.
    Wrong(ReportError),
    /// Too many came from there; in so many seconds one may send again.
    TooMany(u64),
}

/// `/signaler`
#[component]
pub fn ReportPage() -> impl IntoView {
    let place = asked("page");
    page(async move { content(place.unwrap_or_default()).await })
}

async fn content(place: String) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let posted = use_context::<ReportPosted>().unwrap_or_else(|| ReportPosted {
        id: ReportId(secret::id()),
        form: ReportForm {
            place,
            ..ReportForm::default()
        },
        fate: Fate::Wrong(ReportError::default()),
    });
    let spotted = spotted(&house, &posted.form.place).await?;
    let town = spotted.as_ref().map(|spotted| spotted.town.clone());
    let about = spotted.as_ref().map(|spotted| about(locale, spotted));
    let title = match posted.fate {
        Fate::Taken => td_string!(locale, reports.taken_title),
        _ => td_string!(locale, reports.title),
    };
    let body = match posted.fate {
        Fate::Taken => taken(locale, &house, &posted.form, about, town.as_ref()).into_any(),
        Fate::Wrong(wrong) => {
            view! { <p class="page__lead">{td_string!(locale, reports.lead)}</p><Fields locale=locale id=posted.id form=posted.form wrong=wrong about=about /> }
                .into_any()
        }
        Fate::TooMany(seconds) => {
            let says = format!("{} {}", td_string!(locale, reports.too_many), speech::wait(locale, seconds));
            view! {
                <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice>
                <Fields locale=locale id=posted.id form=posted.form wrong=ReportError::default() about=about />
            }
            .into_any()
        }
    };
    let sheet = view! {
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1></div>
            <div class="fields">{body}</div>
        </div>
    };
    let framed = match town {
        Some(town) => view! { <Market town=town>{sheet}</Market> }.into_any(),
        None => view! { <Market>{sheet}</Market> }.into_any(),
    };
    Ok(view! { <Title text=title /><Meta name="robots" content="noindex" />{framed} }.into_any())
}

/// What is at the address, if there is something.
async fn spotted(house: &House, place: &str) -> Result<Option<Spotted>, NoPage> {
    let Some(spot) = Spot::read(place) else {
        return Ok(None);
    };
    match reports::spot(house.db.read(), &spot).await {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// "Miel, chez La pause", "La pause".
fn about(locale: Locale, spotted: &Spotted) -> String {
    let shop = spotted.shop.name.to_string();
    match &spotted.product {
        None => shop,
        Some((_, name)) => {
            let name = speech::name_or_kind(locale, name.as_ref(), spotted.shop.kind);
            td_string!(locale, reports.at_shop, product = name, shop = shop)
        }
    }
}

/// It came: what happens now, and what one may do when one does not agree.
fn taken(
    locale: Locale,
    house: &House,
    form: &ReportForm,
    about: Option<String>,
    town: Option<&Town>,
) -> impl IntoView + use<> {
    let told = if form.email.trim().is_empty() {
        td_string!(locale, reports.taken_untold).to_owned()
    } else {
        td_string!(locale, reports.taken_told, email = form.email.trim().to_owned())
    };
    let back = town.map_or_else(|| "/".to_owned(), |town| routes::town(&town.slug));
    let contest = td_string!(
        locale,
        reports.taken_contest,
        email = house.operator.email.clone()
    );
    view! {
        <Notice kind="notice--done" icon="check">
            <p>{td_string!(locale, reports.taken, about = about.unwrap_or_default())}</p>
            <p>{told}</p>
        </Notice>
        <p>{td_string!(locale, reports.taken_next)}</p>
        <p class="soft">{contest}</p>
        <p><a class="button button--quiet" href=back>{td_string!(locale, page.to_market)}</a></p>
    }
}
