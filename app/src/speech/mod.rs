//! How values are said to people, in their language: prices, times, stock, and what needs another look.

#[cfg(feature = "ssr")]
mod adoption;
mod barcode;
#[cfg(feature = "ssr")]
mod duties;
mod errors;
mod money;
mod product;
#[cfg(feature = "ssr")]
mod reports;
#[cfg(feature = "ssr")]
mod size;
mod time;
#[cfg(feature = "ssr")]
mod town;
#[cfg(feature = "ssr")]
mod withdrawal;

pub use barcode::{allergen, allergens, source};
pub use errors::{
    call_error, closure_error, content_error, day_error, edit_error, email_error, listing_error,
    listing_pieces, phone_error, price_error, telling_error, text_error,
};
pub use money::{euros, price_parts, unit, unit_price};
pub use product::{
    category, entered_as, given, given_quantity, given_unit, kind, name_or_kind, on_offer, quantity, reason,
    state, stock,
};
pub use time::{closure, date, day, door, hour, lead, slot_length, walk_in, weekday, weekday_name, window};

#[cfg(feature = "ssr")]
pub use adoption::{milestone, short_of, span};
#[cfg(feature = "ssr")]
pub use duties::{
    address_error, fact, facts, licence, meter, online_error, past_day, percent, strength_error, until,
};
#[cfg(feature = "ssr")]
pub use reports::{concern, measure, moment, rule, since};
#[cfg(feature = "ssr")]
pub use size::bytes;
#[cfg(feature = "ssr")]
pub use town::{days, open_kinds, week};
#[cfg(feature = "ssr")]
pub use withdrawal::{list, no_withdrawal, whoever};

use crate::i18n::Locale;
use leptos_i18n::td_string;

/// "Vous pouvez réessayer dans une minute."
pub fn wait(locale: Locale, seconds: u64) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => td_string!(locale, page.wait_one).to_owned(),
        minutes => td_string!(locale, page.wait, minutes = minutes),
    }
}

/// What somebody said, in the marks of the language around it: "« Ce miel vient d’ailleurs. »".
#[cfg(feature = "ssr")]
pub fn quoted(locale: Locale, words: &str) -> String {
    match locale {
        Locale::fr => format!("«\u{a0}{words}\u{a0}»"),
        Locale::en => format!("“{words}”"),
    }
}

/// "un produit", "130 produits".
pub fn products(locale: Locale, count: u64) -> String {
    if is_plural(locale, count) || count == 0 {
        td_string!(locale, town.products, count = count)
    } else {
        td_string!(locale, town.product).to_owned()
    }
}

/// "un commerce", "13 commerces".
pub fn shops(locale: Locale, count: u64) -> String {
    if is_plural(locale, count) || count == 0 {
        td_string!(locale, roam.shops, count = count)
    } else {
        td_string!(locale, roam.shop).to_owned()
    }
}

/// "1 234", "1,234": thousands stand apart.
#[cfg(feature = "ssr")]
pub fn count(locale: Locale, count: u64) -> String {
    let apart = match locale {
        Locale::fr => '\u{202f}',
        Locale::en => ',',
    };
    let digits = count.to_string();
    let mut said = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(apart);
        }
        said.push(digit);
    }
    said
}

/// Whether a count takes the plural: in French from two on, in English for all but one.
pub const fn is_plural(locale: Locale, count: u64) -> bool {
    match locale {
        Locale::fr => count >= 2,
        Locale::en => count != 1,
    }
}
