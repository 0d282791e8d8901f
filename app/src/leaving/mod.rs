//! A town's or a shop's market as pages that open without a server, for who leaves with everything.

use crate::{i18n::Locale, session, speech};
use askama::Template;
use chrono::{DateTime, Utc};
use domain::{catalogue::Product, photos::Photo, shops::Shop, towns::Town};
use leptos_i18n::td_string;
use services::error::Failed;

/// The width in which these pages show a picture.
const WIDTH: u32 = 640;

#[derive(Template)]
#[template(path = "leaving_index.html")]
struct Index<'p> {
    lang: &'p str,
    title: String,
    none: Option<&'p str>,
    shops: Vec<Entry>,
}

struct Entry {
    file: String,
    name: String,
    facts: String,
}

#[derive(Template)]
#[template(path = "leaving_shop.html")]
struct Page<'p> {
    lang: &'p str,
    back: &'p str,
    name: String,
    facts: Vec<String>,
    about: &'p str,
    none: Option<&'p str>,
    goods: Vec<Goods>,
}

struct Goods {
    picture: Option<String>,
    name: String,
    price: String,
}

/// `index.html`: the shops.
pub fn index(locale: Locale, town: &Town, shops: &[Shop]) -> Result<String, Failed> {
    let page = Index {
        lang: session::word(locale),
        title: td_string!(locale, leaving.title, town = town.name.clone()),
        none: shops.is_empty().then(|| td_string!(locale, leaving.no_shops)),
        shops: shops
            .iter()
            .map(|shop| Entry {
                file: shop_file(shop),
                name: shop.name.to_string(),
                facts: facts(locale, shop).join(" · "),
            })
            .collect(),
    };
    page.render().map_err(Failed::new)
}

/// A shop with what it has on its shelf.
pub fn shop(locale: Locale, town: &Town, shop: &Shop, shelf: &[Product]) -> Result<String, Failed> {
    let mut facts = facts(locale, shop);
    facts.extend(shop.phone.as_ref().map(ToString::to_string));
    facts.extend(
        (!shop.hours.is_empty()).then(|| td_string!(locale, leaving.hours, hours = shop.hours.clone())),
    );
    let page = Page {
        lang: session::word(locale),
        back: &town.name,
        name: shop.name.to_string(),
        facts,
        about: &shop.about,
        none: shelf.is_empty().then(|| td_string!(locale, leaving.no_goods)),
        goods: shelf.iter().map(|product| goods(locale, product)).collect(),
    };
    page.render().map_err(Failed::new)
}

fn facts(locale: Locale, shop: &Shop) -> Vec<String> {
    let facts = [speech::kind(locale, shop.kind).to_owned(), shop.address.clone()];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect()
}

fn goods(locale: Locale, product: &Product) -> Goods {
    let price = speech::euros(locale, product.price.cents());
    let unit = speech::unit(locale, product.unit);
    let picture = |photo: &Photo| format!("../{}", photo_file(&photo.hash, &format!("{WIDTH}.jpg")));
    Goods {
        picture: product.photo.as_ref().map(picture),
        name: speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind),
        price: format!("{price} {unit}").trim_end().to_owned(),
    }
}

/// Where a shop's page is.
pub fn shop_file(shop: &Shop) -> String {
    format!("boutiques/{}.html", shop.slug)
}

/// Where a file of a photo is.
pub fn photo_file(hash: &str, file: &str) -> String {
    format!("photos/{}/{hash}/{file}", hash.get(..2).unwrap_or_default())
}

/// `LISEZMOI.txt`: what all of this is.
pub fn about(locale: Locale, from: &str, at: DateTime<Utc>) -> String {
    let day = at.format("%Y-%m-%d").to_string();
    let lines = [
        td_string!(locale, leaving.about_from, from = from.to_owned(), day = day),
        td_string!(locale, leaving.about_pages).to_owned(),
        td_string!(locale, leaving.about_csv).to_owned(),
        td_string!(locale, leaving.about_json).to_owned(),
        td_string!(locale, leaving.about_photos).to_owned(),
        td_string!(locale, leaving.about_join).to_owned(),
        td_string!(locale, leaving.about_people).to_owned(),
    ];
    lines.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_lies_where_the_store_puts_it() {
        assert_eq!(photo_file("abcdef", "640.jpg"), "photos/ab/abcdef/640.jpg");
    }

    #[test]
    fn the_paper_says_where_it_comes_from() {
        let at = "2026-11-28T07:00:00Z".parse().unwrap();
        let french = about(Locale::fr, "https://marche.example", at);
        assert!(
            french.contains("https://marche.example") && french.contains("2026-11-28"),
            "{french}"
        );
        assert!(about(Locale::en, "https://marche.example", at).contains("halle join"));
    }
}
