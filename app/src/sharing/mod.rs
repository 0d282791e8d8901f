//! Word of mouth: a shopper hands a link on, a merchant a picture card with the price.

#[cfg(any(feature = "ssr", feature = "counter"))]
mod card;
#[cfg(feature = "ssr")]
mod offers;
mod share;
#[cfg(feature = "ssr")]
mod share_page;

#[cfg(any(feature = "ssr", feature = "counter"))]
pub use card::{Card, Cell, ShareCard};
#[cfg(feature = "ssr")]
pub use offers::{ShareLink, ShareNewest, ShareProduct};
pub use share::WakeShare;
#[cfg(feature = "ssr")]
pub use share_page::SharePage;
