//! Visits of the market's pages. They are counted in memory ([`Tally`]) and added to the day's sums every few seconds; a
//! crash loses those seconds. Only sums exist, in memory too: neither who came nor from where.

pub mod entity;
mod queries;
mod tally;
mod write;

pub use queries::{ProductSeen, ShopWeek, TownWeek, of_shop, of_town};
pub use tally::{Seen, Tally};
use write::write;
