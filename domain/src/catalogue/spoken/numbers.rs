//! Numbers as they are said in French, in France as in Belgium and Switzerland, and as browsers write them in digits.

use super::phrase::Phrase;

/// A number and how many tokens it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) thousandths: u64,
    pub(super) len: usize,
}

impl Number {
    /// None when it has decimals.
    pub(super) fn whole(self) -> Option<u64> {
        self.thousandths
            .is_multiple_of(1000)
            .then_some(self.thousandths / 1000)
    }
}

/// The longest number that begins at a place, in words up to 999,999, "virgule" included.
pub(super) fn number(phrase: &Phrase, at: usize) -> Option<Number> {
    if let Some((thousandths, _)) = phrase.digits(at) {
        return Some(Number { thousandths, len: 1 });
    }
    let (whole, len) = cardinal(phrase, at)?;
    let (decimals, more) = decimals(phrase, at + len).unwrap_or((0, 0));
    Some(Number {
        thousandths: whole * 1000 + decimals,
        len: len + more,
    })
}

/// "virgule cinq", "virgule zéro cinq", "virgule vingt-cinq": thousandths.
fn decimals(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    if phrase.word(at) != "virgule" {
        return None;
    }
    let zeros = (at + 1..at + 3)
        .take_while(|at| phrase.word(*at) == "zero")
        .count();
    let (value, len) = below_thousand(phrase, at + 1 + zeros)?;
    let digits = format!("{}{value}", "0".repeat(zeros));
    if digits.len() > 3 {
        return None;
    }
    Some((format!("{digits:0<3}").parse().ok()?, 1 + zeros + len))
}

fn cardinal(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    let (thousands, len) = match phrase.word(at) {
        "zero" => return Some((0, 1)),
        "mille" => (1, 0),
        _ => below_thousand(phrase, at)?,
    };
    if phrase.word(at + len) != "mille" {
        return Some((thousands, len));
    }
    let (rest, more) = below_thousand(phrase, at + len + 1).unwrap_or((0, 0));
    Some((thousands * 1000 + rest, len + 1 + more))
}

fn below_thousand(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    let (hundreds, len) = match simple(phrase.word(at)) {
        _ if phrase.word(at) == "cent" => (1, 1),
        Some(count @ 2..=9) if phrase.is_one_of(at + 1, &["cent", "cents"]) => (count, 2),
        _ => return below_hundred(phrase, at),
    };
    let (rest, more) = below_hundred(phrase, at + len).unwrap_or((0, 0));
    Some((hundreds * 100 + rest, len + more))
}

fn below_hundred(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    if phrase.word(at) == "quatre" && phrase.is_one_of(at + 1, &["vingt", "vingts"]) {
        let (rest, more) = below_twenty(phrase, at + 2).unwrap_or((0, 0));
        return Some((80 + rest, 2 + more));
    }
    let Some(tens) = tens(phrase.word(at)) else {
        return below_twenty(phrase, at);
    };
    let (rest, more) = if phrase.word(at + 1) == "et" && phrase.is_one_of(at + 2, &["un", "une", "onze"]) {
        (simple(phrase.word(at + 2)).unwrap_or(0), 2)
    } else {
        below_twenty(phrase, at + 1).unwrap_or((0, 0))
    };
    // Only sixty goes on up to seventy-nine.
    if rest < 10 || tens == 60 {
        Some((tens + rest, 1 + more))
    } else {
        Some((tens, 1))
    }
}

fn below_twenty(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    match (phrase.word(at), simple(phrase.word(at + 1))) {
        ("dix", Some(rest @ 7..=9)) => Some((10 + rest, 2)),
        (word, _) => Some((simple(word)?, 1)),
    }
}

/// One word, one to sixteen.
fn simple(word: &str) -> Option<u64> {
    const WORDS: [&str; 16] = [
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize",
    ];
    let word = if word == "une" { "un" } else { word };
    WORDS
        .iter()
        .zip(1..)
        .find(|(known, _)| **known == word)
        .map(|(_, value)| value)
}

fn tens(word: &str) -> Option<u64> {
    Some(match word {
        "vingt" => 20,
        "trente" => 30,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        "septante" => 70,
        "huitante" | "octante" => 80,
        "nonante" => 90,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Option<(u64, usize)> {
        number(&Phrase::new(text), 0).map(|number| (number.thousandths, number.len))
    }

    #[test]
    fn numbers_are_heard_as_they_are_said() {
        for (text, value) in [
            ("zéro", 0),
            ("une", 1),
            ("seize", 16),
            ("dix-sept", 17),
            ("dix sept", 17),
            ("vingt et un", 21),
            ("trente-deux", 32),
            ("soixante-dix", 70),
            ("soixante et onze", 71),
            ("soixante-dix-neuf", 79),
            ("septante-trois", 73),
            ("quatre-vingts", 80),
            ("quatre-vingt-un", 81),
            ("huitante-huit", 88),
            ("quatre-vingt-dix", 90),
            ("quatre-vingt-onze", 91),
            ("quatre-vingt-dix-neuf", 99),
            ("nonante et un", 91),
            ("cent", 100),
            ("cent quatre", 104),
            ("deux cents", 200),
            ("neuf cent quatre-vingt-dix-neuf", 999),
            ("mille", 1000),
            ("mille deux cents", 1200),
            ("deux mille vingt-quatre", 2024),
            ("quatre-vingt mille un", 80_001),
            ("1 234", 1),
            ("1\u{202F}234", 1234),
        ] {
            assert_eq!(heard(text).map(|found| found.0), Some(value * 1000), "{text}");
        }
    }

    #[test]
    fn decimals_are_heard() {
        for (text, thousandths) in [
            ("un virgule cinq", 1500),
            ("quatre virgule zéro cinq", 4050),
            ("zéro virgule sept cent cinquante", 750),
            ("4,5", 4500),
            ("4.05", 4050),
            ("0,125", 125),
        ] {
            assert_eq!(heard(text).map(|found| found.0), Some(thousandths), "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_the_next_one_begins() {
        assert_eq!(heard("deux mille vingt douze euros"), Some((2_020_000, 3)));
        assert_eq!(heard("trois quatre euros"), Some((3000, 1)));
        assert_eq!(heard("trente onze"), Some((30_000, 1)));
        assert_eq!(heard("cent grammes"), Some((100_000, 1)));
        for none in ["", "comté", "cents", "1234567890123", "1,2345", "virgule cinq"] {
            assert_eq!(heard(none), None, "{none}");
        }
    }
}
