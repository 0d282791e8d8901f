//! The people of a shop, and whoever lends a hand at its shelf for a while: the owner's page of them, the page where a code is
//! typed, and what both see of it on every page of the counter.

mod bands;
mod code;
pub mod desk;
mod help_page;
mod moments;
mod page;
mod people;
mod place;
mod words;

pub use bands::{HandBanner, Helped, HelpedBand, Lends};
pub use help_page::{HelpPage, HelpPosted};
pub use page::{HelpersPage, HelpersPosted};
pub use place::shelf_over;
pub use words::term;
