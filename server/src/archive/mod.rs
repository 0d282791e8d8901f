//! A town, or a shop, in one file: it leaves with everything, and arrives elsewhere.
//!
//! ```text
//! index.html, boutiques/*.html   its shops as pages that open without a server
//! photos/ab/abcdef…/             every photo, in the sizes in which it was kept
//! csv/*.csv                      every table for a spreadsheet
//! json/*.json                    every table, one row a line: what `halle join` reads
//! LISEZMOI.txt                   what all of this is
//! archive.json                   whose it is, of when, and the sums of the files above
//! ```

mod join;
mod label;
mod rows;
mod tables;
mod write;
mod zip;

pub use join::{Arrival, Joined, join};
pub use label::Label;
pub use tables::Whose;
pub use write::{Leaving, stream};
