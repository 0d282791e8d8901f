//! One battery a file: what it does to the market, and the figures that it tells.

pub mod backup;
pub mod full;
pub mod kill;
pub mod last;
pub mod lockdown;
pub mod orders;
pub mod pages;
pub mod power;
pub mod restart;
pub mod same_key;
pub mod search;
