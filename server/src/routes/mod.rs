//! What answers addresses that are no page, by noun. Forms work without scripts: they end in a redirect, or in their
//! own page with what was typed and what needs another look.

pub mod abroad;
pub mod account;
pub mod accounts;
pub mod api;
pub mod catalogue;
pub mod decisions;
pub mod duties;
pub mod events;
mod fields;
pub mod figures;
pub mod hands;
pub mod health;
pub mod instance;
pub mod language;
pub mod leaving;
pub mod notifications;
pub mod orders;
pub mod our_town;
pub mod photos;
pub mod printing;
pub mod proof;
pub mod reports;
pub mod roster;
pub mod search;
pub mod share;
pub mod shops;
pub mod site;
pub mod stand_ins;
pub mod team;
pub mod tills;
pub mod tour;
pub mod town_hall;
pub mod way_back;

pub use fields::Fields;
