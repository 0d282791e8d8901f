//! A product as a shelf shows it.

use super::{Stock, Unit};
use crate::{
    id::{ProductId, ShopId},
    money::Price,
    photos::Photo,
    shops::ShopKind,
    text::Name,
};
use serde::{Deserialize, Serialize};

/// One article with the shop that sells it, as everybody may see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// Who it is.
    pub id: ProductId,
    /// Its place in addresses, unique in its shop.
    pub slug: String,
    /// None until the merchant names it; the shop's kind stands in.
    pub name: Option<Name>,
    /// What one unit costs.
    pub price: Price,
    /// What the price buys.
    pub unit: Unit,
    /// How much there is.
    pub stock: Stock,
    /// None until the picture has arrived.
    pub photo: Option<Photo>,
    /// Who sells it.
    pub shop: SoldBy,
}

/// Who sells a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldBy {
    /// Which shop.
    pub id: ShopId,
    /// Its place in addresses.
    pub slug: String,
    /// Its sign.
    pub name: Name,
    /// What it mainly sells.
    pub kind: ShopKind,
}
