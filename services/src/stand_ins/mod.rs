//! Standing in: an official holds a shop's counter for a while, because its merchant said so at the door. Only a shop that
//! nobody owns yet is held so; whoever comes through its invitation takes it over. The guard that follows from it is
//! [`crate::accounts::MerchantOf`], which remembers who it is.

mod ending;
pub mod entity;
mod opening;
mod queries;

pub(crate) use ending::taken_over;
pub use ending::{GiveBackRefused, give_back, sweep};
pub use opening::{OpenRefused, enter, go_out, open};
pub use queries::{Held, Over, Stall, behind, held, over, stall};
