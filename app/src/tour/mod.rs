//! The way from door to door, on an official's phone: what there is to do at each, and what was said. Noted without a
//! network too, and without scripts by plain forms.

pub mod api;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod door;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod list;
#[cfg(any(feature = "ssr", feature = "hall"))]
mod notebook;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use page::{CallPosted, TourPage};
