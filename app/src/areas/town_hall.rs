use super::SkipLink;
use crate::{routes, session};
use domain::towns::Town;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Body;

/// The frame of an official's page.
#[component]
pub fn TownHall(
    /// The official's town.
    town: Town,
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
                    <a href=routes::TOWN_DEVICES>{td_string!(locale, devices.title)}</a>
                    <a href=routes::TOWN_LEDGER>{td_string!(locale, hall.ledger)}</a>
                    <a href=routes::town(&town.slug)>{td_string!(locale, hall.market)}</a>
                </nav>
                <form method="post" action=routes::SIGN_OUT>
                    <button class="button button--plain" type="submit">{td_string!(locale, hall.leave)}</button>
                </form>
            </div>
        </header>
        <main id="content" tabindex="-1">{children()}</main>
    }
}
