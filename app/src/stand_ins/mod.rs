//! The town hall at a shop's counter: opening a stall at its door, handing it over by a square, and the shops that it holds
//! for merchants without a phone.

pub mod api;
#[cfg(feature = "ssr")]
mod banner;
#[cfg(feature = "ssr")]
mod consent_form;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod next;
#[cfg(feature = "ssr")]
mod over;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod square;
#[cfg(feature = "ssr")]
mod stall;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod watch;

#[cfg(feature = "ssr")]
pub use banner::{StandInBanner, StandsIn};
#[cfg(feature = "ssr")]
pub use over::counter_over;
#[cfg(feature = "ssr")]
pub use page::StallsPage;
#[cfg(feature = "ssr")]
pub use square::SquarePosted;
#[cfg(feature = "ssr")]
pub use stall::{ConsentPosted, OrdersWaitPosted};
#[cfg(feature = "ssr")]
pub use words::facts_known;

#[cfg(feature = "ssr")]
mod words;
