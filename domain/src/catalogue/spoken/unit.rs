//! "le kilo", "les cent grammes", "la barquette de 500 grammes": what the price buys.

use super::{
    numbers::number,
    phrase::Phrase,
    quantity::{Quantity, pound, quantity},
};
use crate::catalogue::{Content, Measure, Unit};

/// What may stand before a unit.
const DETERMINERS: &[&str] = &[
    "le",
    "la",
    "l'",
    "les",
    "au",
    "aux",
    "du",
    "à la",
    "à l'",
    "par",
    "chaque",
    "/",
    "pour",
    "pour le",
    "pour la",
    "pour l'",
    "pour les",
    "pour un",
    "pour une",
    "le prix du",
    "le prix de la",
    "c' est le",
    "c' est la",
];
/// Before these words in front of it, a container is part of the name: "poire dans la boîte".
const PREPOSITIONS: &[&str] = &[
    "de", "d'", "dans", "sur", "avec", "sous", "en", "à", "et", "pour", "par", "sans",
];
const KILOGRAM: &[&str] = &["kilo", "kg", "kilogramme"];
const LITRE: &[&str] = &["litre", "l"];
const PIECE: &[&str] = &["piece", "unite", "chacun", "chacune", "exemplaire"];
/// Several at once: they stay in the name, or the price would be misunderstood.
const SEVERAL: &[&str] = &[
    "douzaine",
    "demi douzaine",
    "centaine",
    "dizaine",
    "quinzaine",
    "metre",
];
const OF: &[&str] = &["de", "d'"];
const CONTAINERS: &[&str] = &[
    "ballotin",
    "barquette",
    "bidon",
    "bobine",
    "bocal",
    "boite",
    "botte",
    "bouquet",
    "bouteille",
    "brin",
    "brique",
    "cagette",
    "caisse",
    "canette",
    "carton",
    "coffret",
    "cornet",
    "etui",
    "filet",
    "flacon",
    "gousse",
    "lot",
    "morceau",
    "pack",
    "panier",
    "paquet",
    "part",
    "pelote",
    "pied",
    "plaque",
    "plaquette",
    "plateau",
    "portion",
    "pot",
    "rouleau",
    "sac",
    "sachet",
    "tablette",
    "tete",
    "tranche",
    "tube",
    "verrine",
    "paire",
];

/// What a price buys, as it was said.
pub(super) struct Bought {
    pub(super) unit: Unit,
    /// How much is in a piece.
    pub(super) content: Option<Content>,
    /// Words that stay in the name and want a comma before them: "la douzaine".
    pub(super) aside: Option<usize>,
    /// The container's place, a name for want of a better one.
    pub(super) container: Option<usize>,
    end: usize,
}

impl Bought {
    fn new(unit: Unit, end: usize) -> Self {
        Self {
            unit,
            content: None,
            aside: None,
            container: None,
            end,
        }
    }
}

/// Whether a word, singular or plural, is something goods come in.
pub(super) fn is_container(word: &str) -> bool {
    CONTAINERS
        .iter()
        .any(|known| *known == word || word.strip_suffix(['s', 'x']) == Some(known))
        || word == "bocaux"
        || word == "morceaux"
}

/// Whether what stands here says what a price buys.
pub(super) fn says_unit(phrase: &Phrase, at: usize) -> bool {
    says_unit_in_full(phrase, at) || (phrase.is_one_of(at, PIECE) && phrase.is_boundary(at + 1))
}

/// The same with a determiner: "la pièce", not "pièce", which a number in front would count.
pub(super) fn says_unit_in_full(phrase: &Phrase, at: usize) -> bool {
    phrase.longest(at, DETERMINERS) > 0 && bought(phrase, at).is_some()
}

/// Takes what a price buys out of the phrase: right behind the price when there is one, else at the beginning, else
/// anywhere the words stand alone.
pub(super) fn take_unit(phrase: &mut Phrase, price_end: Option<usize>) -> Option<Bought> {
    let behind = price_end.map(|end| phrase.past_signs(end));
    let first = (0..phrase.len()).find(|at| !phrase.is_boundary(*at));
    let candidates = behind.into_iter().chain(first).map(|at| (at, bought(phrase, at)));
    let (at, sold) = candidates
        .chain((0..phrase.len()).map(|at| (at, standing_alone(phrase, at))))
        .find_map(|(at, sold)| Some((at, sold?)))?;
    phrase.take(at..sold.end);
    Some(sold)
}

/// A unit in the middle of the phrase: it has a determiner, and it does not run on into a name.
fn standing_alone(phrase: &Phrase, at: usize) -> Option<Bought> {
    let tied = at > 0 && phrase.is_one_of(at - 1, PREPOSITIONS);
    if tied || phrase.longest(at, DETERMINERS) == 0 {
        return None;
    }
    let runs_on = |sold: &Bought| sold.unit == Unit::Piece && !phrase.is_boundary(sold.end);
    bought(phrase, at).filter(|sold| sold.aside.is_some() || (sold.end > at && !runs_on(sold)))
}

fn bought(phrase: &Phrase, at: usize) -> Option<Bought> {
    let determiner = phrase.longest(at, DETERMINERS);
    let place = at + determiner;
    let lonely = phrase.nothing_kept_before(at);
    // "le kilo de tomates": the tomatoes are the name.
    let past_of = |end: usize| end + usize::from(lonely && phrase.is_one_of(end, OF));
    if phrase.is_one_of(place, KILOGRAM) {
        return Some(Bought::new(Unit::Kilogram, past_of(place + 1)));
    }
    if phrase.is_one_of(place, LITRE) {
        return Some(Bought::new(Unit::Litre, past_of(place + 1)));
    }
    // "la pièce montée" and "pièce de bœuf" are names.
    let stands = phrase.is_boundary(place + 1) || phrase.longest(place + 1, DETERMINERS) > 0 || !lonely;
    let one_of_them = phrase.word(at) == "l'" && phrase.is_one_of(place, &["un", "une"]);
    if stands && (one_of_them || phrase.is_one_of(place, PIECE)) && !phrase.is_one_of(place + 1, OF) {
        return Some(Bought::new(Unit::Piece, place + 1));
    }
    let article = determiner + usize::from(determiner == 0 && phrase.is_one_of(at, &["un", "une"]));
    if article == 0 {
        return None;
    }
    if is_container(phrase.word(at + article)) {
        return Some(contained(phrase, at, at + article, lonely));
    }
    if determiner == 0 {
        return None;
    }
    if let Some((content, end)) = noun_quantity(phrase, place) {
        return Some(if content == hundred_grams()? {
            Bought::new(Unit::HundredGrams, past_of(end))
        } else {
            Bought {
                content: Some(content),
                ..Bought::new(Unit::Piece, past_of(end))
            }
        });
    }
    several(phrase, at, place, lonely)
}

fn hundred_grams() -> Option<Content> {
    Content::new(100, Measure::Gram).ok()
}

/// A quantity behind an article, where a pound needs no "une".
fn noun_quantity(phrase: &Phrase, at: usize) -> Option<Quantity> {
    let Some((size, measure)) = pound(phrase, at) else {
        return quantity(phrase, at);
    };
    // "le livre" is a book.
    let feminine = at > 0 && phrase.is_one_of(at - 1, &["la", "une", "par"]);
    let content = Content::of(1000, size, measure).ok().filter(|_| feminine)?;
    Some((content, at + 1))
}

/// "la barquette", with what is in it when that is said.
fn contained(phrase: &Phrase, at: usize, container: usize, lonely: bool) -> Bought {
    let behind = container + 1;
    let of = usize::from(phrase.is_one_of(behind, OF));
    let mut sold = Bought::new(Unit::Piece, container);
    if let Some((content, end)) = quantity(phrase, behind + of) {
        sold.content = Some(content);
        sold.container = Some(container);
        sold.end = end + usize::from(lonely && phrase.is_one_of(end, OF));
    } else if of == 0 && (phrase.is_boundary(behind) || !lonely) {
        sold.container = Some(container);
        sold.end = behind;
    } else if of > 0 && !lonely && counts_to_end(phrase, behind + of) {
        // "savons, le lot de trois": without these words the price would be that of one.
        sold.aside = Some(at);
        sold.end = at;
    }
    sold
}

/// "la douzaine", "les deux".
fn several(phrase: &Phrase, at: usize, place: usize, lonely: bool) -> Option<Bought> {
    let dozen = phrase.longest(place, SEVERAL) > 0;
    let count = phrase.is_one_of(place - 1, &["les", "pour"]) && counts_to_end(phrase, place);
    if !dozen && !count {
        return None;
    }
    let mut sold = Bought::new(Unit::Piece, at);
    if !lonely {
        sold.aside = Some(at);
    } else if count {
        // "Les deux" alone names nothing.
        sold.end = place + number(phrase, place)?.len;
    } else {
        sold.end = place;
    }
    Some(sold)
}

fn counts_to_end(phrase: &Phrase, at: usize) -> bool {
    number(phrase, at).is_some_and(|count| phrase.is_boundary(at + count.len))
}
