//! Where a shop stands, as its merchant says at the counter and an official at its door.

mod field;
#[cfg(feature = "ssr")]
mod form;

#[cfg(feature = "ssr")]
pub use form::{PlaceForm, PlacePosted};
