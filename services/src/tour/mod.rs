//! From door to door: what officials heard, and what there is to do at each door of their town.

pub mod entity;
mod queries;
mod write;

pub use queries::{Heard, OnTour, count, doors};
pub use write::note;
