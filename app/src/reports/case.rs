//! `/mairie/signalements/{report}`: one report with its history, and where it is decided.

use super::worklist::{about, standing};
use crate::{
    areas::{AtTownHall, TownHall},
    decisions::{Choice, StatementFields, StatementPosted, Wall, statement},
    i18n::Locale,
    page::{NoPage, or_signed_out, page, param},
    routes, session, speech,
    state::House,
};
use domain::{decisions::Measure, id::ReportId};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    accounts::OfficialOf,
    error::Error,
    reports::{self, Case, Standing},
    towns,
};

/// `/mairie/signalements/{report}`
#[component]
pub fn CasePage() -> impl IntoView {
    let report = param("report");
    page(async move { content(&report).await })
}

async fn content(report: &str) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let report: ReportId = report.parse().map_err(|_| NoPage::NotFound)?;
    let case = opened(&house, &who, report).await?;
    let wall = Wall::of(locale, &town);
    let (class, word) = standing(locale, case.line.standing);
    let title = about(locale, &case.line);
    let is_open = case.line.standing != Standing::Answered;
    let form = is_open.then(|| decide(locale, &case));
    let more = routes::decisions_about(case.shop.id);
    Ok(view! {
        <TownHall town=town title=title.clone()>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p><span class=class>{word}</span></p></div>
                {told(&wall, &case)}
                {history(&wall, &case)}
                {form}
                <p><a href=more>{td_string!(locale, decisions.all_of, shop = case.shop.name.to_string())}</a></p>
                <p><a href=routes::TOWN_REPORTS>{td_string!(locale, reports.back)}</a></p>
            </div>
        </TownHall>
    }
    .into_any())
}

/// Whoever opens it has read it.
async fn opened(house: &House, who: &OfficialOf, report: ReportId) -> Result<Case, NoPage> {
    let case = reports::case(house.db.read(), who, report).await?;
    if case.read.is_some() {
        return Ok(case);
    }
    let tx = house.db.write().await.map_err(Error::from)?;
    reports::read(&tx, who, report, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(reports::case(house.db.read(), who, report).await?)
}

/// What was reported, in whose words.
fn told(wall: &Wall, case: &Case) -> impl IntoView + use<> {
    let locale = wall.locale;
    let who = match case.erased_at {
        Some(at) => td_string!(locale, reports.forgotten, day = wall.moment(at)),
        None if case.name.is_empty() && case.email.is_empty() => {
            td_string!(locale, reports.anonymous).to_owned()
        }
        None => [case.name.clone(), case.email.clone()]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    };
    let words = (!case.words.is_empty()).then(|| speech::quoted(locale, &case.words));
    let row = |name: &'static str, value: AnyView| view! { <div class="facts__row"><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <section class="section" aria-labelledby="told">
            <div class="section__head"><h2 id="told">{td_string!(locale, reports.told)}</h2></div>
            <dl class="facts__list">
                {row(td_string!(locale, reports.told_page), view! { <a href=case.place.clone()>{case.place.clone()}</a> }.into_any())}
                {row(td_string!(locale, reports.told_concern), speech::concern(locale, case.line.concern).into_any())}
                {words.map(|words| row(td_string!(locale, reports.told_words), words.into_any()))}
                {row(td_string!(locale, reports.told_by), who.into_any())}
            </dl>
        </section>
    }
}

/// What happened to it since.
fn history(wall: &Wall, case: &Case) -> impl IntoView + use<> {
    let locale = wall.locale;
    let received = td_string!(
        locale,
        reports.step_received,
        when = wall.moment(case.line.reported_at)
    );
    let read = case.read.as_ref().map(|(at, by)| {
        let by = by.as_ref().map(ToString::to_string).unwrap_or_default();
        td_string!(locale, reports.step_read, when = wall.moment(*at), by = by)
    });
    let decided = case.decisions.iter().map(|one| statement(wall, one, false));
    let decided = decided.collect_view();
    view! {
        <section class="section" aria-labelledby="history">
            <div class="section__head"><h2 id="history">{td_string!(locale, reports.history)}</h2></div>
            <ul class="fields" role="list">
                <li>{received}</li>
                {read.map(|says| view! { <li>{says}</li> })}
            </ul>
            {decided}
        </section>
    }
}

fn decide(locale: Locale, case: &Case) -> AnyView {
    let mut measures = vec![Measure::Nothing, Measure::Asked];
    measures.extend(case.product.map(|_| Measure::Held));
    measures.push(Measure::Suspended);
    let posted = use_context::<StatementPosted>();
    let choice = Choice {
        shop: case.shop.id,
        report: Some(case.line.id),
        products: case.product.map(|id| (id, String::new())).into_iter().collect(),
        measures,
    };
    view! {
        <section class="section" aria-labelledby="decide">
            <div class="section__head"><h2 id="decide">{td_string!(locale, decisions.decide)}</h2></div>
            <StatementFields locale=locale choice=choice posted=posted />
        </section>
    }
    .into_any()
}
