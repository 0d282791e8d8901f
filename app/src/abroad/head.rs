//! What a page says about itself to those who only read its head.

use super::About;
use crate::{i18n::Locale, routes, state::House};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Link, Meta};
use printing::CARD_SIZE;
use serde_json::Value;

/// Link previews, the feed, and the page's data.
#[component]
pub fn PageHead(about: About) -> impl IntoView {
    let house = House::here();
    let address = house.absolute(&about.path);
    let card = routes::card(&about.path);
    let picture = format!("{}?v={}", house.absolute(&card), about.card.version());
    let speaks = match about.locale {
        Locale::fr => "fr_FR",
        Locale::en => "en_GB",
    };
    let price = about.price.map(|price| {
        let cents = price.cents();
        view! {
            <Meta property="product:price:amount" content=format!("{}.{:02}", cents.euros(), cents.rest()) />
            <Meta property="product:price:currency" content="EUR" />
        }
    });
    let feed = about.feed.map(|(path, title)| {
        view! { <Link rel="alternate" type_="application/rss+xml" title=title href=house.absolute(&path) /> }
    });
    view! {
        <Meta name="description" content=about.description.clone() />
        <Meta property="og:type" content=about.kind />
        <Meta property="og:site_name" content=td_string!(about.locale, page.brand) />
        <Meta property="og:locale" content=speaks />
        <Meta property="og:title" content=about.title.clone() />
        <Meta property="og:description" content=about.description />
        <Meta property="og:url" content=address />
        <Meta property="og:image" content=picture />
        <Meta property="og:image:type" content="image/jpeg" />
        <Meta property="og:image:width" content=CARD_SIZE.0.to_string() />
        <Meta property="og:image:height" content=CARD_SIZE.1.to_string() />
        <Meta property="og:image:alt" content=about.title />
        <Meta name="twitter:card" content="summary_large_image" />
        {price}
        {feed}
        <DataBlock data=about.data />
    }
}

/// A block of data, which no browser runs: it carries no nonce, so that it could not even if it were something else.
#[component]
fn DataBlock(data: Value) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=inside_a_script(&data)></script> }
}

/// JSON in which no text can end the element around it.
fn inside_a_script(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_name_ends_the_block_around_it() {
        let data = json!({ "name": "</script><script>alert(1)</script><!-- & " });
        let inside = inside_a_script(&data);
        assert!(!inside.contains(['<', '>', '&']), "{inside}");
        assert_eq!(serde_json::from_str::<Value>(&inside).unwrap(), data);
    }
}
