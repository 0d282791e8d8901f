//! Addresses for programs, in their first version.

use super::API;

/// The page that explains them to people.
pub const PAGE: &str = API;
/// Below this, programs read what shoppers see.
pub const V1: &str = "/api/v1";
/// All of it in the words of OpenAPI.
pub const DOCUMENT: &str = "/api/v1/openapi.json";
/// All towns.
pub const TOWNS: &str = "/api/v1/towns";

/// A town's shops.
pub fn shops(town: &str) -> String {
    format!("{TOWNS}/{town}/shops")
}

/// One shop with its hours.
pub fn shop(town: &str, shop: &str) -> String {
    format!("{}/{shop}", shops(town))
}

/// What can be bought in a town.
pub fn of_town(town: &str) -> String {
    format!("{TOWNS}/{town}/products")
}

/// What can be bought in a shop.
pub fn of_shop(town: &str, name: &str) -> String {
    format!("{}/products", shop(town, name))
}

/// One product.
pub fn product(town: &str, shop: &str, product: &str) -> String {
    format!("{}/{product}", of_shop(town, shop))
}
