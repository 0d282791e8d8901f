//! Paper: the window's poster, price cards and labels, and the page where a merchant picks them.

pub mod desk;
mod posters_page;

pub use posters_page::PostersPage;

use ::printing::{Cut, Paper};

/// Papers for the poster by their words in addresses; the first is offered.
pub const PAPERS: [(&str, Paper); 2] = [("a4", Paper::A4), ("a5", Paper::A5)];

/// How price cards are cut, by their words in addresses; the first is offered.
pub const CUTS: [(&str, Cut); 3] = [
    ("cartes", Cut::Cards),
    ("a5", Cut::Pages),
    ("etiquettes", Cut::Labels),
];

/// How many are "the newest".
pub const NEWEST: u64 = 10;

/// In an address, instead of everything that is on sale.
pub const ONLY_NEWEST: &str = "nouveaux";
