//! A text as the words by which it is found. Names of products and what shoppers type go through the same cuts, so that
//! both meet: "Œufs de plein air, 1,5 kg" and "oeuf 1500g".

use super::stem::stem;
use crate::catalogue::{folded, measured};
use std::iter::Peekable;
use std::str::Chars;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it was typed, in small letters without accents.
    pub written: String,
    /// As it is kept and compared.
    pub stem: String,
    /// What it is made of.
    pub kind: WordKind,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// Letters, and perhaps digits behind them: "miel", "e27".
    Letters,
    /// Digits only.
    Number,
    /// A number with its measure: "500g", "750ml", "35cm".
    Quantity,
}

/// Joins other words and is in every name, so that it finds nothing.
const SMALL: &[&str] = &[
    "a", "and", "au", "aux", "avec", "ce", "ces", "chez", "d", "dans", "de", "des", "du", "en", "et", "for",
    "la", "le", "les", "of", "on", "ou", "par", "pour", "son", "sur", "un", "une", "with",
];

impl Word {
    /// Whether it is one of those that are in every name.
    pub fn is_small(&self) -> bool {
        self.kind == WordKind::Letters && SMALL.contains(&self.written.as_str())
    }

    fn letters(written: String) -> Self {
        // A unit alone is one of it: "pommes au kilo".
        if let Some(one) = one_of(&written) {
            return Self::quantity(one.to_owned());
        }
        Self {
            stem: stem(&written),
            written,
            kind: WordKind::Letters,
        }
    }

    fn number(written: String) -> Self {
        Self {
            stem: written.clone(),
            written,
            kind: WordKind::Number,
        }
    }

    /// The quantities that a number without its measure may be: "370" is on a label as grams, "75" as centilitres. None for
    /// other words.
    pub fn measures(&self) -> Vec<String> {
        const UNITS: [&str; 6] = ["g", "kg", "ml", "cl", "l", "cm"];
        if self.kind != WordKind::Number {
            return Vec::new();
        }
        let (whole, decimals) = self.written.split_once(',').unwrap_or((&self.written, ""));
        UNITS
            .iter()
            .filter_map(|unit| quantity(whole, decimals, unit))
            .collect()
    }

    fn quantity(written: String) -> Self {
        Self {
            stem: written.clone(),
            written,
            kind: WordKind::Quantity,
        }
    }
}

fn one_of(unit: &str) -> Option<&'static str> {
    match unit {
        "kg" | "kilo" | "kilos" => Some("1000g"),
        "litre" | "litres" => Some("1000ml"),
        _ => None,
    }
}

/// The words of a text in their order, the small ones too. What is neither letter nor digit only parts them; an elided
/// article ("d'", "l'") is none; the euro sign is the word "euro".
pub fn words(text: &str) -> Vec<Word> {
    let folded = folded(text);
    let mut rest = folded.chars().peekable();
    let mut words = Vec::new();
    while let Some(first) = rest.peek().copied() {
        if first.is_ascii_digit() {
            words.push(number(&mut rest));
        } else if first.is_alphanumeric() {
            let run = run(&mut rest);
            let is_elided = run.len() <= 2 && rest.peek() == Some(&'\'');
            if !is_elided {
                words.push(Word::letters(run));
            }
        } else {
            rest.next();
            if first == '€' {
                words.push(Word::letters("euro".into()));
            }
        }
    }
    words
}

fn run(rest: &mut Peekable<Chars>) -> String {
    let mut run = String::new();
    while let Some(c) = rest.next_if(|c| c.is_alphanumeric()) {
        run.push(c);
    }
    run
}

/// How a text spells the word with this stem, in small letters: "chèvre" for "chevre".
pub fn spelled(text: &str, stem: &str) -> Option<String> {
    let mut pieces = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty());
    let piece = pieces.find(|piece| words(piece).first().is_some_and(|word| word.stem == stem))?;
    Some(piece.to_lowercase())
}

fn digits(rest: &mut Peekable<Chars>) -> String {
    let mut digits = String::new();
    while let Some(c) = rest.next_if(char::is_ascii_digit) {
        digits.push(c);
    }
    digits
}

/// From a digit on: "500", "500 g", "1,5 kg", "28x", "35cm".
fn number(rest: &mut Peekable<Chars>) -> Word {
    let whole = digits(rest);
    let mut decimals = String::new();
    let mut ahead = rest.clone();
    if ahead.next_if(|c| *c == ',' || *c == '.').is_some() && ahead.peek().is_some_and(char::is_ascii_digit) {
        decimals = digits(&mut ahead);
        *rest = ahead;
    }
    let mut ahead = rest.clone();
    while ahead.next_if(|c| c.is_whitespace()).is_some() {}
    let is_joined = ahead.clone().count() == rest.clone().count();
    let unit = run(&mut ahead);
    let is_article = ahead.peek() == Some(&'\'');
    if let Some(quantity) = (!is_article)
        .then(|| quantity(&whole, &decimals, &unit))
        .flatten()
    {
        *rest = ahead;
        return Word::quantity(quantity);
    }
    if is_joined && !unit.is_empty() {
        *rest = ahead;
        return Word::letters(format!("{whole}{unit}"));
    }
    Word::number(if decimals.is_empty() {
        whole
    } else {
        format!("{whole},{decimals}")
    })
}

/// Weights in grams and volumes in millilitres, so that "1 kg" is "1000 g"; lengths and the like as they are written.
fn quantity(whole: &str, decimals: &str, unit: &str) -> Option<String> {
    if matches!(unit, "mm" | "cm" | "m" | "w" | "v") {
        let comma = if decimals.is_empty() { "" } else { "," };
        return Some(format!("{whole}{comma}{decimals}{unit}"));
    }
    let (size, measure) = measured(unit)?;
    if decimals.len() > 3 {
        return None;
    }
    let thousandths: u64 = format!("{whole}{decimals:0<3}").parse().ok()?;
    let amount = thousandths.checked_mul(u64::from(size))? / 1000;
    let unit = match measure {
        crate::catalogue::Measure::Gram => "g",
        crate::catalogue::Measure::Millilitre => "ml",
    };
    Some(format!("{amount}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stems(text: &str) -> String {
        let words = words(text);
        let stems: Vec<&str> = words
            .iter()
            .filter(|word| !word.is_small())
            .map(|word| word.stem.as_str())
            .collect();
        stems.join(" ")
    }

    #[test]
    fn names_become_the_words_by_which_they_are_found() {
        for (text, found) in [
            (
                "Œufs de plein air, la demi-douzaine",
                "oeuf plein air demi douzaine",
            ),
            ("Sardines à l’huile d'olive, 115 g", "sardine huile olive 115g"),
            ("Huile de noix, 50 cl", "huile noix 500ml"),
            ("Jus de pomme trouble, 1 l", "jus pomme trouble 1000ml"),
            ("1,5 kg", "1500g"),
            ("miel 500GR", "miel 500g"),
            ("pommes au kilo", "pomme 1000g"),
            ("Ampoule LED, culot E27", "ampoule led culot e27"),
            ("Corde, 10 m", "corde 10m"),
            ("Chaussettes, 39-42", "chaussette 39 42"),
            ("100 l'unité", "100 unite"),
            ("Pull, taille M", "pull taille m"),
            ("3D 18 mois 9,80 €", "3d 18 mois 9,80 euro"),
            ("🍯 « … » %_*\"", ""),
            ("日本 茶", "日本 茶"),
        ] {
            assert_eq!(stems(text), found, "{text}");
        }
    }

    #[test]
    fn a_word_is_shown_as_it_is_spelled() {
        assert_eq!(
            spelled("Bûches de Chèvre, 200 g", "chevre").as_deref(),
            Some("chèvre")
        );
        assert_eq!(spelled("Bûche", "miel"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}", close in "[0-9,. a-z'€]{0,20}") {
            words(&text);
            words(&close);
        }

        #[test]
        fn a_word_is_never_empty_and_never_parted(text in "\\PC{0,60}") {
            for word in words(&text) {
                prop_assert!(!word.stem.is_empty() && !word.stem.contains(char::is_whitespace));
            }
        }
    }
}
