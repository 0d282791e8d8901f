use super::{LanguageChoice, SkipLink};
use crate::{
    i18n::Locale,
    offline::{Contact, Shown},
    page::{NoPage, or_signed_out},
    routes, session, speech,
    state::House,
    ui::Icon,
};
use chrono::NaiveDateTime;
use domain::towns::Town;
use http::request::Parts;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Body, Meta, Title};
use services::{accounts::OfficialOf, pickup, reports, towns};

/// What every page of the town hall begins with. Whoever is no official is asked to sign in.
pub struct AtTownHall {
    pub house: House,
    /// Language of the texts.
    pub locale: Locale,
    /// Who works here.
    pub who: OfficialOf,
    pub town: Town,
    /// How many reports wait for an answer.
    pub open_reports: u64,
}

impl AtTownHall {
    /// Of the request that is being answered.
    pub async fn here() -> Result<Self, NoPage> {
        let (house, locale) = (House::here(), session::locale());
        let who = session::official(&house, &session::headers())
            .await
            .map_err(or_signed_out)?;
        let town = towns::by_id(house.db.read(), who.town()).await?;
        let open_reports = reports::count_open(house.db.read(), &who).await?;
        provide_context(OpenReports(open_reports));
        provide_context(NoKeyYet(
            who.grace()
                .map(|until| pickup::wall_clock(&town.time_zone, until)),
        ));
        Ok(Self {
            house,
            locale,
            who,
            town,
            open_reports,
        })
    }
}

/// What the frame says on the reports' link.
#[derive(Clone, Copy)]
struct OpenReports(u64);

/// Until when the official works without a key.
#[derive(Clone, Copy)]
struct NoKeyYet(Option<NaiveDateTime>);

/// Leads whoever has no key yet to where it is set up.
#[component]
fn KeyBand(locale: Locale) -> impl IntoView {
    let until = use_context::<NoKeyYet>().and_then(|none| none.0);
    until.map(|until| {
        let until = format!(
            "{}, {}",
            speech::date(locale, until.date()),
            speech::hour(locale, until)
        );
        view! {
            <aside class="town-says no-print" aria-label=td_string!(locale, official_key.title)>
                <div class="band town-says__inner"><Icon name="bell" /><p>
                    {td_string!(locale, official_key.band, until = until)}" "
                    <a href=routes::OFFICIAL_KEY>{td_string!(locale, official_key.band_link)}</a>
                </p></div>
            </aside>
        }
    })
}

/// The frame of an official's page.
#[component]
pub fn TownHall(
    /// The official's town.
    town: Town,
    /// The page's name; none where what it shows names itself.
    #[prop(optional, into)]
    title: Option<String>,
    /// Whether the phone keeps the page for when there is no network.
    #[prop(default = false)]
    kept: bool,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    let here = use_context::<Parts>().map(|asked| asked.uri.path().to_owned());
    let is_here = |address: &str| here.as_deref() == Some(address);
    let link = |address: &'static str, words: &'static str| {
        view! { <a href=address aria-current=is_here(address).then_some("page")>{words}</a> }
    };
    let waiting = use_context::<OpenReports>().filter(|open| open.0 > 0);
    let waiting = waiting.map(|open| view! { " "<span class="hall-header__count">{open.0}</span> });
    let market = routes::town(&town.slug);
    let seldom = [
        (routes::ROSTER, td_string!(locale, hall.list)),
        (routes::STALLS, td_string!(locale, stall.nav)),
        (routes::FIGURES, td_string!(locale, figures.nav)),
        (routes::TOWN_PAPERS, td_string!(locale, town_papers.nav)),
        (routes::TEAM, td_string!(locale, team.title)),
        (routes::TOWN_DEVICES, td_string!(locale, devices.title)),
        (routes::OFFICIAL_KEY, td_string!(locale, official_key.title)),
        (routes::TOWN_LEDGER, td_string!(locale, hall.ledger)),
    ];
    let is_seldom = seldom.iter().any(|(address, _)| is_here(address));
    let seldom = seldom.map(|(address, words)| link(address, words)).collect_view();
    view! {
        <Body attr:class="hall" />
        {title.map(|title| view! { <Title text=title /> })}
        <Meta name="robots" content="noindex" />
        <SkipLink />
        <header class="hall-header">
            <div class="band hall-header__inner">
                <a class="hall-header__brand" href=routes::TOWN_HALL>{td_string!(locale, hall.brand, town = town.name)}</a>
                <nav class="hall-header__nav" aria-label=td_string!(locale, hall.nav)>
                    {link(routes::TOWN_HALL, td_string!(locale, hall.board))}
                    {link(routes::TOUR, td_string!(locale, hall.tour))}
                    <a href=routes::TOWN_REPORTS aria-current=is_here(routes::TOWN_REPORTS).then_some("page")>
                        {td_string!(locale, reports.nav)}{waiting}
                    </a>
                    {link(routes::OUR_TOWN, td_string!(locale, our_town.title))}
                    <a href=market>{td_string!(locale, hall.market)}</a>
                    <details class="hall-header__more">
                        <summary class:is-current=is_seldom>{td_string!(locale, hall.more)}</summary>
                        <div class="hall-header__seldom">{seldom}</div>
                    </details>
                </nav>
                <form class="hall-header__leave" method="post" action=routes::SIGN_OUT>
                    <button class="button button--plain" type="submit">{td_string!(locale, hall.leave)}</button>
                </form>
            </div>
        </header>
        <KeyBand locale=locale />
        {kept.then(|| view! { <Contact locale=locale shown=Shown::Page drawn=House::here().clock.now() post=None lends=false /> })}
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="foot"><div class="band"><LanguageChoice /></div></footer>
    }
}
