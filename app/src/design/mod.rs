//! `/design`: every part of the pages in every state, in both languages, for whoever works on them. Where the operator did
//! not ask for it, there is nothing at this address.

mod goods;
mod said;
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
use domain::{catalogue::Stock, photos::Photo, text::Name};
use goods::Goods;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use said::{Banners, Once};
use services::{catalogue, error::Error, towns};
use shops::Shops;
use words::{Fields, Links, Words};

/// Names of the market's colours, as `style/tokens.css` has them.
const COLOURS: [&str; 24] = [
    "paper",
    "card",
    "ink",
    "ink-soft",
    "line",
    "edge",
    "kraft",
    "kraft-deep",
    "timber",
    "zinc",
    "slate",
    "slate-edge",
    "chalk",
    "chalk-soft",
    "tomato",
    "on-tomato",
    "basil",
    "basil-wash",
    "honey",
    "honey-wash",
    "beet",
    "beet-wash",
    "canvas",
    "focus",
];
/// How much there may be of something.
const STOCKS: [Stock; 6] = [
    Stock::Always,
    Stock::Plenty,
    Stock::Few,
    Stock::Pieces(4),
    Stock::Pieces(1),
    Stock::Out,
];
/// Steps of type, in pixels.
const TYPE: [&str; 7] = ["14", "16", "18", "22", "28", "36", "52"];
/// Products that are looked through for one with a photograph.
const LOOKED_AT: u64 = 48;

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
        let photo = some_photo(&house).await?;
        let title = td_string!(first, design.title);
        Ok(view! {
            <Title text=title />
            <Meta name="robots" content="noindex" />
            <Market>
                <div class="page design">
                    <div class="page__head"><h1>{title}</h1><p class="soft">{td_string!(first, design.night)}</p></div>
                    <Ground locale=first />
                    <Once locale=first today=now.date_naive() />
                    <Parts locale=first now=now photo=photo.clone() />
                    <Parts locale=second now=now photo=photo />
                </div>
            </Market>
        }
        .into_any())
    })
}

/// A photograph of the market; none before somebody took one.
async fn some_photo(house: &House) -> Result<Option<Photo>, Error> {
    let db = house.db.read();
    for town in towns::all(db).await? {
        let newest = catalogue::newest_in_town(db, town.id, LOOKED_AT).await?;
        if let Some(photo) = newest.into_iter().find_map(|product| product.photo) {
            return Ok(Some(photo));
        }
    }
    Ok(None)
}

/// What is the same in all languages: colours and type.
#[component]
fn Ground(locale: Locale) -> impl IntoView {
    let colours = COLOURS.map(|name| {
        view! { <li class="design__colour"><span class=format!("design__swatch design__swatch--{name}")></span>{name}</li> }
    });
    let sizes = TYPE.map(|size| {
        view! { <p class=format!("design__type design__type--{size}")>{size}" Tomates de pays, 3,50\u{202F}€"</p> }
    });
    view! {
        <section class="section"><h2>{td_string!(locale, design.colours)}</h2><ul class="design__colours" role="list">{colours.collect_view()}</ul></section>
        <section class="section"><h2>{td_string!(locale, design.sizes)}</h2>{sizes.collect_view()}</section>
    }
}

#[component]
fn Parts(locale: Locale, now: DateTime<Utc>, photo: Option<Photo>) -> impl IntoView {
    let today = now.naive_utc();
    view! {
        <div class="design__parts" lang=locale.to_string()>
            <Goods locale=locale now=now photo=photo.clone() />
            <Shops locale=locale today=today photo=photo />
            <Banners locale=locale />
            <Words locale=locale />
            <Fields locale=locale />
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
