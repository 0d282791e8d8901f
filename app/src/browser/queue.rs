//! Products that were confirmed on this phone and that the server does not have whole.

use super::{
    BrowserError,
    drawers::{Drawer, field, parsed, row},
};
use domain::{
    catalogue::{ListingForm, Wished},
    id::{ProductId, ShopId},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// A product that was confirmed on this phone, or another picture for one.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Made on this phone, so that sending twice lists once.
    pub product: ProductId,
    /// Whose shelf it is for: the phone may serve another shop tomorrow.
    pub shop: ShopId,
    /// As typed, and found good.
    pub form: ListingForm,
    /// Its picture, made small; none when it is sold without.
    pub picture: Option<Blob>,
    /// The product is on sale; only its picture is missing there.
    pub listed: bool,
    /// Its picture has to be taken again: the sentence that says why, empty for one that could not be made.
    pub redo: Option<String>,
    /// When it was confirmed, in milliseconds by this phone's clock.
    pub made: f64,
    /// It may have reached the server although we heard no answer.
    pub tried: bool,
    /// It stood on the shelf before: only its picture is new.
    pub stood: bool,
}

impl Waiting {
    /// The form as it is sent now.
    pub fn to_send(&self) -> ListingForm {
        ListingForm {
            shop: Some(self.shop),
            wished: wished(self.made),
            ..self.form.clone()
        }
    }
}

/// Keeps a product, or how far it has come.
pub async fn keep(waiting: &Waiting) -> Result<(), BrowserError> {
    let form = serde_json::to_string(&waiting.form).map_err(|error| BrowserError(error.to_string()))?;
    let row = row(&[
        ("product", waiting.product.to_string().into()),
        ("shop", waiting.shop.to_string().into()),
        ("form", form.into()),
        (
            "picture",
            waiting.picture.clone().map_or(JsValue::NULL, JsValue::from),
        ),
        ("listed", waiting.listed.into()),
        ("redo", waiting.redo.clone().map_or(JsValue::NULL, JsValue::from)),
        ("made", waiting.made.into()),
        ("stood", waiting.stood.into()),
        ("by", phone()),
    ])?;
    Drawer::Shots.put(&waiting.product.to_string(), &row).await
}

/// The server has all of it.
pub async fn forget(product: ProductId) -> Result<(), BrowserError> {
    Drawer::Shots.delete(&product.to_string()).await
}

/// What still waits here, the oldest first.
pub async fn all() -> Result<Vec<Waiting>, BrowserError> {
    let rows = Drawer::Shots.all().await?;
    Ok(rows.iter().filter_map(from_row).collect())
}

/// A row that another version wrote in a way we cannot read stays where it is.
fn from_row(row: &JsValue) -> Option<Waiting> {
    Some(Waiting {
        product: parsed(row, "product")?,
        shop: parsed(row, "shop")?,
        form: serde_json::from_str(&field(row, "form")?.as_string()?).ok()?,
        picture: field(row, "picture").and_then(|picture| picture.dyn_into().ok()),
        listed: field(row, "listed")?.as_bool()?,
        redo: field(row, "redo").and_then(|why| why.as_string()),
        made: field(row, "made")
            .and_then(|made| made.as_f64())
            .unwrap_or_else(js_sys::Date::now),
        // An earlier page may have sent it.
        tried: true,
        stood: field(row, "stood")
            .and_then(|stood| stood.as_bool())
            .unwrap_or(false),
    })
}

/// Which phone this is, for the worker, which cannot look it up.
pub(super) fn phone() -> JsValue {
    super::storage::device().map_or(JsValue::NULL, |device| device.to_string().into())
}

/// How long ago this phone's clock showed that, and whose clock it is.
pub fn wished(made: f64) -> Wished {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole milliseconds, at least none"
    )]
    Wished {
        by: super::storage::device(),
        age: (js_sys::Date::now() - made).max(0.0) as u64,
    }
}
