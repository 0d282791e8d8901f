//! "quatre euros cinquante", "4€50", "90 centimes": what it costs, in words, in digits or in both.

use super::{
    numbers::number,
    phrase::Phrase,
    unit::{is_container, says_unit, says_unit_in_full},
};
use crate::{catalogue::content::measured, money::Price};
use std::ops::Range;

pub(super) const EURO: &[&str] = &["euro", "euros", "eur", "€"];
pub(super) const CENT: &[&str] = &["centime", "centimes", "cents", "ct", "cts"];
/// Small words in front of a price that are no part of a name.
const LEADS: &[&str] = &[
    "à",
    "pour",
    "de",
    "d'",
    "prix",
    "le prix",
    "au prix",
    "à partir",
    "ca fait",
    "ca coute",
    "c' est",
    "coute",
    "coutent",
    "il coute",
    "elle coute",
    "ils coutent",
    "elles coutent",
    "il est",
    "elle est",
    "ils sont",
    "elles sont",
    "le prix est",
    "le prix c' est",
    "est à",
    "sont à",
    "vendu",
    "vendue",
    "vendus",
    "vendues",
    "je les vends",
    "je le vends",
    "je la vends",
    "je vends ca",
    "je le fais",
    "je la fais",
    "je les fais",
    "le tout",
    "=",
];

/// Amounts and where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Amount {
    /// None when there are parts of a cent in it.
    cents: Option<u64>,
    start: usize,
    end: usize,
}

/// What was understood of prices.
pub(super) struct Said {
    /// None when it is no price we take, for example zero.
    pub(super) price: Option<Price>,
    /// The place behind it.
    pub(super) end: usize,
}

/// Takes every price out of the phrase, with the small words that lead to it; the first one counts. Where nobody says
/// "euros", numbers that can only be a price count too.
pub(super) fn take_price(phrase: &mut Phrase) -> Option<Said> {
    let mut amounts = with_currency(phrase);
    if amounts.is_empty() {
        amounts.extend(without_currency(phrase));
    }
    for (at, amount) in amounts.iter().enumerate() {
        let mut start = amount.start;
        loop {
            let lead = phrase.longest_before(start, LEADS);
            let sign = usize::from(start > 0 && phrase.is_sign(start - 1));
            if lead + sign == 0 {
                break;
            }
            start -= lead.max(sign);
        }
        let around = if at > 0 {
            bargain(phrase, start, amount.end)
        } else {
            start..amount.end
        };
        phrase.take(around);
    }
    let first = amounts.first()?;
    let cents = first.cents.and_then(|cents| i64::try_from(cents).ok());
    Some(Said {
        price: cents.and_then(|cents| Price::from_cents(cents).ok()),
        end: first.end,
    })
}

/// "les 3 pour 15 €", "ou cinq euros les cinq": another price with the count it is for. One product has one price.
fn bargain(phrase: &Phrase, start: usize, end: usize) -> Range<usize> {
    let counted = |at| {
        (phrase.word(at) == "les")
            .then(|| number(phrase, at + 1))
            .flatten()
    };
    let before = (start.saturating_sub(5)..start)
        .find(|at| counted(*at).is_some_and(|count| at + 1 + count.len == start))
        .unwrap_or(start);
    let before = before - phrase.longest_before(before, &["ou", "ou bien", "et", "sinon"]);
    let behind = counted(end).map_or(end, |count| end + 1 + count.len);
    before..behind
}

fn with_currency(phrase: &Phrase) -> Vec<Amount> {
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < phrase.len() {
        if let Some(amount) = amount_at(phrase, at) {
            at = amount.end;
            amounts.push(amount);
        } else {
            at += number(phrase, at).map_or(1, |number| number.len);
        }
    }
    amounts
}

/// The amount that begins at a place.
fn amount_at(phrase: &Phrase, start: usize) -> Option<Amount> {
    // "€4.50", as some devices write it.
    if phrase.word(start) == "€" {
        let euros = number(phrase, start + 1)?;
        let end = start + 1 + euros.len;
        return Some(Amount {
            cents: in_cents(euros.thousandths),
            start,
            end,
        });
    }
    let first = number(phrase, start)?;
    let end = start + first.len;
    if phrase.is_one_of(end, CENT) {
        let of_euro = phrase.longest(end + 1, &["d' euro", "d' euros"]);
        return Some(Amount {
            cents: first.whole(),
            start,
            end: end + 1 + of_euro,
        });
    }
    if !phrase.is_one_of(end, EURO) {
        return None;
    }
    let (more, end) = first
        .whole()
        .and_then(|_| cents_behind(phrase, end + 1))
        .unwrap_or((0, end + 1));
    Some(Amount {
        cents: in_cents(first.thousandths).map(|cents| cents + more),
        start,
        end,
    })
}

fn in_cents(thousandths: u64) -> Option<u64> {
    thousandths.is_multiple_of(10).then_some(thousandths / 10)
}

/// The cents behind "euros": (cents, the place behind them). A number that counts something else is none.
fn cents_behind(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    let half = phrase.longest(at, &["et demi", "et demie"]);
    if half > 0 {
        return Some((50, at + half));
    }
    let at = at + usize::from(phrase.word(at) == "et");
    let number = number(phrase, at)?;
    let cents = number.whole().filter(|cents| *cents < 100)?;
    let end = at + number.len;
    if phrase.is_one_of(end, CENT) {
        return Some((cents, end + 1));
    }
    let small = cents < 10 && !phrase.is_boundary(end) && !says_unit(phrase, end);
    (!small && !counts(phrase, end)).then_some((cents, end))
}

/// Whether a number in front of this word counts or measures something: grams, pots, eggs.
fn counts(phrase: &Phrase, at: usize) -> bool {
    let word = phrase.word(at);
    let plural = word.ends_with(['s', 'x']);
    measured(word).is_some()
        || EURO.contains(&word)
        || phrase.is_one_of(
            at,
            &[
                "x",
                "×",
                "*",
                "fois",
                "%",
                "pieces",
                "oeufs",
                "huitres",
                "exemplaires",
            ],
        )
        || (plural && is_container(word))
}

/// "quatre cinquante le pot", "3,90": a price nobody called one. It has two decimals, or it stands before what it buys,
/// or two numbers end the phrase.
fn without_currency(phrase: &Phrase) -> Option<Amount> {
    let mut start = 0;
    while start < phrase.len() {
        let Some(first) = number(phrase, start) else {
            start += 1;
            continue;
        };
        let found = uncalled(phrase, start, first.thousandths, start + first.len);
        if found.is_some() {
            return found;
        }
        start += first.len;
    }
    None
}

fn uncalled(phrase: &Phrase, start: usize, thousandths: u64, end: usize) -> Option<Amount> {
    let amount = |cents, end| Some(Amount { cents, start, end });
    if let Some((_, 2)) = phrase.digits(start)
        && !counts(phrase, end)
    {
        return amount(in_cents(thousandths), end);
    }
    let euros = in_cents(thousandths).filter(|_| thousandths.is_multiple_of(1000))?;
    let cents =
        number(phrase, end).and_then(|cents| Some((cents.whole().filter(|c| *c < 100)?, end + cents.len)));
    if let Some((cents, end)) = cents {
        let ends = cents >= 10 && euros < 100_000 && phrase.past_signs(end) == phrase.len();
        if ends || says_unit(phrase, phrase.past_signs(end)) {
            return amount(Some(euros + cents), end);
        }
    }
    // "le lot de trois, la pièce": that three counts something.
    let tied = start > 0 && phrase.is_one_of(start - 1, &["de", "d'", "les"]);
    if !tied && says_unit_in_full(phrase, phrase.past_signs(end)) {
        return amount(Some(euros), end);
    }
    None
}
