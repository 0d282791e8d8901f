//! What the public says should not be on the market (Regulation (EU) 2022/2065, art. 16): taken, read by the town hall,
//! answered by its [decisions](crate::decisions), and forgotten in time.

pub mod entity;
mod forgetting;
mod queries;
mod taking;

pub use forgetting::{PERSONAL_TABLES, forget_old, forgot_since};
pub(crate) use queries::of_town;
pub use queries::{Case, InList, Standing, case, count_open, worklist};
pub use taking::{Spotted, read, report, spot};
