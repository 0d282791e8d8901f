//! Helping hands: the owner of a shop reads out a code, and whoever types it works at the shelf for a while. They act under
//! their own name, for this one shop, and are not among its people. The guard that follows from it is
//! [`crate::accounts::ShelfOf`].

mod asking;
mod ending;
pub mod entity;
mod queries;
mod taking;

pub use asking::{ask, void};
pub(crate) use ending::{end_all, end_asked_by};
pub use ending::{finish, sweep, take_back};
pub use queries::{Lending, Lent, Place, lent, lent_by, place, waits_until};
pub use taking::{TakeRefused, Taken, Taker, enter, go_out, take};
