//! The picture beside a link, before its photographs are read. In French whoever asks: a picture that is shown in a group
//! of friends is made once.

use crate::{i18n::Locale, speech, state::House};
use domain::{catalogue::Product, photos::Photo, shops::Shop, towns::Town};
use leptos_i18n::td_string;
use printing::{Card, Cell, Slate};
use services::{
    photos::{PhotoFormat, PhotoHash, PhotoStoreError},
    secret,
};

const LOCALE: Locale = Locale::fr;
/// Photographs that share the square.
const SHARE: usize = 4;

/// What a card shows.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The photographs by their hashes.
    photos: Vec<Option<String>>,
    card: Card,
}

impl Sketch {
    /// A product with its price.
    pub fn of_product(town: &Town, product: &Product) -> Self {
        let name = speech::name_or_kind(LOCALE, product.name.as_ref(), product.shop.kind);
        let below = format!("{}, {}", product.shop.name, town.name);
        Self::new(town, std::iter::once(product), (String::new(), name, below))
    }

    /// A shop: its picture, or the newest of its shelf.
    pub fn of_shop(town: &Town, shop: &Shop, cover: Option<&Photo>, products: &[Product]) -> Self {
        let words = (
            speech::kind(LOCALE, shop.kind).to_owned(),
            shop.name.to_string(),
            town.name.clone(),
        );
        let mut sketch = Self::new(town, few(products), words);
        if let Some(cover) = cover {
            sketch.photos = vec![Some(cover.hash.clone())];
            sketch.card.cells = vec![Cell {
                photo: None,
                slate: None,
            }];
        }
        sketch
    }

    /// A town: the newest of its stalls.
    pub fn of_town(town: &Town, products: &[Product]) -> Self {
        let words = (
            td_string!(LOCALE, town.kicker).to_owned(),
            town.name.clone(),
            td_string!(LOCALE, abroad.card_town).to_owned(),
        );
        let mut sketch = Self::new(town, few(products), words);
        // It says so above already.
        td_string!(LOCALE, page.brand).clone_into(&mut sketch.card.market);
        sketch
    }

    fn new<'p>(
        town: &Town,
        products: impl Iterator<Item = &'p Product>,
        (above, title, below): (String, String, String),
    ) -> Self {
        let (photos, cells) = products
            .map(|product| {
                let cell = Cell {
                    photo: None,
                    slate: Some(slate(product)),
                };
                (product.photo.as_ref().map(|photo| photo.hash.clone()), cell)
            })
            .unzip();
        Self {
            photos,
            card: Card {
                cells,
                above,
                title,
                below,
                sentence: td_string!(LOCALE, abroad.card_sentence).to_owned(),
                market: td_string!(LOCALE, town.title, town = town.name.clone()),
            },
        }
    }

    /// Twelve digits that change whenever the picture does.
    pub fn version(&self) -> String {
        let mut version = secret::hash(format!("1 {:?} {:?}", self.photos, self.card).as_bytes());
        version.truncate(12);
        version
    }

    /// The card with its photographs. One that is not in the store is left out.
    pub async fn with_photos(self, house: &House) -> Result<Card, PhotoStoreError> {
        let mut card = self.card;
        // Two to a square of 630 pixels: the middle size is enough for a quarter.
        let width = if card.cells.len() > 1 { 640 } else { 1200 };
        for (cell, hash) in card.cells.iter_mut().zip(self.photos) {
            let Some(hash) = hash.and_then(|hash| hash.parse::<PhotoHash>().ok()) else {
                continue;
            };
            let file = house.photos.read(&hash, width, PhotoFormat::Jpeg).await?;
            cell.photo = file.map(Vec::from);
        }
        Ok(card)
    }
}

/// Four that have a photograph, or the first alone.
fn few(products: &[Product]) -> impl Iterator<Item = &Product> {
    let shown: Vec<&Product> = products
        .iter()
        .filter(|product| product.photo.is_some())
        .take(SHARE)
        .collect();
    let count = if shown.len() == SHARE { SHARE } else { 1 };
    shown.into_iter().take(count)
}

fn slate(product: &Product) -> Slate {
    let (euros, cents) = speech::price_parts(LOCALE, product.price.cents());
    Slate {
        euros,
        cents,
        unit: speech::unit(LOCALE, product.unit).to_owned(),
    }
}
