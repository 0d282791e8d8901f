//! What stands over a town's market: its name, its own words, and what can be said of this moment.

use super::stalls::Seen;
use crate::{i18n::Locale, routes, speech, ui::Icon};
use domain::{basket::Basket, shops::DoorState, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The front of the market, or of the site.
#[component]
pub(super) fn Hero(
    kicker: &'static str,
    name: String,
    words: String,
    /// What can be said of this moment.
    now: Option<AnyView>,
    /// What the town says to whoever comes in.
    #[prop(default = None)]
    welcome: Option<String>,
    /// "13 commerces en ligne".
    #[prop(default = None)]
    count: Option<String>,
) -> impl IntoView {
    view! {
        <div class="town-hero">
            <div class="town-hero__inner">
                <h1 class="town-hero__name"><span class="town-hero__kicker">{kicker}</span>" "{name}</h1>
                {now}
                {welcome.map(|words| view! { <p class="town-hero__welcome">{words}</p> })}
                {count.map(|words| view! { <p class="town-hero__count"><Icon name="store" />" "{words}</p> })}
                <p class="town-hero__words">{words}</p>
                <svg class="town-hero__picture" viewBox="0 0 500 192" aria-hidden="true"><use href="/drawings/market-hall.svg#ink" /></svg>
            </div>
        </div>
    }
}

/// "13 commerces en ligne".
pub(super) fn online(locale: Locale, count: u64) -> String {
    if count == 1 {
        td_string!(locale, town.online_one).to_owned()
    } else {
        td_string!(locale, town.online, count = count)
    }
}

/// "9 commerces ouverts maintenant", as a link to them; else when the first of them opens.
pub(super) fn now(locale: Locale, town: &Town, shops: &[Seen], basket: &Basket) -> AnyView {
    let open = shops.iter().filter(|(_, front)| front.door.is_open()).count() as u64;
    if open > 0 {
        let address = routes::asking(&routes::shops(&town.slug), "ouverts", "1");
        let words = if open == 1 {
            td_string!(locale, town.open_one).to_owned()
        } else {
            td_string!(locale, town.open_count, count = open)
        };
        return view! {
            <p class="town-hero__now"><a class="opening-state opening-state--open" href=routes::carrying(&address, basket)>{words}</a></p>
        }
        .into_any();
    }
    let handing_out =
        |(_, front): &&Seen| front.door.at_the_door && matches!(front.door.state, DoorState::Open(_));
    let handing_out = shops.iter().filter(handing_out).count() as u64;
    if handing_out > 0 {
        let words = if handing_out == 1 {
            td_string!(locale, town.at_the_door_one).to_owned()
        } else {
            td_string!(locale, town.at_the_door, count = handing_out)
        };
        return soon(words);
    }
    let first = shops
        .iter()
        .filter_map(|(_, front)| match front.door.state {
            DoorState::Closed(Some(until)) if !front.door.at_the_door => Some((until, front.door.today)),
            _ => None,
        })
        .min();
    let words = first.map_or_else(
        || td_string!(locale, town.closed).to_owned(),
        |(until, today)| {
            td_string!(
                locale,
                town.opens,
                day = speech::day(locale, until.date(), today),
                hour = speech::hour(locale, until)
            )
        },
    );
    soon(words)
}

fn soon(words: String) -> AnyView {
    view! { <p class="town-hero__now"><span class="opening-state opening-state--soon opening-state--on-kraft">{words}</span></p> }.into_any()
}

/// "13 commerces, 124 produits."
pub(super) fn words(locale: Locale, shops: u64, products: u64) -> String {
    let products = speech::products(locale, products);
    if shops == 1 {
        td_string!(locale, town.words_one, products = products)
    } else {
        td_string!(locale, town.words, shops = shops, products = products)
    }
}
