//! "cinq cents grammes", "un litre et demi", "six fois vingt-cinq centilitres": how much is in a piece.

use super::{
    numbers::{Number, number},
    phrase::Phrase,
    unit::is_container,
};
use crate::catalogue::{Content, Measure, content::measured};

const TIMES: &[&str] = &["x", "×", "*", "fois"];
const OF: &[&str] = &["de", "d'"];
/// Small words that tie a quantity to what stands before it.
const TIES: &[&str] = &[
    "de",
    "d'",
    "en",
    "de environ",
    "d' environ",
    "environ",
    "soit",
    "en format",
];

/// A quantity and the place behind it.
pub(super) type Quantity = (Content, usize);

/// Takes the first quantity out of the phrase, with the small words around it.
pub(super) fn take_content(phrase: &mut Phrase) -> Option<Content> {
    let (start, (content, end)) = (0..phrase.len()).find_map(|at| Some((at, quantity(phrase, at)?)))?;
    let several = several_pieces(phrase, start).and_then(|count| content.times(count).ok());
    let tie = start - phrase.longest_before(start, TIES);
    // "500 g de fraises" is about strawberries, but "sachet 500 g de farine" is a bag of flour.
    let of = phrase.nothing_kept_before(tie) && phrase.is_one_of(end, OF);
    phrase.take(tie..end + usize::from(of));
    // Behind a name, "pot de 250 g" has said it all.
    let emptied = tie.saturating_sub(1);
    let is_emptied = tie < start && several.is_none() && is_container(phrase.word(emptied));
    if is_emptied && phrase.is_boundary(end) && !phrase.nothing_kept_before(emptied) {
        phrase.take(emptied..tie);
    }
    Some(several.unwrap_or(content))
}

/// The count in "six bouteilles de 25 cl", when the quantity stands at a place.
fn several_pieces(phrase: &Phrase, at: usize) -> Option<u32> {
    let container = at.checked_sub(2)?;
    if !phrase.is_one_of(at - 1, OF) || !is_container(phrase.word(container)) {
        return None;
    }
    // The longest number in front of the container.
    let count = (container.saturating_sub(4)..container).find_map(|start| {
        let count = number(phrase, start)?;
        (start + count.len == container).then_some(count)
    })?;
    u32::try_from(count.whole()?).ok()
}

/// The quantity that begins at a place.
pub(super) fn quantity(phrase: &Phrase, at: usize) -> Option<Quantity> {
    if let Some(count) = number(phrase, at)
        && phrase.is_one_of(at + count.len, TIMES)
    {
        let (one, end) = quantity(phrase, at + count.len + 1)?;
        let times = u32::try_from(count.whole()?).ok()?;
        return Some((one.times(times).ok()?, end));
    }
    half(phrase, at).or_else(|| measured_number(phrase, at))
}

/// "demi-litre", "un demi-kilo", "une demi-livre".
fn half(phrase: &Phrase, at: usize) -> Option<Quantity> {
    let at = at + usize::from(phrase.is_one_of(at, &["un", "une"]));
    if !phrase.is_one_of(at, &["demi", "demie"]) {
        return None;
    }
    let (size, measure) = measured(phrase.word(at + 1)).or_else(|| pound(phrase, at + 1))?;
    Some((Content::of(500, size, measure).ok()?, at + 2))
}

/// A number with its unit, and perhaps a half more.
fn measured_number(phrase: &Phrase, at: usize) -> Option<Quantity> {
    let Number { thousandths, len } = number(phrase, at)?;
    let unit = at + len;
    // "une livre" is a weight; "un livre" and "deux livres" are books.
    let a_pound = || pound(phrase, unit).filter(|_| phrase.word(at) == "une");
    let (size, measure) = measured(phrase.word(unit)).or_else(a_pound)?;
    let halves = phrase.longest(unit + 1, &["et demi", "et demie"]);
    let more = if halves > 0 { 500 } else { 0 };
    let content = Content::of(thousandths + more, size, measure).ok()?;
    Some((content, unit + 1 + halves))
}

/// The pound of French markets: half a kilogram.
pub(super) fn pound(phrase: &Phrase, at: usize) -> Option<(u32, Measure)> {
    (phrase.word(at) == "livre").then_some((500, Measure::Gram))
}
