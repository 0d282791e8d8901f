//! A town's roster: its shops before anybody claimed them, typed by an official or read from a list.

mod activity;
mod address;
mod columns;
mod entry;
mod form;
mod lambert;
mod siret;

pub use activity::shop_kind;
pub use columns::{Columns, SIMPLE, UnknownColumns};
pub use entry::{Entry, Left, Note, Place, entry, sameness};
pub use form::{EntryError, EntryForm};
pub use lambert::from_lambert_93;
pub use siret::{NotASiret, Siret};
