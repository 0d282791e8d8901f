//! Copies of the whole market, from which it can be set up again elsewhere: taken while it serves, checked, thinned out.
//!
//! A *vault* is a folder that holds them, best on another disk, or a bucket with the same in it:
//!
//! ```text
//! photos/ab/abcdef…/   every photo once, for all backups; beside its files `sha256sums`
//! 2026-11-27T02-00-00Z/
//!   halle.db           the database at one instant: SQLite's file as it is, or `halle.dump` for `pg_restore`
//!   photos.txt         the photos that it knows
//!   push.key           by which phones' push services know this market
//!   seal.key           which makes officials' secrets out of what the database holds
//!   backup.json        what it is, of when, and the sums of the files above; written last
//! ```

mod away;
mod books;
mod label;
mod nightly;
mod restore;
mod take;
mod thin;
mod vault;
mod verify;

pub use label::{Engine, Label};
pub use nightly::{is_late, nightly};
pub use restore::restore;
pub use take::{AT_ONCE, Taken, take};
pub use vault::Vault;
pub use verify::verify;
