//! Products: putting one on sale with a photo and a price, the shelf, and what shoppers see.

pub mod api;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod capture;
#[cfg(feature = "ssr")]
mod capture_page;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
mod gone_page;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod post;
#[cfg(feature = "ssr")]
mod product_page;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod shelf;

#[cfg(feature = "ssr")]
pub use capture_page::{CapturePage, ListingPosted, photo_refused, refused_word};
#[cfg(feature = "ssr")]
pub use gone_page::gone;
#[cfg(feature = "ssr")]
pub use parts::{Display, ProductGrid, Was};
#[cfg(feature = "ssr")]
pub use product_page::ProductPage;
#[cfg(feature = "ssr")]
pub use shelf::page::{ShelfPage, ShelfPosted};
