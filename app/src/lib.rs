//! What people see and may ask: pages, islands and server functions, in French and in English.
//!
//! Pages are made by the server only; what also runs in the browser are the islands (capture, inbox, the
//! counter's contact with the market and its way onto the home screen, the basket's link, the order that is followed,
//! sharing),
//! the words they speak and the doors to the browser they need.

#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod abroad;
#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
mod areas;
pub mod browser;
pub mod catalogue;
#[cfg(feature = "ssr")]
pub mod decisions;
#[cfg(feature = "ssr")]
mod design;
#[cfg(feature = "ssr")]
pub mod devices;
#[cfg(feature = "ssr")]
pub mod duties;
pub mod error;
#[cfg(feature = "ssr")]
pub mod figures;
#[cfg(feature = "ssr")]
pub mod hands;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod hours;
#[cfg(feature = "ssr")]
pub mod instance;
#[cfg(feature = "ssr")]
pub mod kept;
#[cfg(feature = "ssr")]
pub mod law;
#[cfg(feature = "ssr")]
pub mod leaving;
#[cfg(feature = "ssr")]
mod ledger;
#[cfg(feature = "ssr")]
pub mod letters;
pub mod notifications;
pub mod offline;
pub mod orders;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(any(feature = "ssr", feature = "counter"))]
pub mod place;
#[cfg(feature = "ssr")]
pub mod printing;
#[cfg(feature = "ssr")]
pub mod proof;
#[cfg(feature = "ssr")]
pub mod reports;
pub mod routes;
pub mod search;
#[cfg(feature = "ssr")]
pub mod session;
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod shops;
pub mod speech;
pub mod stand_ins;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod tills;
pub mod tour;
#[cfg(feature = "ssr")]
pub mod town_hall;
#[cfg(feature = "ssr")]
mod towns;
pub mod ui;
#[cfg(feature = "ssr")]
mod visits;
#[cfg(feature = "ssr")]
pub mod way_back;

/// Texts of the interface, made from `locales/*.json` when the crate is built.
mod locales {
    #![expect(clippy::pedantic, reason = "generated")]
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

pub use locales::i18n;
