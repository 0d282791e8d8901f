//! What is written on an archive.

use super::tables::Whose;
use chrono::{DateTime, Utc};
use domain::id::{ShopId, TownId};
use serde::{Deserialize, Serialize};

/// Its file.
pub const LABEL: &str = "archive.json";
/// Of the shape of archives; another one is not read.
pub const FORMAT: u32 = 1;

/// Whose it is, of when, and how to know that it is still the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// [`FORMAT`].
    pub format: u32,
    /// Which program made it.
    pub halle: String,
    /// The last migration that it knows.
    pub schema: String,
    /// When.
    pub taken: DateTime<Utc>,
    /// Where it comes from: `https://marche.example`.
    pub from: String,
    /// Whose it is.
    pub whose: Whose,
    /// The town, also a shop's.
    pub town: TownLabel,
    /// The shop; none: all of the town's.
    pub shop: Option<ShopLabel>,
    /// Its tables, in the order in which they arrive.
    pub tables: Vec<TableLabel>,
    /// How many photos it holds.
    pub photos: u64,
    /// Photos that were lost before.
    pub missing: Vec<String>,
    /// Every other file.
    pub files: Vec<FileLabel>,
}

/// A town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TownLabel {
    /// Who it is.
    pub id: TownId,
    /// Its code in the official geographic code.
    pub insee_code: String,
    /// "Dourdan".
    pub name: String,
    /// "dourdan".
    pub slug: String,
}

/// A shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopLabel {
    /// Who it is.
    pub id: ShopId,
    /// Its sign.
    pub name: String,
    /// Its place in addresses.
    pub slug: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableLabel {
    /// Its name.
    pub name: String,
    /// How many rows of it.
    pub rows: u64,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLabel {
    /// Its name, with its folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// The file with the rows of a table.
pub fn rows_of(table: &str) -> String {
    format!("json/{table}.json")
}
