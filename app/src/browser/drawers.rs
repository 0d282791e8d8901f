//! What this phone keeps in `IndexedDB` until the server has it: a locked phone, a closed page or a network that is
//! gone for a day lose nothing. The database is opened for each step and closed again, because some browsers drop a
//! connection that slept in the background. The service worker opens the same one for pictures shared from elsewhere.

use super::BrowserError;
use idb::{Database, ObjectStore, Transaction, TransactionMode};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::window;

const DATABASE: &str = "halle";
const VERSION: u32 = 3;

/// One kind of thing that is kept, each row under its own id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawer {
    /// Products that were confirmed.
    Shots,
    /// Pictures that wait for a price.
    Deck,
    /// Changes of products.
    Edits,
    /// Calls at doors.
    Calls,
}

impl Drawer {
    const ALL: [Self; 4] = [Self::Shots, Self::Deck, Self::Edits, Self::Calls];

    const fn name(self) -> &'static str {
        match self {
            Self::Shots => "shots",
            Self::Deck => "deck",
            Self::Edits => "edits",
            Self::Calls => "calls",
        }
    }

    /// Puts a row in, or replaces it. An error means that it is not kept.
    pub(super) async fn put(self, key: &str, row: &JsValue) -> Result<(), BrowserError> {
        let (database, transaction) = self.open(TransactionMode::ReadWrite).await?;
        let store = transaction.object_store(self.name())?;
        store.put(row, Some(&key.into()))?.await?;
        close(&database, transaction).await
    }

    /// Takes a row out.
    pub(super) async fn delete(self, key: &str) -> Result<(), BrowserError> {
        let (database, transaction) = self.open(TransactionMode::ReadWrite).await?;
        let store = transaction.object_store(self.name())?;
        store.delete(JsValue::from_str(key))?.await?;
        close(&database, transaction).await
    }

    /// All rows by their keys, which the devices make so that older ones come first.
    pub(super) async fn all(self) -> Result<Vec<JsValue>, BrowserError> {
        let (database, transaction) = self.open(TransactionMode::ReadOnly).await?;
        let rows = transaction
            .object_store(self.name())?
            .get_all(None, None)?
            .await?;
        close(&database, transaction).await?;
        Ok(rows)
    }

    async fn open(self, mode: TransactionMode) -> Result<(Database, Transaction), BrowserError> {
        let mut database = Database::builder(DATABASE).version(VERSION);
        for drawer in Self::ALL {
            database = database.add_object_store(ObjectStore::builder(drawer.name()));
        }
        let database = database.build().await?;
        let transaction = database.transaction(&[self.name()], mode)?;
        Ok((database, transaction))
    }
}

async fn close(database: &Database, transaction: Transaction) -> Result<(), BrowserError> {
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

impl From<idb::Error> for BrowserError {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

/// A row of named fields.
pub(super) fn row(fields: &[(&str, JsValue)]) -> Result<JsValue, BrowserError> {
    let row = Object::new();
    for (name, value) in fields {
        Reflect::set(&row, &(*name).into(), value)?;
    }
    Ok(row.into())
}

/// A field of a row; none when another version wrote rows without it.
pub(super) fn field(row: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(row, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A field that is a text and reads as a `T`.
pub(super) fn parsed<T: std::str::FromStr>(row: &JsValue, name: &str) -> Option<T> {
    field(row, name)?.as_string()?.parse().ok()
}

/// Asks the browser not to clear this away when it runs out of room; it may say no.
pub fn ask_to_stay() {
    if let Some(window) = window() {
        // The answer changes nothing of what we do.
        let _ = window.navigator().storage().persist();
    }
}

/// Bytes that may still be kept here, as far as the browser tells.
pub async fn room() -> Option<f64> {
    let estimate = window()?.navigator().storage().estimate().ok()?;
    let told = wasm_bindgen_futures::JsFuture::from(estimate).await.ok()?;
    let number = |name: &str| field(&told, name)?.as_f64();
    Some(number("quota")? - number("usage")?)
}
