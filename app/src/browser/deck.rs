//! Pictures that wait for a price: taken in a row, chosen from the gallery, or shared to Halle from another app.

use super::{
    BrowserError,
    drawers::{Drawer, field, parsed, row},
};
use domain::id::ShopId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The most pictures that wait at once.
pub const MOST: usize = 30;

/// A picture that waits for a price.
#[derive(Clone, Debug)]
pub struct Card {
    /// Made on this phone; older cards have smaller ones.
    pub id: String,
    /// None for a picture that was shared from another app: whoever opens the counter next takes it.
    pub shop: Option<ShopId>,
    /// The picture, made small, or as the other app gave it.
    pub picture: Blob,
}

/// Keeps a card.
pub async fn keep(card: &Card) -> Result<(), BrowserError> {
    let row = row(&[
        ("id", card.id.clone().into()),
        (
            "shop",
            card.shop.map_or(JsValue::NULL, |shop| shop.to_string().into()),
        ),
        ("picture", card.picture.clone().into()),
    ])?;
    Drawer::Deck.put(&card.id, &row).await
}

/// It has a price now, or was thrown away.
pub async fn forget(id: &str) -> Result<(), BrowserError> {
    Drawer::Deck.delete(id).await
}

/// The cards of a shop, the oldest first.
pub async fn of_shop(shop: ShopId) -> Result<Vec<Card>, BrowserError> {
    let rows = Drawer::Deck.all().await?;
    let cards = rows.iter().filter_map(|row| {
        Some(Card {
            id: field(row, "id")?.as_string()?,
            shop: parsed(row, "shop"),
            picture: field(row, "picture")?.dyn_into().ok()?,
        })
    });
    Ok(cards
        .filter(|card| card.shop.is_none_or(|its| its == shop))
        .collect())
}
