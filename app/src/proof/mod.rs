//! Where officials, and whoever runs the instance, prove who they are: the key in an application of codes, and the code that each device asks for.

mod again;
mod area;
pub mod desk;
mod fields;
mod key_page;
mod proof_page;

pub use again::{ProveFirst, prove_again};
pub use area::Area;
pub use key_page::{KeyPage, KeyPosted, KeySet};
pub use proof_page::{ProofPage, ProofPosted};
