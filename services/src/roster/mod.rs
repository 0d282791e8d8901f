//! A town's roster: shops that nobody claimed yet, typed by an official or read from a list. A shop that comes twice is one
//! shop: known by its SIRET, or by its name and address.

mod import;
mod known;
mod sheet;

pub use import::{Fate, Report, add, import};
pub use sheet::{MAX_BYTES, MAX_LINES, SheetRefused};
