//! The demo town: its words, and pictures drawn here, so that a newcomer sees a full market without anybody's
//! photographs.

pub mod drawing;
mod town;

pub use town::{Dourdan, Product, Shop, Town, dourdan};
