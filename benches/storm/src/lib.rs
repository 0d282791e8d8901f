//! Batteries against a market that runs: a server of its own in a temporary folder, asked over HTTP as browsers do and
//! checked in its database's books. Nothing of the server's inside is used, so that its inside may change.

pub mod batteries;
pub mod books;
pub mod cycles;
pub mod dice;
pub mod figures;
pub mod goods;
pub mod http;
pub mod load;
pub mod market;
pub mod plain;
pub mod raw;
pub mod times;
