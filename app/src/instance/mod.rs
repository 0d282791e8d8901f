//! Where the instance is run: its towns, and whether all is well.

mod towns_page;

pub use towns_page::TownsPage;
