//! The net quantity in one piece, and the price per kilogram or litre that follows from it.

use super::Unit;
use crate::money::{Cents, Price};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

words! {
    /// What a net quantity is counted in.
    Measure {
        Gram = "gram",
        Millilitre = "millilitre",
    }
}

/// How much is in one piece: 1 to [`Content::MAX`] whole grams or millilitres. Read from "500 g", "1,5 kg" or
/// "6 x 25 cl", written the same way; in JSON it is that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Content {
    amount: u32,
    measure: Measure,
}

/// Why what was typed is no net quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ContentError {
    /// Nothing was typed.
    #[error("missing")]
    Missing,
    /// Not a number with a unit of weight or volume, or no whole number of grams or millilitres, or zero of them.
    #[error("not a quantity")]
    NotAQuantity,
    /// Above [`Content::MAX`]; most often the wrong unit.
    #[error("too much")]
    TooMuch,
}

impl Content {
    /// A tonne, or a cubic metre.
    pub const MAX: u32 = 1_000_000;

    /// From its two columns, or from a sum already done.
    pub const fn new(amount: u32, measure: Measure) -> Result<Self, ContentError> {
        match amount {
            0 => Err(ContentError::NotAQuantity),
            1..=Self::MAX => Ok(Self { amount, measure }),
            _ => Err(ContentError::TooMuch),
        }
    }

    /// Whole grams or millilitres, 1 to [`Content::MAX`].
    pub const fn amount(self) -> u32 {
        self.amount
    }

    /// What the amount is counted in.
    pub const fn measure(self) -> Measure {
        self.measure
    }

    /// The same quantity `times` over: six bottles of 25 cl hold 1,5 l.
    pub fn times(self, times: u32) -> Result<Self, ContentError> {
        Self::new(self.amount.saturating_mul(times), self.measure)
    }

    /// `thousandths` of something that holds `size` grams or millilitres: 1,500 thousandths of a kilogram are 1,500 g.
    pub(super) fn of(thousandths: u64, size: u32, measure: Measure) -> Result<Self, ContentError> {
        let amount = thousandths.saturating_mul(u64::from(size));
        if !amount.is_multiple_of(1000) {
            return Err(ContentError::NotAQuantity);
        }
        Self::new(u32::try_from(amount / 1000).unwrap_or(u32::MAX), measure)
    }
}

/// What one of a unit holds, in grams or millilitres; `word` is in small letters without accents.
pub(crate) fn measured(word: &str) -> Option<(u32, Measure)> {
    Some(match word {
        "g" | "gr" | "gramme" | "grammes" | "gram" | "grams" => (1, Measure::Gram),
        "kg" | "kgs" | "kilo" | "kilos" | "kilogramme" | "kilogrammes" | "kilogram" | "kilograms" => {
            (1000, Measure::Gram)
        }
        "ml" | "millilitre" | "millilitres" => (1, Measure::Millilitre),
        "cl" | "centilitre" | "centilitres" => (10, Measure::Millilitre),
        "dl" | "decilitre" | "decilitres" => (100, Measure::Millilitre),
        "l" | "litre" | "litres" | "liter" | "liters" => (1000, Measure::Millilitre),
        _ => return None,
    })
}

/// Reads a quantity as labels carry it: any blanks or none, comma or point, several of the same ("6 x 25 cl",
/// "2 × 125 g"), with or without the ℮ of prepacked goods.
impl FromStr for Content {
    type Err = ContentError;

    fn from_str(typed: &str) -> Result<Self, ContentError> {
        let text: String = super::folded::folded(typed)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '℮')
            .collect();
        let text = text.trim_end_matches('.');
        if text.is_empty() {
            return Err(ContentError::Missing);
        }
        let (times, one) = text
            .rsplit_once(['x', '×', '*'])
            .map_or((None, text), |(times, one)| (Some(times), one));
        let at = one
            .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
            .ok_or(ContentError::NotAQuantity)?;
        let (number, unit) = one.split_at(at);
        let (size, measure) = measured(unit).ok_or(ContentError::NotAQuantity)?;
        let one = Self::of(thousandths(number)?, size, measure)?;
        match times {
            None => Ok(one),
            Some(times) => one.times(whole(times)?),
        }
    }
}

/// A number with at most three decimals, in thousandths.
fn thousandths(number: &str) -> Result<u64, ContentError> {
    let (whole_part, rest) = number.split_once([',', '.']).unwrap_or((number, ""));
    if rest.len() > 3 {
        return Err(ContentError::NotAQuantity);
    }
    let rest = format!("{rest:0<3}");
    Ok(u64::from(whole(whole_part)?) * 1000 + u64::from(whole(&rest)?))
}

fn whole(digits: &str) -> Result<u32, ContentError> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ContentError::NotAQuantity);
    }
    // Only too many digits can still fail.
    digits.parse().map_err(|_| ContentError::TooMuch)
}

/// As a French label says it: "500 g", "1,5 kg", "5 ml", "75 cl", "1 l". It can be read back.
impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, unit) = match (self.measure, self.amount) {
            (Measure::Gram, 1000..) => (1000, "kg"),
            (Measure::Gram, _) => (1, "g"),
            (Measure::Millilitre, 1000..) => (1000, "l"),
            (Measure::Millilitre, 100..) if self.amount.is_multiple_of(10) => (10, "cl"),
            (Measure::Millilitre, _) => (1, "ml"),
        };
        write!(f, "{}", self.amount / size)?;
        let rest = self.amount % size;
        if rest > 0 {
            // Only kilograms and litres have a rest, in thousandths.
            let decimals = format!("{rest:03}");
            write!(f, ",{}", decimals.trim_end_matches('0'))?;
        }
        write!(f, " {unit}")
    }
}

impl TryFrom<String> for Content {
    type Error = ContentError;
    fn try_from(text: String) -> Result<Self, ContentError> {
        text.parse()
    }
}

impl From<Content> for String {
    fn from(content: Content) -> Self {
        content.to_string()
    }
}

/// What a kilogram or a litre of something costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPrice {
    /// Rounded to the nearest cent, half a cent upwards. It may well be above [`Price::MAX`]: think of saffron.
    pub price: Cents,
    /// [`Unit::Kilogram`] or [`Unit::Litre`], never another.
    pub per: Unit,
}

/// The price per kilogram or litre to show beside a price, or None when there is nothing to add: the price is one
/// already, the piece holds exactly one, or nobody said how much is in a piece.
///
/// The duty is that of the French arrêté of 16 November 1999 on the prices per unit of measure of prepacked goods, and of
/// directive 98/6/EC, whose article 3 spares us the unit price where it equals the price. Goods sold by 100 g are
/// compared by the kilogram too: ten times their price.
pub fn unit_price(price: Price, unit: Unit, content: Option<Content>) -> Option<UnitPrice> {
    if matches!(unit, Unit::Kilogram | Unit::Litre) {
        return None;
    }
    if unit == Unit::HundredGrams {
        return Some(UnitPrice {
            price: price.cents() * 10,
            per: Unit::Kilogram,
        });
    }
    let content = content.filter(|content| content.amount != 1000)?;
    let amount = i64::from(content.amount);
    // Half up: no price is negative, and Price::MAX leaves ample room in 64 bits.
    let cents = (price.cents().0 * 2000 + amount) / (2 * amount);
    Some(UnitPrice {
        price: Cents(cents),
        per: match content.measure {
            Measure::Gram => Unit::Kilogram,
            Measure::Millilitre => Unit::Litre,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantities_are_read_as_labels_carry_them() {
        for (typed, amount, measure) in [
            ("500 g", 500, Measure::Gram),
            ("500gr.", 500, Measure::Gram),
            ("1,5 kg", 1500, Measure::Gram),
            ("1.5\u{202F}kg", 1500, Measure::Gram),
            ("0,25 Kg", 250, Measure::Gram),
            ("1\u{A0}000 g", 1000, Measure::Gram),
            ("2 kilos", 2000, Measure::Gram),
            ("2 × 125 g", 250, Measure::Gram),
            ("3*50 grammes ℮", 150, Measure::Gram),
            ("1000 kg", 1_000_000, Measure::Gram),
            ("75 cl", 750, Measure::Millilitre),
            ("33cl", 330, Measure::Millilitre),
            ("1 L", 1000, Measure::Millilitre),
            ("1,125 l", 1125, Measure::Millilitre),
            ("6 x 25 cl", 1500, Measure::Millilitre),
            ("6X25cl", 1500, Measure::Millilitre),
            ("5 décilitres", 500, Measure::Millilitre),
            ("10 ml", 10, Measure::Millilitre),
        ] {
            assert_eq!(typed.parse(), Content::new(amount, measure), "{typed}");
        }
    }

    #[test]
    fn what_is_no_quantity_says_why() {
        for (typed, why) in [
            ("", ContentError::Missing),
            (" \u{202F}", ContentError::Missing),
            ("g", ContentError::NotAQuantity),
            ("500", ContentError::NotAQuantity),
            ("500 pages", ContentError::NotAQuantity),
            ("environ 500 g", ContentError::NotAQuantity),
            ("0 g", ContentError::NotAQuantity),
            ("0,5 g", ContentError::NotAQuantity),
            ("1,2345 kg", ContentError::NotAQuantity),
            ("1,2,3 kg", ContentError::NotAQuantity),
            (",5 kg", ContentError::NotAQuantity),
            ("-5 g", ContentError::NotAQuantity),
            ("x 5 g", ContentError::NotAQuantity),
            ("0 x 5 g", ContentError::NotAQuantity),
            ("1,5 x 5 g", ContentError::NotAQuantity),
            ("٣ g", ContentError::NotAQuantity),
            ("1001 kg", ContentError::TooMuch),
            ("2 x 600 l", ContentError::TooMuch),
            ("99999999999999999999 g", ContentError::TooMuch),
            ("99999999999999999999 x 1 g", ContentError::TooMuch),
        ] {
            assert_eq!(typed.parse::<Content>(), Err(why), "{typed}");
        }
    }

    #[test]
    fn quantities_are_written_as_labels_carry_them() {
        for (typed, shown) in [
            ("500 g", "500 g"),
            ("1000 g", "1 kg"),
            ("1250 g", "1,25 kg"),
            ("1005 g", "1,005 kg"),
            ("5 ml", "5 ml"),
            ("90 ml", "90 ml"),
            ("125 ml", "125 ml"),
            ("750 ml", "75 cl"),
            ("6 x 25 cl", "1,5 l"),
        ] {
            assert_eq!(typed.parse::<Content>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn in_json_a_quantity_is_its_text() {
        let bottle = Content::new(750, Measure::Millilitre).unwrap();
        let json = serde_json::to_string(&bottle).unwrap();
        assert_eq!(json, r#""75 cl""#);
        assert_eq!(serde_json::from_str::<Content>(&json).unwrap(), bottle);
        assert!(serde_json::from_str::<Content>(r#""0 g""#).is_err());
    }

    fn per(cents: i64, unit: Unit, content: &str) -> Option<(i64, Unit)> {
        let price = Price::from_cents(cents).unwrap();
        unit_price(price, unit, content.parse().ok()).map(|found| (found.price.0, found.per))
    }

    #[test]
    fn a_price_can_be_compared_by_the_kilogram_or_the_litre() {
        for (cents, unit, content, expected) in [
            (450, Unit::Piece, "500 g", Some((900, Unit::Kilogram))),
            (450, Unit::Piece, "350 g", Some((1286, Unit::Kilogram))),
            // 0.5 cents go up, anything below goes down.
            (1, Unit::Piece, "2 kg", Some((1, Unit::Kilogram))),
            (1, Unit::Piece, "2,001 kg", Some((0, Unit::Kilogram))),
            (1200, Unit::Piece, "75 cl", Some((1600, Unit::Litre))),
            (900, Unit::Piece, "6 x 33 cl", Some((455, Unit::Litre))),
            (
                9_999_999,
                Unit::Piece,
                "1 g",
                Some((9_999_999_000, Unit::Kilogram)),
            ),
            (240, Unit::HundredGrams, "", Some((2400, Unit::Kilogram))),
            (240, Unit::HundredGrams, "200 g", Some((2400, Unit::Kilogram))),
            (1200, Unit::Piece, "1 l", None),
            (1200, Unit::Piece, "", None),
            (390, Unit::Kilogram, "500 g", None),
            (390, Unit::Litre, "", None),
        ] {
            assert_eq!(per(cents, unit, content), expected, "{cents} {unit} {content}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(amount in 1..=Content::MAX, solid: bool) {
            let measure = if solid { Measure::Gram } else { Measure::Millilitre };
            let content = Content::new(amount, measure).unwrap();
            prop_assert_eq!(content.to_string().parse::<Content>(), Ok(content));
        }

        #[test]
        fn a_unit_price_is_the_nearest_cent(cents in 1..=Price::MAX.0, amount in 1..=Content::MAX) {
            prop_assume!(amount != 1000);
            let content = Content::new(amount, Measure::Gram).unwrap();
            let found = unit_price(Price::from_cents(cents).unwrap(), Unit::Piece, Some(content)).unwrap();
            let off = found.price.0 * i64::from(amount) - cents * 1000;
            prop_assert!(2 * off <= i64::from(amount) && -2 * off < i64::from(amount));
        }

        #[test]
        fn no_text_makes_it_panic(typed in ".{0,40}", close in "[0-9,. x×*]{0,12}[a-z℮.]{0,3}") {
            let _ = typed.parse::<Content>();
            let _ = close.parse::<Content>();
        }
    }
}
