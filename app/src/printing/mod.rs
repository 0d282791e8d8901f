//! Paper: what a merchant prints for the window, the shelves and the day, and what the town hall prints for everybody.

mod choices;
pub mod council_desk;
pub mod desk;
pub mod pickups_desk;
mod posters_page;
pub mod town_desk;
mod town_page;

pub use posters_page::PostersPage;
pub use town_page::TownPapersPage;

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

/// How the town's catalogue is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Shop after shop.
    Shops,
    /// Aisle after aisle.
    Aisles,
}

/// Orders by their words in addresses; the first is offered.
pub const ORDERS: [(&str, Order); 2] = [("boutiques", Order::Shops), ("rayons", Order::Aisles)];

/// How many products of each shop or aisle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Few {
    /// The newest.
    Some(u64),
    /// As many as one file holds.
    All,
}

impl Few {
    /// At most so many.
    const fn each(self) -> u64 {
        match self {
            Self::Some(count) => count,
            Self::All => town_desk::MOST as u64,
        }
    }
}

/// How many by their words in addresses; the first is offered. Ten fill a page below a shop's head.
pub const FEWS: [(&str, Few); 3] = [
    ("dix", Few::Some(10)),
    ("quatre", Few::Some(4)),
    ("tout", Few::All),
];
