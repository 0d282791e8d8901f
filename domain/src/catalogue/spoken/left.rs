//! "il m'en reste trois": how many pieces there are.

use super::{
    numbers::number,
    phrase::Phrase,
    price::{CENT, EURO},
    unit::is_container,
};
use crate::catalogue::content::measured;

/// Pieces a merchant can count in one product, as in the form.
const MAX_PIECES: u64 = 9_999;
const THERE_ARE: &[&str] = &[
    "il m' en reste",
    "il me reste",
    "il nous en reste",
    "il nous reste",
    "il en reste",
    "il reste",
    "m' en reste",
    "en reste",
    "reste",
    "il n' en reste",
    "il ne m' en reste",
    "il ne me reste",
    "il ne reste",
    "j' en ai",
    "je n' en ai",
    "on en a",
    "on n' en a",
    "nous en avons",
    "nous n' en avons",
    "il y en a",
    "il n' y en a",
    "y en a",
    "en stock",
    "stock",
];
const ONLY: &[&str] = &["plus que", "que", "encore", "seulement", "juste"];
const PIECES: &[&str] = &["piece", "pieces", "exemplaire", "exemplaires"];
const IN_STOCK: &[&str] = &[
    "en stock",
    "en rayon",
    "exemplaires",
    "disponible",
    "disponibles",
    "restants",
    "restantes",
];

/// Takes the count of pieces out of the phrase: 1 to 9,999.
pub(super) fn take_pieces(phrase: &mut Phrase) -> Option<u32> {
    let (start, count, end) =
        (0..phrase.len()).find_map(|at| told(phrase, at).or_else(|| in_stock(phrase, at)))?;
    phrase.take(start..end);
    u32::try_from(count)
        .ok()
        .filter(|_| (1..=MAX_PIECES).contains(&count))
}

type Found = (usize, u64, usize);

/// "il ne m'en reste plus que trois pots".
fn told(phrase: &Phrase, start: usize) -> Option<Found> {
    let there_are = phrase.longest(start, THERE_ARE);
    let at = start + there_are;
    let only = phrase.longest(at, ONLY);
    if there_are == 0 && phrase.longest(start, &["plus que"]) == 0 {
        return None;
    }
    let (count, end) = counted(phrase, at + only)?;
    Some((
        start,
        count,
        end + phrase.longest(end, IN_STOCK).max(phrase.longest(end, ONLY)),
    ))
}

/// "trois pots en stock".
fn in_stock(phrase: &Phrase, start: usize) -> Option<Found> {
    let (count, end) = counted(phrase, start)?;
    let in_stock = phrase.longest(end, IN_STOCK);
    (in_stock > 0 || phrase.is_one_of(end - 1, &["exemplaire", "exemplaires"])).then_some((
        start,
        count,
        end + in_stock,
    ))
}

/// A whole number, and the pots it counts.
fn counted(phrase: &Phrase, at: usize) -> Option<(u64, usize)> {
    let number = number(phrase, at)?;
    let end = at + number.len;
    let is_amount = phrase.is_one_of(end, EURO) || phrase.is_one_of(end, CENT);
    if is_amount || measured(phrase.word(end)).is_some() {
        return None;
    }
    let noun = phrase.is_one_of(end, PIECES) || is_container(phrase.word(end));
    Some((number.whole()?, end + usize::from(noun)))
}
