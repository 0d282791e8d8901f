//! Products, shops and towns in the words of schema.org, as search engines read them.

use super::about::Crumb;
use crate::{i18n::Locale, routes, speech, state::House};
use chrono::NaiveDate;
use domain::{
    catalogue::{Product, Stock, Unit},
    duties::Label,
    money::Cents,
    photos::Photo,
    shops::{Closures, Shop, ShopKind},
    towns::Town,
};
use serde_json::{Map, Value, json};
use services::pickup;

/// Monday first.
const DAYS: [&str; 7] = [
    "https://schema.org/Monday",
    "https://schema.org/Tuesday",
    "https://schema.org/Wednesday",
    "https://schema.org/Thursday",
    "https://schema.org/Friday",
    "https://schema.org/Saturday",
    "https://schema.org/Sunday",
];

/// A product's page: what it is, what it costs, whether there is some, and where.
pub fn of_product(
    house: &House,
    locale: Locale,
    (town, shop, product, label): (&Town, &Shop, &Product, &Label),
    today: NaiveDate,
    crumbs: &[Crumb],
) -> Value {
    let address = house.absolute(&routes::product(&town.slug, &shop.slug, &product.slug));
    let mut offer = json!({
        "@type": "Offer",
        "url": address,
        "price": amount(product.price.cents()),
        "priceCurrency": "EUR",
        "availability": availability(product.stock),
        "availableDeliveryMethod": "https://schema.org/OnSitePickup",
        "seller": { "@id": id_of_shop(house, town, shop) },
    });
    if let Some(compared) = by_measure(product) {
        offer["priceSpecification"] = compared;
    }
    let mut about = json!({
        "@type": "Product",
        "@id": format!("{address}#product"),
        "url": address,
        "name": speech::name_or_kind(locale, product.name.as_ref(), shop.kind),
        "category": speech::category(locale, product.category),
        "offers": offer,
    });
    if let Some(photo) = &product.photo {
        about["image"] = json!([house.absolute(&photo.url(1200, "jpg"))]);
    }
    if let Some(maker) = &label.maker {
        about["manufacturer"] = json!({
            "@type": "Organization",
            "name": maker.name.as_str(),
            "address": maker.address.as_str(),
        });
    }
    if let Some(strength) = label.strength {
        about["additionalProperty"] = json!([{
            "@type": "PropertyValue",
            "name": "alcoholByVolume",
            "value": f64::from(strength.tenths()) / 10.0,
            "unitText": "%",
        }]);
    }
    graph([
        about,
        business(house, town, shop, None, today),
        breadcrumbs(house, crumbs),
    ])
}

/// A shop's page: what it sells, where it is, when its door is open.
pub fn of_shop(
    house: &House,
    (town, shop): (&Town, &Shop),
    picture: Option<&Photo>,
    today: NaiveDate,
    crumbs: &[Crumb],
) -> Value {
    graph([
        business(house, town, shop, picture, today),
        breadcrumbs(house, crumbs),
    ])
}

/// A town's page: the market, and what arrived last.
pub fn of_town(house: &House, town: &Town, products: &[Product], crumbs: &[Crumb]) -> Value {
    let address = house.absolute(&routes::town(&town.slug));
    let items = products.iter().enumerate().map(|(at, product)| {
        let path = routes::product(&town.slug, &product.shop.slug, &product.slug);
        json!({ "@type": "ListItem", "position": at + 1, "url": house.absolute(&path) })
    });
    let page = json!({
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": crumbs.first().map(|here| here.name.as_str()),
        "about": { "@type": "City", "name": town.name },
        "mainEntity": { "@type": "ItemList", "itemListElement": items.collect::<Vec<_>>() },
    });
    graph([page, breadcrumbs(house, crumbs)])
}

fn graph<const N: usize>(things: [Value; N]) -> Value {
    json!({ "@context": "https://schema.org", "@graph": things.as_slice() })
}

fn breadcrumbs(house: &House, crumbs: &[Crumb]) -> Value {
    let steps = crumbs.iter().enumerate().map(|(at, crumb)| {
        json!({
            "@type": "ListItem",
            "position": at + 1,
            "name": crumb.name,
            "item": house.absolute(&crumb.path),
        })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>() })
}

fn id_of_shop(house: &House, town: &Town, shop: &Shop) -> String {
    format!("{}#shop", house.absolute(&routes::shop(&town.slug, &shop.slug)))
}

fn business(house: &House, town: &Town, shop: &Shop, picture: Option<&Photo>, today: NaiveDate) -> Value {
    let mut about = Map::new();
    let mut say = |what: &str, value: Value| about.insert(what.to_owned(), value);
    say("@type", json!(kind(shop.kind)));
    say("@id", json!(id_of_shop(house, town, shop)));
    say("name", json!(shop.name.as_str()));
    say(
        "url",
        json!(house.absolute(&routes::shop(&town.slug, &shop.slug))),
    );
    let mut address = json!({
        "@type": "PostalAddress",
        "addressLocality": town.name,
        "addressCountry": "FR",
    });
    if !shop.address.is_empty() {
        address["streetAddress"] = json!(shop.address);
    }
    say("address", address);
    if let Some(phone) = &shop.phone {
        say("telephone", json!(phone.as_str()));
    }
    if !shop.about.is_empty() {
        say("description", json!(shop.about));
    }
    if let Some(picture) = picture {
        say("image", json!([house.absolute(&picture.url(1200, "jpg"))]));
    }
    let week = week(shop);
    if !week.is_empty() {
        say("openingHoursSpecification", json!(week));
    }
    let closed = closings(shop, today);
    if !closed.is_empty() {
        say("specialOpeningHoursSpecification", json!(closed));
    }
    Value::Object(about)
}

/// The nearest of the kinds of shop that search engines know.
const fn kind(kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Grocer | ShopKind::Cheese | ShopKind::MarketGarden | ShopKind::Butcher => "GroceryStore",
        ShopKind::Bakery => "Bakery",
        ShopKind::Wine => "LiquorStore",
        ShopKind::Brewery => "Brewery",
        ShopKind::Tea => "CafeOrCoffeeShop",
        ShopKind::Florist => "Florist",
        ShopKind::Books => "BookStore",
        ShopKind::Toys => "ToyStore",
        ShopKind::Clothes => "ClothingStore",
        ShopKind::Hardware => "HardwareStore",
        ShopKind::Other => "Store",
    }
}

/// An ordinary week, one entry for each stretch of a day.
fn week(shop: &Shop) -> Vec<Value> {
    let usual = pickup::usual_week(&shop.hours).filter(|_| shop.has_hours());
    let days = usual.map(|week| week.form().days).unwrap_or_default();
    let open = days.into_iter().zip(DAYS).flat_map(|(stretches, day)| {
        let filled = stretches.into_iter().filter(|stretch| !stretch.from.is_empty());
        filled.map(move |stretch| {
            json!({
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": day,
                "opens": stretch.from,
                // Midnight ends the day, and does not begin it.
                "closes": if stretch.to == "00:00" { "23:59" } else { &stretch.to },
            })
        })
    });
    open.collect()
}

/// Days on which it stays closed: open for no time at all, as search engines want it said.
fn closings(shop: &Shop, today: NaiveDate) -> Vec<Value> {
    let (_, closures) = Closures::split(&shop.hours);
    let closed = closures.coming(today).map(|closure| {
        json!({
            "@type": "OpeningHoursSpecification",
            "opens": "00:00",
            "closes": "00:00",
            "validFrom": closure.first.to_string(),
            "validThrough": closure.last.to_string(),
        })
    });
    closed.collect()
}

fn availability(stock: Stock) -> &'static str {
    match stock.as_told() {
        stock if stock.on_offer() == 0 => "https://schema.org/OutOfStock",
        Stock::Few | Stock::Pieces(_) => "https://schema.org/LimitedAvailability",
        _ => "https://schema.org/InStock",
    }
}

fn amount(price: Cents) -> String {
    format!("{}.{:02}", price.euros(), price.rest())
}

/// What a kilogram or a litre costs, or whatever the price is for.
fn by_measure(product: &Product) -> Option<Value> {
    let (price, unit) = match product.unit {
        Unit::Piece => product
            .unit_price()
            .map(|compared| (compared.price, compared.per))?,
        unit => (product.price.cents(), unit),
    };
    let (value, code) = match unit {
        Unit::Piece => return None,
        Unit::Kilogram => (1, "KGM"),
        Unit::HundredGrams => (100, "GRM"),
        Unit::Litre => (1, "LTR"),
    };
    Some(json!({
        "@type": "UnitPriceSpecification",
        "price": amount(price),
        "priceCurrency": "EUR",
        "referenceQuantity": { "@type": "QuantitativeValue", "value": value, "unitCode": code },
    }))
}
