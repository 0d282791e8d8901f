//! A dictated phrase as a row of tokens. What has been understood is taken out of the row; what remains is the name.

use crate::catalogue::folded::folded;
use std::ops::Range;

/// Signs that part a phrase without being of it.
const SIGNS: &[char] = &[
    ',', ';', ':', '.', '!', '?', '…', '-', '–', '—', '·', '•', '|', '"', '“', '”',
];
/// Longer numbers than any price or weight are words.
const DIGITS: usize = 9;

/// The phrase and its tokens.
pub(super) struct Phrase<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

struct Token {
    at: Range<usize>,
    /// The text in small letters without accents, except for "à": without its accent it is another word.
    word: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// A number in digits, in thousandths, with the count of its decimals.
    Digits(u64, usize),
    Sign,
    /// Taken: understood as something other than the name.
    Gap,
}

impl<'a> Phrase<'a> {
    /// Cuts a text into words, numbers and signs. An apostrophe ends its word ("d'" "olive"), a hyphen inside a word
    /// parts it ("dix" "huit"), and so does a change between letters and digits ("33" "cl").
    pub(super) fn new(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let rest = &text[at..];
            let end = at
                + if first.is_ascii_digit() {
                    digits(rest)
                } else if is_letter(first) {
                    letters(rest)
                } else {
                    first.len_utf8()
                };
            let inner_hyphen = matches!(first, '-' | '\u{2010}' | '\u{2011}')
                && text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
                && text[end..].chars().next().is_some_and(char::is_alphanumeric);
            if !first.is_whitespace() && !inner_hyphen {
                tokens.push(Token::new(text, at..end));
            }
            at = end;
        }
        Self { text, tokens }
    }

    /// How many tokens there are, taken ones included.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a place as it is compared; empty at a gap and past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(token) if token.kind != Kind::Gap => &token.word,
            _ => "",
        }
    }

    /// The number in digits at a place: thousandths, and the count of decimals.
    pub(super) fn digits(&self, at: usize) -> Option<(u64, usize)> {
        match self.tokens.get(at)?.kind {
            Kind::Digits(thousandths, decimals) => Some((thousandths, decimals)),
            _ => None,
        }
    }

    /// Whether the token at a place still belongs to the name.
    pub(super) fn is_kept(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind != Kind::Gap)
    }

    pub(super) fn is_sign(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Sign)
    }

    /// Nothing follows here: the end, a sign, or something understood.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        !self.is_kept(at) || self.is_sign(at)
    }

    /// The next place that is no sign.
    pub(super) fn past_signs(&self, at: usize) -> usize {
        (at..self.len())
            .find(|at| !self.is_sign(*at))
            .unwrap_or(self.len())
    }

    /// The places still kept before a place, signs aside.
    pub(super) fn nothing_kept_before(&self, at: usize) -> bool {
        (0..at).all(|place| self.is_boundary(place))
    }

    /// Length of the longest pattern (words with a blank between) that stands at a place; 0 for none.
    pub(super) fn longest(&self, at: usize, patterns: &[&str]) -> usize {
        let stands = |pattern: &&&str| {
            let words = pattern.split(' ');
            words.enumerate().all(|(step, word)| self.word(at + step) == word)
        };
        let lengths = patterns
            .iter()
            .filter(stands)
            .map(|pattern| pattern.split(' ').count());
        lengths.max().unwrap_or(0)
    }

    /// The same for a pattern that ends right before a place.
    pub(super) fn longest_before(&self, end: usize, patterns: &[&str]) -> usize {
        let reach = |start: &usize| self.longest(*start, patterns) == end - start;
        (0..end).find(reach).map_or(0, |start| end - start)
    }

    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// Takes tokens out of the name.
    pub(super) fn take(&mut self, range: Range<usize>) {
        let end = range.end.min(self.tokens.len());
        for token in self.tokens.get_mut(range.start..end).unwrap_or_default() {
            token.kind = Kind::Gap;
        }
    }

    /// The text from one token's start to another's end, as it was dictated.
    pub(super) fn raw(&self, tokens: Range<usize>) -> &'a str {
        match self.tokens.get(tokens).unwrap_or_default() {
            [first, .., last] => &self.text[first.at.start..last.at.end],
            [only] => &self.text[only.at.clone()],
            [] => "",
        }
    }
}

impl Token {
    fn new(text: &str, at: Range<usize>) -> Self {
        let raw = &text[at.clone()];
        let word = match raw {
            "à" | "À" => "à".to_owned(),
            _ => folded(raw),
        };
        let kind = match raw.chars().next() {
            Some(first) if first.is_ascii_digit() => number(raw),
            Some(first) if SIGNS.contains(&first) => Kind::Sign,
            _ => Kind::Word,
        };
        Self { at, word, kind }
    }
}

/// Letters, and accents that are characters of their own.
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() && !c.is_ascii_digit()) || matches!(c, '\u{300}'..='\u{36F}')
}

/// How far a word reaches, with the apostrophe that ties it to the next.
fn letters(text: &str) -> usize {
    let end = text.find(|c: char| !is_letter(c)).unwrap_or(text.len());
    match text[end..].chars().next() {
        Some(tie @ ('\'' | '’' | 'ʼ')) if text[end + tie.len_utf8()..].starts_with(is_letter) => {
            end + tie.len_utf8()
        }
        _ => end,
    }
}

/// How far a number in digits reaches: thousands apart when a no-break space or a euro sign proves it, decimals behind a
/// comma or a point.
fn digits(text: &str) -> usize {
    let run = |from: usize| {
        let rest = &text[from..];
        from + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
    };
    let mut end = run(0);
    while let Some(space @ (' ' | '\u{A0}' | '\u{202F}')) = text[end..].chars().next() {
        let next = run(end + space.len_utf8());
        let proven = space != ' ' || before_euros(&text[next..]);
        if end > 3 || next != end + space.len_utf8() + 3 || !proven {
            break;
        }
        end = next;
    }
    if text[end..].starts_with([',', '.']) && run(end + 1) > end + 1 {
        end = run(end + 1);
    }
    end
}

/// Whether a euro follows, perhaps behind decimals.
fn before_euros(text: &str) -> bool {
    let rest = text.strip_prefix([',', '.']).unwrap_or(text);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    rest.starts_with('€') || rest.starts_with("eur")
}

fn number(raw: &str) -> Kind {
    let (whole, decimals) = raw.split_once([',', '.']).unwrap_or((raw, ""));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if whole.len() > DIGITS || decimals.len() > 3 {
        return Kind::Word;
    }
    format!("{whole}{decimals:0<3}")
        .parse()
        .map_or(Kind::Word, |thousandths| {
            Kind::Digits(thousandths, decimals.len())
        })
}
