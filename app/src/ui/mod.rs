//! Components that know no word of the market's trade, and the few that draw its signature: photo and slate label.

#[cfg(feature = "ssr")]
mod empty_state;
mod icon;
mod notice;
mod photo;
mod price_label;
#[cfg(feature = "ssr")]
mod qr;

#[cfg(feature = "ssr")]
pub use empty_state::{Drawing, EmptyState};
pub use icon::Icon;
pub use notice::{FieldError, Notice};
pub use photo::{KindPicture, Picture};
pub use price_label::PriceLabel;
#[cfg(feature = "ssr")]
pub use qr::Qr;
