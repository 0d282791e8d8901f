//! Shops: what shoppers see of one, and what its merchant says about it.

mod closings;
mod cover_form;
mod description_page;
pub mod desk;
mod doors;
mod left_page;
mod opening_hours;
mod parts;
mod shop_page;
mod trader_page;

pub use closings::ClosurePosted;
pub use cover_form::CoverRefused;
pub use description_page::{DescriptionPage, DescriptionPosted, HoursMissing};
pub use left_page::left;
pub use opening_hours::OpeningHours;
pub use parts::{Mark, ShopCard, ShopLine};
pub use shop_page::ShopPage;
pub use trader_page::{TraderPage, TraderPosted};
