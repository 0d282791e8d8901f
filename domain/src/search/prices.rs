//! Prices among the words: "cadeau moins de 20 €".

use super::words::{Word, WordKind};
use crate::money::Cents;

/// Between what and what it may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// At least that.
    pub from: Option<Cents>,
    /// At most that.
    pub to: Option<Cents>,
}

/// What stands before a price and belongs to it.
const BEFORE: &[&str] = &[
    "a", "au", "de", "entre", "et", "jusqu", "jusque", "max", "maxi", "maximum", "moin", "moins", "plus",
    "pour", "sous",
];

/// Takes the prices out of the words. A price is a number of euros; alone it is the most it may cost, behind "plus de" the
/// least, and "entre 10 et 20 euros" is both.
pub fn take(words: &mut Vec<Word>) -> Prices {
    let mut prices = Prices::default();
    while let Some(at) = words.windows(2).position(is_price) {
        let amount = euros(&words[at].stem);
        let mut from = at;
        let mut says_more = false;
        let mut other = None;
        while let Some(before) = from.checked_sub(1) {
            let word = &words[before];
            if word.kind == WordKind::Number && words[from].written == "et" {
                other = euros(&word.stem);
            } else if !BEFORE.contains(&word.written.as_str()) {
                break;
            }
            says_more |= word.written == "plus";
            from = before;
        }
        words.drain(from..at + 2);
        if other.is_some() {
            prices = Prices {
                from: other,
                to: amount,
            };
        } else if says_more {
            prices.from = amount;
        } else {
            prices.to = amount;
        }
    }
    prices
}

fn is_price(pair: &[Word]) -> bool {
    matches!(pair, [number, euro] if number.kind == WordKind::Number && matches!(euro.stem.as_str(), "euro" | "eur"))
}

/// "9,8" in cents; none for what no price reaches.
fn euros(number: &str) -> Option<Cents> {
    crate::money::Price::parse(number)
        .ok()
        .map(crate::money::Price::cents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::words;

    #[test]
    fn prices_are_told_from_other_numbers() {
        for (text, from, to, left) in [
            ("cadeau moins de 20 €", None, Some(2000), "cadeau"),
            ("vin à 9,80 euros", None, Some(980), "vin"),
            ("jouet 15€", None, Some(1500), "jouet"),
            ("plus de 30 euros", Some(3000), None, ""),
            ("fleurs entre 10 et 20 euros", Some(1000), Some(2000), "fleur"),
            ("jusqu'à 5 € miel", None, Some(500), "miel"),
            ("comté 18 mois", None, None, "comte 18 mois"),
            ("10", None, None, "10"),
            ("99999999999999999999 euros", None, None, ""),
        ] {
            let mut all = words(text);
            let prices = take(&mut all);
            let left_over: Vec<&str> = all.iter().map(|word| word.stem.as_str()).collect();
            assert_eq!(
                (prices.from, prices.to, left_over.join(" ").as_str()),
                (from.map(Cents), to.map(Cents), left),
                "{text}"
            );
        }
    }
}
