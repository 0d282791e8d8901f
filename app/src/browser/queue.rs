//! What this phone still has to send, kept in `IndexedDB` until the server has it: a locked phone, a closed page or a
//! network that is gone for a day lose nothing. The database is opened for each step and closed again, because some
//! browsers drop a connection that slept in the background.

use super::{BrowserError, missing};
use domain::{
    catalogue::ListingForm,
    id::{ProductId, ShopId},
};
use idb::{Database, ObjectStore, Transaction, TransactionMode};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, window};

const DATABASE: &str = "halle";
const SHOTS: &str = "shots";

/// A product that was confirmed on this phone.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Made on this phone, so that sending twice lists once.
    pub product: ProductId,
    /// Whose shelf it is for: the phone may serve another shop tomorrow.
    pub shop: ShopId,
    /// As typed, and found good.
    pub form: ListingForm,
    /// Its picture, made small.
    pub picture: Blob,
    /// The product is on sale; only its picture is missing there.
    pub listed: bool,
}

impl From<idb::Error> for BrowserError {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

/// Keeps a product, or how far it has come.
pub async fn keep(waiting: &Waiting) -> Result<(), BrowserError> {
    let (database, transaction) = open(TransactionMode::ReadWrite).await?;
    let row = to_row(waiting)?;
    transaction
        .object_store(SHOTS)?
        .put(&row, Some(&key(waiting.product)))?
        .await?;
    close(&database, transaction).await
}

/// The server has all of it.
pub async fn forget(product: ProductId) -> Result<(), BrowserError> {
    let (database, transaction) = open(TransactionMode::ReadWrite).await?;
    transaction.object_store(SHOTS)?.delete(key(product))?.await?;
    close(&database, transaction).await
}

/// What still waits for this shop, the oldest first.
pub async fn of_shop(shop: ShopId) -> Result<Vec<Waiting>, BrowserError> {
    let (database, transaction) = open(TransactionMode::ReadOnly).await?;
    let rows = transaction.object_store(SHOTS)?.get_all(None, None)?.await?;
    close(&database, transaction).await?;
    Ok(rows
        .iter()
        .filter_map(from_row)
        .filter(|waiting| waiting.shop == shop)
        .collect())
}

/// Asks the browser not to clear this away when it runs out of room; it may say no.
pub fn ask_to_stay() {
    if let Some(window) = window() {
        // The answer changes nothing of what we do.
        let _ = window.navigator().storage().persist();
    }
}

async fn open(mode: TransactionMode) -> Result<(Database, Transaction), BrowserError> {
    let database = Database::builder(DATABASE)
        .version(1)
        .add_object_store(ObjectStore::builder(SHOTS))
        .build()
        .await?;
    let transaction = database.transaction(&[SHOTS], mode)?;
    Ok((database, transaction))
}

async fn close(database: &Database, transaction: Transaction) -> Result<(), BrowserError> {
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

fn key(product: ProductId) -> JsValue {
    product.to_string().into()
}

fn to_row(waiting: &Waiting) -> Result<JsValue, BrowserError> {
    let form = serde_json::to_string(&waiting.form).map_err(|error| BrowserError(error.to_string()))?;
    let row = Object::new();
    Reflect::set(&row, &"product".into(), &key(waiting.product))?;
    Reflect::set(&row, &"shop".into(), &waiting.shop.to_string().into())?;
    Reflect::set(&row, &"form".into(), &form.into())?;
    Reflect::set(&row, &"picture".into(), &waiting.picture)?;
    Reflect::set(&row, &"listed".into(), &waiting.listed.into())?;
    Ok(row.into())
}

/// A row that another version wrote in a way we cannot read stays where it is.
fn from_row(row: &JsValue) -> Option<Waiting> {
    let field = |name: &str| Reflect::get(row, &name.into()).ok();
    Some(Waiting {
        product: field("product")?.as_string()?.parse().ok()?,
        shop: field("shop")?.as_string()?.parse().ok()?,
        form: serde_json::from_str(&field("form")?.as_string()?).ok()?,
        picture: field("picture")?.dyn_into().ok()?,
        listed: field("listed")?.as_bool()?,
    })
}

/// A product that was just confirmed. Nothing without an id is ever confirmed.
pub fn confirmed(shop: ShopId, form: ListingForm, picture: Blob) -> Result<Waiting, BrowserError> {
    let product = form.product.ok_or_else(|| missing("product id"))?;
    Ok(Waiting {
        product,
        shop,
        form,
        picture,
        listed: false,
    })
}
