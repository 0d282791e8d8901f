//! A shop in the lists of the market: as a card with what lies on its stall, or as a line with its address.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{KindPicture, Picture},
};
use domain::{
    basket::Basket,
    photos::Photo,
    shops::{Door, Shop},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Of the pictures on a shop's card.
const SIZES: &str = "5rem";

/// A shop with its door, as a link.
#[component]
pub fn ShopCard(
    locale: Locale,
    /// Slug of the town.
    town: String,
    shop: Shop,
    door: Door,
    /// What the page's address carries along.
    basket: Basket,
    /// Level of its heading, 2 or 3.
    level: u8,
    /// Some of what lies on its stall.
    #[prop(default = Vec::new())]
    pictures: Vec<Photo>,
) -> impl IntoView {
    let address = routes::carrying(&routes::shop(&town, &shop.slug), &basket);
    let link = view! { <a class="cover-link" href=address>{shop.name.to_string()}</a> };
    let name = if level == 2 {
        view! { <h2 class="shop-card__name">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="shop-card__name">{link}</h3> }.into_any()
    };
    let kind = shop.kind;
    let stall = (!pictures.is_empty()).then(|| {
        let pictures = pictures.into_iter().map(|photo| {
            view! { <span class="photo shop-card__picture"><Picture photo=Some(photo) kind=kind sizes=SIZES /></span> }.into_any()
        });
        view! { <div class="shop-card__stall" aria-hidden="true">{pictures.collect_view()}</div> }
    });
    view! {
        <article class="shop-card">
            <KindPicture kind=shop.kind class="shop-card__kind-picture" />
            {name}
            <p class="shop-card__kind">{speech::kind(locale, shop.kind)}</p>
            <p class=state(&door)>{speech::door(locale, &door)}</p>
            {door.at_the_door.then(|| view! { <p class="shop-card__door">{td_string!(locale, door_mode.words)}</p> })}
            {stall}
        </article>
    }
}

/// What stands before a shop in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The drawing of its kind.
    Kind,
    /// Its number on the plan beside.
    Number(usize),
    /// The plan does not know yet where it stands.
    Nowhere,
}

/// A shop in a long list.
#[component]
pub fn ShopLine(
    locale: Locale,
    /// Slug of the town.
    town: String,
    shop: Shop,
    door: Door,
    /// What the page's address carries along.
    basket: Basket,
    /// What stands before its name.
    mark: Mark,
) -> impl IntoView {
    let address = routes::carrying(&routes::shop(&town, &shop.slug), &basket);
    let mark = match mark {
        Mark::Kind => view! { <KindPicture kind=shop.kind class="shop-line__kind-picture" /> }.into_any(),
        Mark::Number(number) => {
            let class = if door.is_open() {
                "shop-line__number shop-line__number--open"
            } else {
                "shop-line__number"
            };
            view! { <span class=class>{number}</span> }.into_any()
        }
        Mark::Nowhere => {
            let says = td_string!(locale, roam.unplaced);
            view! { <span class="shop-line__number shop-line__number--none">"–"<span class="visually-hidden">{says}</span></span> }.into_any()
        }
    };
    let called = if shop.address.is_empty() {
        speech::kind(locale, shop.kind).to_owned()
    } else {
        format!("{}, {}", speech::kind(locale, shop.kind), shop.address)
    };
    view! {
        <div class="shop-line">
            {mark}
            <div class="shop-line__words">
                <a class="cover-link shop-line__name" href=address>{shop.name.to_string()}</a>
                <p class="soft small">{called}</p>
                <p class=state(&door)>{speech::door(locale, &door)}</p>
            </div>
        </div>
    }
}

const fn state(door: &Door) -> &'static str {
    if door.is_open() {
        "opening-state opening-state--open"
    } else {
        "opening-state"
    }
}
