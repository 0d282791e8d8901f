//! `/mairie/liste`: a list of the town's shops, and what became of it.

use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session,
    state::House,
    ui::{FieldError, Icon, Notice},
};
use domain::roster::{Left, Note, SIMPLE};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    roster::{MAX_LINES, Report, SheetRefused},
    towns,
};
use std::collections::BTreeMap;

/// What became of a list that was sent.
#[derive(Clone, Debug)]
pub struct ListPosted(pub Result<Report, SheetRefused>);

/// Lines named for each reason.
const NAMED: usize = 50;

/// `/mairie/liste`
#[component]
pub fn RosterPage() -> impl IntoView {
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
    let posted = use_context::<ListPosted>().map(|posted| posted.0);
    let (report, wrong) = match posted {
        Some(Ok(report)) => (Some(report), None),
        Some(Err(why)) => (None, Some(refused(locale, why))),
        None => (None, None),
    };
    let is_wrong = wrong.is_some();
    let title = td_string!(locale, roster.title);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, roster.lead)}</p></div>
                {report.map(|report| told(locale, &report))}
                <section class="section panel" aria-labelledby="list">
                    <form class="fields" method="post" action=routes::ROSTER enctype="multipart/form-data" novalidate>
                        <h2 id="list">{td_string!(locale, roster.bring)}</h2>
                        <div class="field">
                            <label class="field__label" for="file">{td_string!(locale, roster.file)}</label>
                            {wrong.map(|says| view! { <FieldError id="file-error".into() says=says /> })}
                            <input class="field__input" id="file" type="file" name="list" accept=".csv,.txt,text/csv"
                                aria-invalid=is_wrong.then_some("true")
                                aria-describedby=if is_wrong { "file-error file-hint" } else { "file-hint" } />
                            <p class="field__hint" id="file-hint">{td_string!(locale, roster.hint)}</p>
                        </div>
                        <button class="button" type="submit"><Icon name="plus" />" "{td_string!(locale, roster.send)}</button>
                    </form>
                    <h3>{td_string!(locale, roster.simple)}</h3>
                    <pre class="roster__sample"><code>{format!("{SIMPLE}\nLa pause;12 rue de Chartres;01 99 00 00 12;{}", td_string!(locale, roster.sample_kind))}</code></pre>
                    <h3>{td_string!(locale, roster.official)}</h3>
                    <p>{td_string!(locale, roster.official_words)}</p>
                </section>
            </div>
        </TownHall>
    }
    .into_any())
}

fn told(locale: Locale, report: &Report) -> impl IntoView + use<> {
    let counts = [
        td_string!(locale, roster.added, count = report.added),
        td_string!(locale, roster.completed, count = report.completed),
        td_string!(locale, roster.known, count = report.known),
    ];
    let mut reasons: BTreeMap<&'static str, Vec<(u64, String)>> = BTreeMap::new();
    for (line, why, begins) in &report.left {
        reasons
            .entry(left(locale, *why))
            .or_default()
            .push((*line, begins.clone()));
    }
    let mut notes: BTreeMap<&'static str, Vec<(u64, String)>> = BTreeMap::new();
    for (line, note, shop) in &report.notes {
        notes
            .entry(noted(locale, *note))
            .or_default()
            .push((*line, shop.clone()));
    }
    let lines = |title: &'static str, by_reason: BTreeMap<&'static str, Vec<(u64, String)>>| {
        let reasons = by_reason
            .into_iter()
            .map(|(why, lines)| reason(locale, why, lines).into_any());
        let reasons = reasons.collect_view();
        view! { <h3>{title}</h3>{reasons} }
    };
    let left = (!reasons.is_empty()).then(|| lines(td_string!(locale, roster.left), reasons));
    let notes = (!notes.is_empty()).then(|| lines(td_string!(locale, roster.notes), notes));
    view! {
        <section class="section" aria-labelledby="report">
            <h2 class="visually-hidden" id="report">{td_string!(locale, roster.report)}</h2>
            <Notice kind="notice--done" icon="check">
                {counts.into_iter().map(|count| view! { <p>{count}</p> }).collect_view()}
                <p><a href=routes::TOUR>{td_string!(locale, roster.go)}</a></p>
            </Notice>
            {left}
            {notes}
        </section>
    }
}

/// The lines to which one sentence applies.
fn reason(locale: Locale, why: &'static str, lines: Vec<(u64, String)>) -> impl IntoView + use<> {
    let count = lines.len();
    let more = count.saturating_sub(NAMED);
    let named = lines.into_iter().take(NAMED).map(|(number, begins)| {
        view! { <li>{td_string!(locale, roster.line, number = number, begins = begins)}</li> }
    });
    let named = named.collect_view();
    view! {
        <details class="roster__reason">
            <summary>{why}" "<span class="tag__count">{count}</span></summary>
            <ul>{named}{(more > 0).then(|| view! { <li>{td_string!(locale, roster.more, count = more)}</li> })}</ul>
        </details>
    }
}

fn left(locale: Locale, why: Left) -> &'static str {
    match why {
        Left::NoName => td_string!(locale, roster.no_name),
        Left::TooLong => td_string!(locale, roster.too_long),
        Left::Formula => td_string!(locale, roster.formula),
        Left::Closed => td_string!(locale, roster.closed),
        Left::NotAShop => td_string!(locale, roster.not_a_shop),
        Left::Elsewhere => td_string!(locale, roster.elsewhere),
        Left::Undisclosed => td_string!(locale, roster.undisclosed),
        Left::Broken => td_string!(locale, roster.broken),
    }
}

fn noted(locale: Locale, note: Note) -> &'static str {
    match note {
        Note::NoPhone => td_string!(locale, roster.no_phone),
        Note::NoSiret => td_string!(locale, roster.no_siret),
        Note::NoKind => td_string!(locale, roster.no_kind),
        Note::Cleaned => td_string!(locale, roster.cleaned),
    }
}

fn refused(locale: Locale, why: SheetRefused) -> String {
    match why {
        SheetRefused::Empty => td_string!(locale, roster.empty).to_owned(),
        SheetRefused::TooBig => td_string!(locale, roster.too_big).to_owned(),
        SheetRefused::TooManyLines => td_string!(locale, roster.too_many_lines, most = MAX_LINES),
        SheetRefused::NotText => td_string!(locale, roster.not_text).to_owned(),
        SheetRefused::UnknownColumns => td_string!(locale, roster.unknown_columns).to_owned(),
        SheetRefused::OpenQuote(line) => td_string!(locale, roster.open_quote, line = line),
        SheetRefused::TooManyShops => td_string!(locale, roster.too_many_shops).to_owned(),
    }
}
