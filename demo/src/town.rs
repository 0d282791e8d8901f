//! The demo town's words: Dourdan, thirteen shops, ten products each. Its names besides "La pause" are invented.

use crate::drawing::Picture;
use serde::Deserialize;

/// The town with all its shops.
#[derive(Debug, Deserialize)]
pub struct Dourdan {
    /// The commune.
    pub town: Town,
    /// In the order in which they are claimed.
    pub shops: Vec<Shop>,
}

/// A commune.
#[derive(Debug, Deserialize)]
pub struct Town {
    pub name: String,
    pub slug: String,
    pub insee_code: String,
    pub postcodes: String,
    pub time_zone: String,
    /// Name of the official who invited everybody.
    pub official: String,
}

/// A shop with its shelf.
#[derive(Debug, Deserialize)]
pub struct Shop {
    pub name: String,
    /// A word of the domain's list of kinds.
    pub kind: String,
    pub address: String,
    /// From the numbers set aside for fiction.
    pub phone: String,
    pub latitude: f64,
    pub longitude: f64,
    /// OpenStreetMap syntax.
    pub hours: String,
    pub about: String,
    /// By which right it sells alcohol: a word of the domain's list of licences; empty: nobody asked.
    #[serde(default)]
    pub licence: String,
    pub products: Vec<Product>,
}

/// A product as its merchant would type it.
#[derive(Debug, Deserialize)]
pub struct Product {
    pub name: String,
    /// "4,50".
    pub price: String,
    /// A word of the domain's list of units.
    pub unit: String,
    /// `always`, `plenty`, `few`, or a count of pieces.
    pub stock: String,
    /// A word of the domain's list of categories, where it is not what the shop usually sells.
    #[serde(default)]
    pub category: String,
    /// Words of the domain's list of allergens, or `none`; empty: its merchant has not said yet.
    #[serde(default)]
    pub allergens: String,
    /// "5,5", of what is drunk by adults.
    #[serde(default)]
    pub strength: String,
    /// Who makes it: name, address and site, with semicolons between them.
    #[serde(default)]
    pub maker: String,
    /// What the package says, or `none`; empty: its merchant has not said yet.
    #[serde(default)]
    pub warnings: String,
    /// What to draw.
    #[serde(flatten)]
    pub picture: Picture,
}

/// The demo town, read from the words beside this crate.
pub fn dourdan() -> Result<Dourdan, toml::de::Error> {
    toml::from_str(include_str!("../dourdan.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn thirteen_shops_have_ten_products_each() {
        let dourdan = dourdan().unwrap();
        assert_eq!(dourdan.shops.len(), 13);
        for shop in &dourdan.shops {
            let names: HashSet<&str> = shop
                .products
                .iter()
                .map(|product| product.name.as_str())
                .collect();
            assert_eq!(names.len(), 10, "{}", shop.name);
            assert!(
                shop.phone.starts_with("01 99 00 "),
                "{} has a phone that may be somebody's",
                shop.name
            );
        }
    }
}
