//! The bell: which devices ring, whether they are heard, and who is told when nobody hears them.

pub mod api;
#[cfg(feature = "ssr")]
mod bell_page;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
mod hall;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod ringer;

#[cfg(feature = "ssr")]
pub use bell_page::{BellMissing, BellPage, BellPosted, NotHeard};
#[cfg(feature = "ssr")]
pub use hall::{HallPosted, TownBell, town_bell};
#[cfg(any(feature = "ssr", feature = "counter"))]
pub use ringer::Ringer;
