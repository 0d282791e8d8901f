use super::{LanguageChoice, SkipLink};
use crate::{
    offline::{Contact, Shown},
    routes, session,
    state::House,
};
use domain::towns::Town;
use http::request::Parts;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Body;

/// The frame of an official's page.
#[component]
pub fn TownHall(
    /// The official's town.
    town: Town,
    /// Whether the phone keeps the page for when there is no network.
    #[prop(default = false)]
    kept: bool,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    let here = use_context::<Parts>().map(|asked| asked.uri.path().to_owned());
    let link = |address: &'static str, words: &'static str| {
        view! { <a href=address aria-current=(here.as_deref() == Some(address)).then_some("page")>{words}</a> }
    };
    let market = routes::town(&town.slug);
    view! {
        <Body attr:class="hall" />
        <SkipLink />
        <header class="hall-header">
            <div class="band hall-header__inner">
                <a class="hall-header__brand" href=routes::TOWN_HALL>{td_string!(locale, hall.brand, town = town.name)}</a>
                <nav class="hall-header__nav" aria-label=td_string!(locale, hall.nav)>
                    <div class="hall-header__links">
                        {link(routes::TOWN_HALL, td_string!(locale, hall.board))}
                        {link(routes::TOUR, td_string!(locale, hall.tour))}
                        {link(routes::OUR_TOWN, td_string!(locale, our_town.title))}
                        <a href=market>{td_string!(locale, hall.market)}</a>
                    </div>
                    <div class="hall-header__links hall-header__links--seldom">
                        {link(routes::TOWN_REPORTS, td_string!(locale, reports.nav))}
                        {link(routes::ROSTER, td_string!(locale, hall.list))}
                        {link(routes::STALLS, td_string!(locale, stall.nav))}
                        {link(routes::FIGURES, td_string!(locale, figures.nav))}
                        {link(routes::TOWN_PAPERS, td_string!(locale, town_papers.nav))}
                        {link(routes::TOWN_DEVICES, td_string!(locale, devices.title))}
                        {link(routes::TOWN_LEDGER, td_string!(locale, hall.ledger))}
                    </div>
                </nav>
                <form class="hall-header__leave" method="post" action=routes::SIGN_OUT>
                    <button class="button button--plain" type="submit">{td_string!(locale, hall.leave)}</button>
                </form>
            </div>
        </header>
        {kept.then(|| view! { <Contact locale=locale shown=Shown::Page drawn=House::here().clock.now() post=None /> })}
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="foot"><div class="band"><LanguageChoice /></div></footer>
    }
}
