//! One dictated phrase as the fields of a product: "confiture de fraise, quatre euros cinquante le pot".
//!
//! The phrase comes from the browser's own dictation, which writes numbers in words, in digits or in both. What is
//! understood is taken out in this order: hesitations, the count of pieces, the price, what the price buys, the quantity
//! in one piece. What remains is the name, so nothing that was said is lost without being shown somewhere. The merchant
//! sees all of it in the form before it is sold.
//!
//! Some phrases have two meanings even for people: "deux mille vingt-deux euros" may be a vintage at two euros. The
//! longest number wins then, and the form shows it.

mod left;
mod name;
mod numbers;
mod phrase;
mod price;
mod quantity;
#[cfg(test)]
mod tests;
mod unit;

use super::{Content, Unit};
use crate::money::Price;
use phrase::Phrase;

/// What was understood of a phrase; whatever was not said is None.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// What it is, fit to be a [`Name`](crate::text::Name): at most 80 characters, the first a capital.
    pub name: Option<String>,
    /// What it costs.
    pub price: Option<Price>,
    /// What the price buys. A container ("le pot") or a quantity in one piece means per piece.
    pub unit: Option<Unit>,
    /// The net quantity in one piece.
    pub content: Option<Content>,
    /// How many pieces are left: 1 to 9,999.
    pub pieces: Option<u32>,
}

/// Nobody names a product in more characters; what follows is not heard.
const LONGEST: usize = 500;

/// Understands a phrase dictated in French. Any text is understood somehow: what says nothing else is the name.
pub fn hear(text: &str) -> Spoken {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let mut phrase = Phrase::new(&text[..end]);
    let opening = name::drop_fillers(&mut phrase);
    let pieces = left::take_pieces(&mut phrase);
    let price = price::take_price(&mut phrase);
    let sold = unit::take_unit(&mut phrase, price.as_ref().map(|price| price.end));
    let said_content = sold.as_ref().and_then(|sold| sold.content);
    let content = said_content.or_else(|| quantity::take_content(&mut phrase));
    let container = sold.as_ref().and_then(|sold| sold.container);
    let name = name::name(&mut phrase, opening, sold.as_ref().and_then(|sold| sold.aside))
        // "quatre euros le pot": a pot, for want of a better name.
        .or_else(|| container.and_then(|at| name::fit(phrase.raw(at..at + 1))));
    Spoken {
        name,
        price: price.and_then(|price| price.price),
        unit: sold.map(|sold| sold.unit).or(content.map(|_| Unit::Piece)),
        content,
        pieces,
    }
}
