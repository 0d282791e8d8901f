//! What the pages of the market are about.

use super::{Sketch, json_ld};
use crate::{i18n::Locale, routes, speech, state::House};
use chrono::NaiveDate;
use domain::{catalogue::Product, duties::Label, money::Price, photos::Photo, shops::Shop, towns::Town};
use leptos_i18n::td_string;
use serde_json::Value;

/// What a page is about.
pub struct About {
    /// Language of the texts.
    pub locale: Locale,
    /// "website" or "product", as Open Graph calls it.
    pub kind: &'static str,
    /// What a link to it is called.
    pub title: String,
    /// A sentence or two.
    pub description: String,
    /// Its address, from the slash on.
    pub path: String,
    /// The picture beside a link.
    pub card: Sketch,
    /// What it costs, of a product.
    pub price: Option<Price>,
    /// Its feed: address and name.
    pub feed: Option<(String, String)>,
    /// Itself in JSON-LD.
    pub data: Value,
}

/// A step from the town to where one is.
pub struct Crumb {
    /// What it is called.
    pub name: String,
    /// Its address, from the slash on.
    pub path: String,
}

impl Crumb {
    fn town(locale: Locale, town: &Town) -> Self {
        Self {
            name: td_string!(locale, town.title, town = town.name.clone()),
            path: routes::town(&town.slug),
        }
    }

    fn shop(town: &Town, shop: &Shop) -> Self {
        Self {
            name: shop.name.to_string(),
            path: routes::shop(&town.slug, &shop.slug),
        }
    }
}

impl About {
    /// A town's page; `products` are the newest.
    pub fn of_town(
        house: &House,
        locale: Locale,
        town: &Town,
        products: &[Product],
        description: String,
    ) -> Self {
        let here = Crumb::town(locale, town);
        let feed = td_string!(locale, abroad.feed_town, town = town.name.clone());
        Self {
            locale,
            kind: "website",
            title: here.name.clone(),
            description,
            card: Sketch::of_town(town, products),
            price: None,
            feed: Some((routes::feed(&here.path), feed)),
            path: here.path.clone(),
            data: json_ld::of_town(house, town, products, &[here]),
        }
    }

    /// A shop's page; `cover` is its picture, `products` its shelf.
    pub fn of_shop(
        house: &House,
        locale: Locale,
        (town, shop): (&Town, &Shop),
        (cover, products): (Option<&Photo>, &[Product]),
        description: String,
        today: NaiveDate,
    ) -> Self {
        let crumbs = [Crumb::town(locale, town), Crumb::shop(town, shop)];
        let path = routes::shop(&town.slug, &shop.slug);
        let (sign, name) = (shop.name.to_string(), town.name.clone());
        let feed = td_string!(locale, abroad.feed_shop, shop = sign.clone(), town = name.clone());
        let picture = cover.or_else(|| products.iter().find_map(|product| product.photo.as_ref()));
        Self {
            locale,
            kind: "website",
            title: td_string!(locale, shop.title, shop = sign, town = name),
            description,
            card: Sketch::of_shop(town, shop, cover, products),
            price: None,
            feed: Some((routes::feed(&path), feed)),
            data: json_ld::of_shop(house, (town, shop), picture, today, &crumbs),
            path,
        }
    }

    /// A product's page.
    pub fn of_product(
        house: &House,
        locale: Locale,
        (town, shop, product, label): (&Town, &Shop, &Product, &Label),
        description: String,
        today: NaiveDate,
    ) -> Self {
        let name = speech::name_or_kind(locale, product.name.as_ref(), shop.kind);
        let path = routes::product(&town.slug, &shop.slug, &product.slug);
        let here = Crumb {
            name: name.clone(),
            path: path.clone(),
        };
        let crumbs = [Crumb::town(locale, town), Crumb::shop(town, shop), here];
        Self {
            locale,
            kind: "product",
            title: format!("{name}, {}", speech::euros(locale, product.price.cents())),
            description,
            path,
            card: Sketch::of_product(town, product),
            price: Some(product.price),
            feed: None,
            data: json_ld::of_product(house, locale, (town, shop, product, label), today, &crumbs),
        }
    }
}
