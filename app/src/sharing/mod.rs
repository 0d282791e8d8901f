//! Word of mouth: a shopper hands a link on, a merchant a picture card with the price.

#[cfg(any(feature = "ssr", feature = "counter"))]
mod card;
#[cfg(feature = "ssr")]
mod offers;
mod share;

#[cfg(any(feature = "ssr", feature = "counter"))]
pub use card::{Card, Cell, ShareCard};
#[cfg(feature = "ssr")]
pub use offers::{ShareNewest, ShareProduct};
pub use share::Share;

use crate::{browser::share::Shared, i18n::Locale};
use leptos_i18n::td_string;

/// What became of it, when that does not show by itself.
fn said(locale: Locale, shared: Shared, url: &str) -> String {
    match shared {
        Shared::Done => String::new(),
        Shared::Again => td_string!(locale, sharing.again).to_owned(),
        Shared::Copied => td_string!(locale, sharing.copied).to_owned(),
        Shared::Unable => format!("{} {url}", td_string!(locale, sharing.unable)),
    }
}
