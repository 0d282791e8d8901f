use super::{LanguageChoice, SkipLink};
use crate::{
    offline::{Contact, Shown},
    routes, session,
    state::House,
};
use domain::towns::Town;
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
    view! {
        <Body attr:class="hall" />
        <SkipLink />
        <header class="hall-header">
            <div class="band hall-header__inner">
                <a class="hall-header__brand" href=routes::TOWN_HALL>{td_string!(locale, hall.brand, town = town.name)}</a>
                <nav class="hall-header__nav" aria-label=td_string!(locale, hall.nav)>
                    <a href=routes::TOWN_HALL>{td_string!(locale, hall.board)}</a>
                    <a href=routes::TOUR>{td_string!(locale, hall.tour)}</a>
                    <a href=routes::ROSTER>{td_string!(locale, hall.list)}</a>
                    <a href=routes::TOWN_DEVICES>{td_string!(locale, devices.title)}</a>
                    <a href=routes::TOWN_LEDGER>{td_string!(locale, hall.ledger)}</a>
                    <a href=routes::town(&town.slug)>{td_string!(locale, hall.market)}</a>
                </nav>
                <form method="post" action=routes::SIGN_OUT>
                    <button class="button button--plain" type="submit">{td_string!(locale, hall.leave)}</button>
                </form>
            </div>
        </header>
        {kept.then(|| view! { <Contact locale=locale shown=Shown::Page drawn=House::here().clock.now() post=None /> })}
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="foot"><div class="band"><LanguageChoice /></div></footer>
    }
}
