//! What happens in a market: verbs, in transactions, on SQLite and PostgreSQL alike. Pages and routers call this;
//! this calls neither.
//!
//! Nouns lean on each other one way only: `orders → catalogue, pickup → shops → towns`, `accounts → shops, towns`; `roster`,
//! `tour`, `stand_ins → accounts, shops, towns`; `reports` and `decisions → accounts, catalogue, shops`; `duties → catalogue,
//! shops`, and `orders` asks it; `tills → shops`,
//! and `orders` tells them; `ledger` is written by the verbs of all; `oversight` reads all and writes none; `instance →
//! accounts, shops, towns` counts towns and opens them; `communes` knows nobody; `search` reads the catalogue and the shops;
//! `food_facts` asks outside; `photos → place`; `tries`, `place` and `meters` know nobody. A verb takes the
//! guard that allows it ([`accounts::MerchantOf`]) and the time at which it happens; it returns [`error::Error`], whose `Refused` is the verb's own.

pub mod accounts;
pub mod addresses;
pub mod catalogue;
pub mod clock;
pub mod communes;
pub mod db;
pub mod decisions;
pub mod duties;
pub mod error;
pub mod food_facts;
pub mod instance;
mod key_file;
pub mod ledger;
pub mod live;
pub mod meters;
pub mod notifications;
pub mod orders;
pub mod oversight;
pub mod photos;
pub mod pickup;
pub mod place;
pub mod reports;
pub mod roster;
pub mod search;
pub mod secret;
pub mod shops;
pub mod slugs;
pub mod stand_ins;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tills;
pub mod tour;
pub mod towns;
pub mod tries;
pub mod visits;
