//! Looking for something in a town's market: the field, what is offered while one types, and the page of what was found.

#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
mod filters;
#[cfg(feature = "ssr")]
mod nothing;
#[cfg(feature = "ssr")]
mod offers;
mod offers_list;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use field::SearchField;
#[cfg(feature = "ssr")]
pub use offers::offers;
pub use offers_list::OffersList;
#[cfg(feature = "ssr")]
pub use page::SearchPage;
