//! The way back in by e-mail: the address on the page of one's devices, the page where somebody asks for a letter, and the one
//! that a letter's link leads to.

mod ask_page;
pub mod desk;
mod link_page;
mod own_address;

pub use ask_page::AskPage;
pub use link_page::LinkPage;
pub use own_address::{OwnAddressForm, own_address};

use crate::i18n::Locale;
use domain::text::TextError;
use leptos_i18n::td_string;
use services::accounts::way_back::Access;

/// The name of the field for an address.
pub const ADDRESS: &str = "address";
/// The name of the field that says as whom somebody comes in.
pub const WHO: &str = "who";
/// What the page of one's devices asks for: a letter that confirms an address.
pub const WRITE: &str = "adresse";
/// The same: no address any more.
pub const REMOVE: &str = "sans-adresse";

/// An address that was refused: shown again as typed.
#[derive(Clone, Debug)]
pub struct AddressPosted {
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: TextError,
}

/// What somebody comes in to: "La pause", "la mairie de Dourdan".
pub(crate) fn place(locale: Locale, access: &Access) -> String {
    let hall = || td_string!(locale, way_back.hall, town = access.town.name.clone());
    access.shop.as_ref().map_or_else(hall, ToString::to_string)
}
