//! Looking for something in a town's market: the field, what is offered while one types, and the page of what was found.

#[cfg(feature = "ssr")]
mod field;

#[cfg(feature = "ssr")]
pub use field::SearchField;
