//! Changes of products that were made on this phone and that the server has not answered yet.

use super::{
    BrowserError,
    drawers::{Drawer, field, parsed, row},
    queue::{phone, wished},
};
use domain::{
    catalogue::{Edit, Wish},
    id::{EditId, ProductId, ShopId},
};
use wasm_bindgen::JsValue;

/// A change that was wished on this phone.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Made on this phone, so that asking twice does it once; older ones are smaller.
    pub id: EditId,
    /// Whose shelf it is about.
    pub shop: ShopId,
    /// What it is about.
    pub product: ProductId,
    /// What is wished.
    pub wish: Wish,
    /// When, in milliseconds by this phone's clock.
    pub made: f64,
}

impl Wanted {
    /// The change as it is sent now.
    pub fn to_send(&self) -> Edit {
        Edit {
            id: self.id,
            shop: Some(self.shop),
            product: self.product,
            wished: wished(self.made),
            wish: self.wish.clone(),
        }
    }
}

/// Keeps a change.
pub async fn keep(wanted: &Wanted) -> Result<(), BrowserError> {
    let wish = serde_json::to_string(&wanted.wish).map_err(|error| BrowserError(error.to_string()))?;
    let row = row(&[
        ("id", wanted.id.to_string().into()),
        ("shop", wanted.shop.to_string().into()),
        ("product", wanted.product.to_string().into()),
        ("wish", wish.into()),
        ("made", wanted.made.into()),
        ("by", phone()),
    ])?;
    Drawer::Edits.put(&wanted.id.to_string(), &row).await
}

/// The server has answered.
pub async fn forget(id: EditId) -> Result<(), BrowserError> {
    Drawer::Edits.delete(&id.to_string()).await
}

/// What still waits here, in the order in which it was wished.
pub async fn all() -> Result<Vec<Wanted>, BrowserError> {
    let rows = Drawer::Edits.all().await?;
    Ok(rows.iter().filter_map(from_row).collect())
}

fn from_row(row: &JsValue) -> Option<Wanted> {
    Some(Wanted {
        id: parsed(row, "id")?,
        shop: parsed(row, "shop")?,
        product: parsed(row, "product")?,
        wish: serde_json::from_str(&field(row, "wish")?.as_string()?).ok()?,
        made: field(row, "made")?.as_f64()?,
    })
}
