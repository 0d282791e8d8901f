//! The instance as whoever runs it sees it: which towns it has, how each of them does, and new ones. What happens inside a
//! town stays there: only counts come here.

mod opening;
mod towns;

pub use opening::{AlreadyOpen, open};
pub use towns::{ON_A_PAGE, OnInstance, Towns, by_code, town, towns};
