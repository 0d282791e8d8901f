//! The shop's own till, as its owner plugs it in.

pub mod desk;
mod page;

pub use page::{TillPage, TillPosted};
