//! What the law wants said of goods: asked at the counter, a few taps at a time, after they went on sale; and shown to
//! whoever might buy them.

mod answers;
pub mod desk;
mod fields;
mod label;
mod licence;
mod meter;
mod page;
mod parts;

pub use label::LabelRows;
pub use meter::MeterNotice;
pub use page::{LabelPosted, LicenceMissing, ToCompletePage};
