//! Looking for products and shops of a town. The database keeps the words of products and gives them back by the town's
//! part of one key; what answers, how well, and what comes first is decided by [`domain::search`], so that both engines
//! find the same. What a search costs follows from the size of the town, never from how many towns there are.

mod candidates;
mod find;
mod hunt;

pub use find::{Facets, Found, PAGE, Suggested, find, suggest};
