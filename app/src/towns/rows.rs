//! The rows of a town's page: products on a stall, and shops on a strip.

use super::stalls::Seen;
use crate::{
    catalogue::{Display, ProductGrid},
    i18n::Locale,
    shops::ShopCard,
    ui::Icon,
};
use domain::{basket::Basket, catalogue::Product, id::ShopId, photos::Photo};
use leptos::prelude::*;
use leptos_i18n::td_string;
use std::collections::HashMap;

/// Shops in each of the town's strips; all of them have a page of their own.
const IN_STRIP: usize = 8;

/// Products under a heading; nothing when there are none.
#[component]
pub(super) fn Stall(
    locale: Locale,
    town: String,
    products: Vec<Product>,
    id: &'static str,
    title: &'static str,
    words: &'static str,
    basket: Basket,
    display: Display,
) -> impl IntoView {
    (!products.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head"><h2 id=id>{title}</h2><p class="soft small">{words}</p></div>
                <ProductGrid locale=locale town=town products=products basket=basket with_shop=true display=display />
            </section>
        }
    })
}

/// Shops under a heading, with the way to all of them; nothing when there are none.
#[component]
pub(super) fn Strip(
    locale: Locale,
    town: String,
    shops: Vec<Seen>,
    id: &'static str,
    title: &'static str,
    basket: Basket,
    pictures: HashMap<ShopId, Vec<Photo>>,
    /// Where all shops are.
    all: String,
) -> impl IntoView {
    (!shops.is_empty()).then(|| {
        let cards = shops.into_iter().take(IN_STRIP).map(|(shop, front)| {
            let pictures = pictures.get(&shop.id).cloned().unwrap_or_default();
            view! { <li><ShopCard locale=locale town=town.clone() shop=shop door=front.door basket=basket.clone() level=3 pictures=pictures /></li> }.into_any()
        });
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head"><h2 id=id>{title}</h2><a href=all>{td_string!(locale, town.all_shops)}" "<Icon name="arrow-right" /></a></div>
                <ul class="shop-strip" role="list">{cards.collect_view()}</ul>
            </section>
        }
    })
}
