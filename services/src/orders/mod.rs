//! Orders, in the order in which a day goes: a basket is placed, seen, made ready, handed over, or ends otherwise.

mod changes;
pub mod entity;
mod place;
mod queries;

pub use changes::{ChangeRefused, cancel, hand_over, make_ready, refuse, see_all};
pub use place::{Gone, PlaceRefused, Placed, place};
pub use queries::{count_planned, inbox, page, ticket_by_code};
