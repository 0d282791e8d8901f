//! Looking for something in a town's market. All that decides what is found and in which order is here, so that it is the
//! same on both databases, which only keep words and give them back.

mod aisles;
mod distance;
mod filters;
mod hits;
mod indexed;
mod prices;
mod query;
mod stem;
mod words;

pub use aisles::may_have;
pub use filters::{Filters, PriceBand};
pub use hits::{Hit, Place, Quality, Rank};
pub use indexed::{Indexed, category_word, indexed};
pub use query::{Query, Term};
pub use words::{Word, WordKind, spelled, words};

/// The version of all these rules as far as they are kept in the database: one more whenever [`indexed`] gives other words
/// for the same product.
pub const VERSION: i32 = 1;
