//! Every verb of the house, on both engines. One binary: each would carry the database and its driver again.

#![expect(clippy::unwrap_used, reason = "a failed expectation is how a test speaks")]

mod accounts;
mod addresses;
mod adoption;
mod aisles;
mod alarm;
mod carriers;
mod catalogue;
mod checkout;
mod conserved;
mod decisions;
mod durable;
mod duties;
mod edits;
mod food_facts;
mod forgetting;
mod ledger;
mod life;
mod live;
mod many_orders;
mod odd_nights;
mod orders;
mod outbox;
mod photos;
mod price_truth;
mod proof;
mod reports;
mod roster;
mod search;
mod shops;
mod stand_ins;
mod team;
mod telling;
mod together;
mod tour;
mod town_memory;
mod towns;
mod tries;
mod visits;
mod way_back;
mod weeks;
mod withdrawals;
