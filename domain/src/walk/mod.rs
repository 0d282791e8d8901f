//! One basket, one walk: when all its shops can be visited in one go, in which order, and how long that takes. If they
//! never are open together, the fewest trips.

mod chosen;
mod order;
mod plan;
mod pointed;
mod position;

pub use chosen::{Chosen, NotAPlan};
pub use plan::{Errand, Plan, Stop, Trip, plans};
pub use pointed::PlaceError;
pub use position::Position;

/// Metres an hour: a calm step with a bag in the hand.
const PACE: f64 = 4_000.0;

/// Seconds at each counter: to be greeted, to say the code, to pay.
pub const AT_COUNTER: u32 = 5 * 60;

/// Seconds between two shops of which one's place is unknown: some 350 metres, as between any two of a small town.
const UNKNOWN_LEG: u32 = 5 * 60;
