//! `/design`: every part of the pages in every state, in both languages, for whoever works on them. Where the operator did
//! not ask for it, there is nothing at this address.

mod goods;
mod shops;
mod words;

use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page},
    session,
    state::House,
};
use chrono::{DateTime, Utc};
use domain::text::Name;
use goods::Goods;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use shops::Shops;
use words::{Links, Words};

/// Names of the market's colours, as `style/tokens.css` has them.
const COLOURS: [&str; 14] = [
    "paper", "card", "ink", "ink-soft", "line", "edge", "kraft", "timber", "slate", "chalk", "tomato",
    "basil", "honey", "beet",
];
/// Steps of type, in pixels.
const TYPE: [&str; 7] = ["14", "16", "18", "22", "28", "36", "52"];

/// The page of all parts.
#[component]
pub fn DesignPage() -> impl IntoView {
    page(async move {
        let house = House::here();
        if !house.look.shows_design {
            return Err(NoPage::NotFound);
        }
        let now = house.clock.now();
        let first = session::locale();
        let second = if first == Locale::fr {
            Locale::en
        } else {
            Locale::fr
        };
        Ok(view! {
            <Title text="Halle, parts" />
            <Meta name="robots" content="noindex" />
            <Market>
                <div class="page design">
                    <h1>"Parts"</h1>
                    <Ground />
                    <Parts locale=first now=now />
                    <Parts locale=second now=now />
                </div>
            </Market>
        }
        .into_any())
    })
}

/// What has no language: colours and type.
#[component]
fn Ground() -> impl IntoView {
    let colours = COLOURS.map(|name| {
        view! { <li class="design__colour"><span class=format!("design__swatch design__swatch--{name}")></span>{name}</li> }
    });
    let sizes = TYPE.map(|size| {
        view! { <p class=format!("design__type design__type--{size}")>{size}" Tomates de pays, 3,50\u{202F}€"</p> }
    });
    view! {
        <section class="section"><h2>"Colours"</h2><ul class="design__colours" role="list">{colours.collect_view()}</ul></section>
        <section class="section"><h2>"Type"</h2>{sizes.collect_view()}</section>
    }
}

#[component]
fn Parts(locale: Locale, now: DateTime<Utc>) -> impl IntoView {
    let today = now.naive_utc();
    view! {
        <div class="design__parts" lang=locale.to_string()>
            <Goods locale=locale now=now />
            <Shops locale=locale today=today />
            <Words locale=locale />
            <Links locale=locale />
        </div>
    }
}

/// One with its heading; headings of both languages stand on one page, so they carry no id.
#[component]
fn Part(name: &'static str, children: Children) -> impl IntoView {
    view! { <section class="section design__part"><h2>{name}</h2>{children()}</section> }
}

fn name(text: &str) -> Name {
    text.parse().expect("a name that is written here")
}
