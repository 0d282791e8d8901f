//! Shops: what shoppers see of one, and what its merchant says about it.

mod closings;
mod cover_form;
mod description_page;
pub mod desk;
mod shop_page;

pub use closings::ClosurePosted;
pub use cover_form::CoverRefused;
pub use description_page::{DescriptionPage, DescriptionPosted, HoursMissing};
pub use shop_page::{ShopCard, ShopPage};
