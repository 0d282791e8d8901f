//! What is new in a town or in a shop, as RSS. In French: readers fetch a feed for all its subscribers.

use super::xml::escaped;
use crate::{i18n::Locale, routes, speech, state::House};
use chrono::{DateTime, Utc};
use domain::{catalogue::Product, towns::Town};
use futures::future::join_all;
use leptos_i18n::td_string;
use services::{
    catalogue,
    error::Error,
    photos::{PhotoFormat, PhotoHash},
    shops, towns,
};
use std::fmt::Write;

const LOCALE: Locale = Locale::fr;
/// As many as fit on a town's page twice over.
const ITEMS: u64 = 50;
/// Wide enough for a reader's column.
const PICTURE: u32 = 640;

/// A feed's own words.
struct Channel {
    title: String,
    /// Address of the page that it follows.
    page: String,
    /// Its own.
    itself: String,
    with_shop: bool,
}

/// The feed of a town.
pub async fn town_feed(house: &House, town: &str) -> Result<String, Error> {
    let town = towns::by_slug(house.db.read(), town).await?;
    let items = catalogue::arrivals(house.db.read(), town.id, None, ITEMS).await?;
    let page = routes::town(&town.slug);
    let channel = Channel {
        title: td_string!(LOCALE, abroad.feed_town, town = town.name.clone()),
        itself: house.absolute(&routes::feed(&page)),
        page: house.absolute(&page),
        with_shop: true,
    };
    Ok(write(house, &town, &channel, items).await)
}

/// The feed of a shop.
pub async fn shop_feed(house: &House, town: &str, shop: &str) -> Result<String, Error> {
    let town = towns::by_slug(house.db.read(), town).await?;
    let shop = shops::by_slug(house.db.read(), town.id, shop).await?;
    let items = catalogue::arrivals(house.db.read(), town.id, Some(shop.id), ITEMS).await?;
    let page = routes::shop(&town.slug, &shop.slug);
    let name = shop.name.to_string();
    let channel = Channel {
        title: td_string!(LOCALE, abroad.feed_shop, shop = name, town = town.name.clone()),
        itself: house.absolute(&routes::feed(&page)),
        page: house.absolute(&page),
        with_shop: false,
    };
    Ok(write(house, &town, &channel, items).await)
}

async fn write(
    house: &House,
    town: &Town,
    channel: &Channel,
    items: Vec<(DateTime<Utc>, Product)>,
) -> String {
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n\
         <title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<language>{LOCALE}</language>\n\
         <ttl>15</ttl>\n<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        escaped(&channel.title),
        escaped(&channel.page),
        td_string!(LOCALE, abroad.feed_words),
        escaped(&channel.itself),
    );
    if let Some((newest, _)) = items.first() {
        // Writing into a string never fails, here and below.
        let _ = writeln!(feed, "<lastBuildDate>{}</lastBuildDate>", newest.to_rfc2822());
    }
    let items = items
        .iter()
        .map(|(listed_at, product)| item(house, town, channel, *listed_at, product));
    for item in join_all(items).await {
        feed.push_str(&item);
    }
    feed.push_str("</channel></rss>\n");
    feed
}

async fn item(
    house: &House,
    town: &Town,
    channel: &Channel,
    listed_at: DateTime<Utc>,
    product: &Product,
) -> String {
    let name = speech::name_or_kind(LOCALE, product.name.as_ref(), product.shop.kind);
    let price = format!(
        "{} {}",
        speech::euros(LOCALE, product.price.cents()),
        speech::unit(LOCALE, product.unit)
    );
    let mut says = vec![price.trim_end().to_owned()];
    if channel.with_shop {
        says.push(product.shop.name.to_string());
    }
    says.push(speech::stock(LOCALE, product.stock.as_told()));
    let address = house.absolute(&routes::product(&town.slug, &product.shop.slug, &product.slug));
    let mut item = format!(
        "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">urn:uuid:{}</guid>\
         <pubDate>{}</pubDate><category>{}</category><description>{}</description>",
        escaped(&format!("{name}, {}", price.trim_end())),
        escaped(&address),
        product.id,
        listed_at.to_rfc2822(),
        escaped(speech::category(LOCALE, product.category)),
        escaped(&says.join(" · ")),
    );
    if let Some((address, bytes)) = enclosure(house, product).await {
        let _ = write!(
            item,
            "<enclosure url=\"{}\" length=\"{bytes}\" type=\"image/jpeg\"/>",
            escaped(&address)
        );
    }
    item.push_str("</item>\n");
    item
}

/// Address and bytes of the product's picture; none while it is not there. Readers take 0 for bytes that nobody counted.
async fn enclosure(house: &House, product: &Product) -> Option<(String, u64)> {
    let photo = product.photo.as_ref()?;
    let hash: PhotoHash = photo.hash.parse().ok()?;
    let counted = house.photos.weight(&hash, PICTURE, PhotoFormat::Jpeg).await;
    let bytes = counted.unwrap_or(Some(0))?;
    Some((house.absolute(&photo.url(PICTURE, "jpg")), bytes))
}
