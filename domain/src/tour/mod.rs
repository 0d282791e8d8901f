//! From door to door: in which order, what was said at each, and how far its shop has come.

mod call;
mod route;
mod standing;

pub use call::{Call, CallError, CallForm, Noted, Said};
pub use route::{Along, Door, along};
pub use standing::{Progress, Standing};
