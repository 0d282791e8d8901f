//! A product as a shelf shows it.

use super::{Category, Content, Stock, Unit, UnitPrice, is_stale, unit_price};
use crate::{
    id::{ProductId, ShopId},
    money::Price,
    photos::Photo,
    pickup::Lead,
    shops::ShopKind,
    text::Name,
};
use chrono::{DateTime, Utc};
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
    /// What it cost before a reduction that its merchant announced, as the law compares; none: there is none.
    #[serde(default)]
    pub reduced_from: Option<Price>,
    /// What the price buys.
    pub unit: Unit,
    /// How much is in one piece.
    pub content: Option<Content>,
    /// How much there is.
    pub stock: Stock,
    /// None until the picture has arrived.
    pub photo: Option<Photo>,
    /// Where shoppers look for it.
    pub category: Category,
    /// When its merchant last said that it is there.
    pub confirmed_at: DateTime<Utc>,
    /// What it needs to be prepared, when that is not the shop's usual time.
    pub lead: Option<Lead>,
    /// Who sells it.
    pub shop: SoldBy,
}

impl Product {
    /// What a kilogram or a litre of it costs, where that helps to compare.
    pub fn unit_price(&self) -> Option<UnitPrice> {
        unit_price(self.price, self.unit, self.content)
    }

    /// Whether nobody said for days that it is there.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        is_stale(self.shop.kind, self.confirmed_at, now)
    }
}

/// One article as its merchant sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shelved {
    /// What everybody would see.
    pub product: Product,
    /// Out of shoppers' sight.
    pub hidden: bool,
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
