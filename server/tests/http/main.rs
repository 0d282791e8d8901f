//! The server through its real router, on both databases: what each person gets, what is refused, and how it is said.

#![expect(
    clippy::unwrap_used,
    reason = "a failed expectation is a test's way of speaking"
)]

mod abroad;
mod adoption;
mod api;
mod archives;
mod backups;
mod barcodes;
mod bell;
mod buckets;
mod capture;
mod checkout;
mod copying;
mod crashes;
mod devices;
mod discretion;
mod doors;
mod duties;
mod figures;
mod ground;
mod hands;
mod incidents;
mod kept;
mod languages;
mod law;
mod limits;
mod many;
mod market;
mod metrics;
mod offline;
mod operator;
mod order_page;
mod orders;
mod our_town;
mod outages;
mod permissions;
mod placing;
mod postman;
mod printing;
mod proof;
mod reporting;
mod reserving;
mod roaming;
mod roster;
mod search;
mod settings;
mod stand_ins;
mod support;
mod team;
mod tills;
mod visits;
mod walls;
mod way_back;
