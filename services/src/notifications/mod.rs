//! What people are told when they are not looking, in the order in which it happens: a message is told in the
//! transaction of what it tells, addressed to devices and people, and sent until it arrives.

pub mod entity;
mod tell;

pub use tell::tell;
