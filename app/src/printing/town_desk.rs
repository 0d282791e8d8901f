//! What the town hall prints for everybody: the posters of all shops, and the market's catalogue.

use super::{
    Few, Order,
    desk::{NothingToPrint, poster_at, poster_of, unit},
};
use crate::{error::ApiError, i18n::Locale, routes, speech, state::House};
use ::printing::{Catalogue, Good, Paper, Posters, Section};
use domain::{catalogue::Product, shops::Shop, towns::Town, visits::CameBy};
use leptos_i18n::td_string;
use services::{
    accounts::OfficialOf,
    catalogue::{self, Leaf},
    error::{Error, Failed},
    photos::{PhotoFormat, PhotoHash},
    pickup, shops, towns,
};

/// Products in one catalogue: fifty pages.
pub const MOST: usize = 600;
/// With more than these, photographs are laid in smaller, so that the file can still be sent.
const SHARP: usize = 150;

/// A page for the window of each shop that is on the market, by name.
pub async fn posters(
    house: &House,
    who: &OfficialOf,
    paper: Paper,
    locale: Locale,
) -> Result<Posters, ApiError<NothingToPrint>> {
    let town = towns::by_id(house.db.read(), who.town()).await?;
    let shops = shops::in_town(house.db.read(), town.id).await?;
    if shops.is_empty() {
        return Err(ApiError::Refused(NothingToPrint));
    }
    Ok(Posters {
        title: td_string!(locale, town_papers.posters_title, town = town.name.clone()),
        language: locale.to_string(),
        posters: shops
            .iter()
            .map(|shop| poster_of(house, &town, shop, paper, locale))
            .collect(),
    })
}

/// The market's goods by shop or by aisle, the newest of each first; [`MOST`] at most.
pub async fn catalogue(
    house: &House,
    who: &OfficialOf,
    order: Order,
    few: Few,
    locale: Locale,
) -> Result<Catalogue, ApiError<NothingToPrint>> {
    let town = towns::by_id(house.db.read(), who.town()).await?;
    let mut stalls = match order {
        Order::Shops => by_shop(house, &town, few, locale).await?,
        Order::Aisles => by_aisle(house, &town, few, locale).await?,
    };
    keep(&mut stalls, MOST);
    let count: usize = stalls.iter().map(|(_, products)| products.len()).sum();
    if count == 0 {
        return Err(ApiError::Refused(NothingToPrint));
    }
    let width = if count > SHARP { 320 } else { 640 };
    let mut sections = Vec::with_capacity(stalls.len());
    for (mut section, products) in stalls {
        for product in &products {
            let photo = photo(house, product, width).await?;
            section
                .goods
                .push(good(house, locale, &town, product, photo, order));
        }
        sections.push(section);
    }
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let below = td_string!(
        locale,
        town_papers.cover,
        products = speech::products(locale, count as u64),
        date = speech::date(locale, today)
    );
    let sign = td_string!(locale, printing.market, town = town.name.clone());
    Ok(Catalogue {
        cover: poster_at(
            house,
            &town,
            &routes::town(&town.slug),
            (sign, below),
            Paper::A4,
            locale,
        ),
        sections,
    })
}

type Stall = (Section, Vec<Product>);

async fn by_shop(house: &House, town: &Town, few: Few, locale: Locale) -> Result<Vec<Stall>, Error> {
    let mut stalls = Vec::new();
    for shop in shops::in_town(house.db.read(), town.id).await? {
        let products = catalogue::in_shop(house.db.read(), shop.id, few.each()).await?;
        stalls.push((of_shop(house, town, &shop, locale), products));
    }
    Ok(stalls)
}

async fn by_aisle(house: &House, town: &Town, few: Few, locale: Locale) -> Result<Vec<Stall>, Error> {
    let mut stalls = Vec::new();
    for (category, _) in catalogue::aisles(house.db.read(), town.id).await? {
        let leaf = Leaf {
            number: 1,
            size: few.each(),
        };
        let shelf = catalogue::in_aisle(house.db.read(), town.id, category, leaf).await?;
        let title = speech::category(locale, category).to_owned();
        let link = house.absolute(&routes::aisle(&town.slug, category));
        let square = td_string!(locale, printing.square_of, product = title.clone());
        let section = Section {
            title,
            words: Vec::new(),
            square: Some((square, CameBy::Poster.note(&link))),
            goods: Vec::new(),
        };
        stalls.push((section, shelf.products));
    }
    Ok(stalls)
}

/// A shop's head: what it is, where, and when its door is open in an ordinary week.
fn of_shop(house: &House, town: &Town, shop: &Shop, locale: Locale) -> Section {
    let facts = [
        speech::kind(locale, shop.kind).to_owned(),
        shop.address.clone(),
        shop.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let week = pickup::usual_week(&shop.hours).filter(|_| shop.has_hours());
    let link = house.absolute(&routes::shop(&town.slug, &shop.slug));
    Section {
        title: shop.name.to_string(),
        words: std::iter::once(facts.join(" · "))
            .chain(week.map(|week| speech::week(locale, &week)))
            .filter(|words| !words.is_empty())
            .collect(),
        square: Some((
            td_string!(locale, printing.square, shop = shop.name.to_string()),
            CameBy::Poster.note(&link),
        )),
        goods: Vec::new(),
    }
}

/// Every stall gives up its oldest until all of them together are no more than `most`.
fn keep<S, P>(stalls: &mut [(S, Vec<P>)], most: usize) {
    let mut each = stalls
        .iter()
        .map(|(_, products)| products.len())
        .max()
        .unwrap_or(0);
    let kept = |each: usize, stalls: &[(S, Vec<P>)]| -> usize {
        stalls.iter().map(|(_, products)| products.len().min(each)).sum()
    };
    while kept(each, stalls) > most {
        each -= 1;
    }
    for (_, products) in stalls {
        products.truncate(each);
    }
}

async fn photo(house: &House, product: &Product, width: u32) -> Result<Option<Vec<u8>>, Failed> {
    let hash = product
        .photo
        .as_ref()
        .and_then(|photo| photo.hash.parse::<PhotoHash>().ok());
    let Some(hash) = hash else { return Ok(None) };
    let file = house.photos.read(&hash, width, PhotoFormat::Jpeg).await;
    Ok(file.map_err(Failed::new)?.map(Vec::from))
}

fn good(
    house: &House,
    locale: Locale,
    town: &Town,
    product: &Product,
    photo: Option<Vec<u8>>,
    order: Order,
) -> Good {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let (euros, cents) = speech::price_parts(locale, product.price.cents());
    let page = routes::product(&town.slug, &product.shop.slug, &product.slug);
    Good {
        photo,
        alt: td_string!(locale, town_papers.photo, product = name.clone()),
        shop: match order {
            Order::Shops => String::new(),
            Order::Aisles => product.shop.name.to_string(),
        },
        euros,
        cents,
        unit: unit(locale, product),
        square: td_string!(locale, printing.square_of, product = name.clone()),
        link: CameBy::Poster.note(&house.absolute(&page)),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::keep;

    #[test]
    fn long_stalls_give_up_their_oldest_before_short_ones_give_up_anything() {
        let mut stalls = vec![
            ("a", (0..50).collect()),
            ("b", vec![0, 1]),
            ("c", (0..20).collect()),
        ];
        keep::<_, u32>(&mut stalls, 32);
        let lengths: Vec<usize> = stalls.iter().map(|(_, products)| products.len()).collect();
        assert_eq!(lengths, [15, 2, 15]);
        assert_eq!(stalls[0].1[0], 0);
        keep(&mut stalls, 0);
        assert!(stalls.iter().all(|(_, products)| products.is_empty()));
    }
}
