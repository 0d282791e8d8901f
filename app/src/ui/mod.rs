//! Components that know no word of the market's trade, and the few that draw its signature: photo and slate label.

#[cfg(feature = "ssr")]
mod as_typed;
#[cfg(feature = "ssr")]
mod empty_state;
#[cfg(feature = "ssr")]
mod figures;
mod icon;
mod notice;
#[cfg(feature = "ssr")]
mod pager;
mod photo;
mod price_label;
#[cfg(feature = "ssr")]
mod qr;
#[cfg(feature = "ssr")]
mod tag;

#[cfg(feature = "ssr")]
pub use as_typed::as_typed;
#[cfg(feature = "ssr")]
pub use empty_state::{Drawing, EmptyPart, EmptyState};
#[cfg(feature = "ssr")]
pub use figures::{Figure, Figures};
pub use icon::Icon;
pub use notice::{FieldError, Notice};
#[cfg(feature = "ssr")]
pub use pager::Pager;
pub use photo::{KindPicture, Picture};
pub use price_label::PriceLabel;
#[cfg(feature = "ssr")]
pub use qr::Qr;
#[cfg(feature = "ssr")]
pub use tag::{Tag, Tags};
