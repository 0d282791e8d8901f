//! Allergens stand out in a list of ingredients (Regulation (EU) 1169/2011, art. 21(1)(b)).

use crate::catalogue::{Allergen, folded};

/// A piece of a list of ingredients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// As it was written.
    pub text: &'a str,
    /// Names an allergen.
    pub stands_out: bool,
}

/// Beginnings of the words by which French and English labels name an allergen, folded.
const fn names(of: Allergen) -> &'static [&'static str] {
    match of {
        Allergen::Gluten => &[
            "gluten", "ble", "froment", "seigle", "orge", "avoine", "epeautre", "kamut", "wheat", "rye",
            "barley", "oat", "spelt",
        ],
        Allergen::Crustaceans => &[
            "crustace",
            "crevette",
            "crabe",
            "homard",
            "langouste",
            "langoustine",
            "ecrevisse",
            "shrimp",
            "crab",
            "lobster",
            "crustacean",
        ],
        Allergen::Eggs => &["oeuf", "egg"],
        Allergen::Fish => &[
            "poisson",
            "saumon",
            "thon",
            "anchois",
            "cabillaud",
            "sardine",
            "maquereau",
            "hareng",
            "truite",
            "fish",
            "salmon",
            "tuna",
            "anchov",
        ],
        Allergen::Peanuts => &["arachide", "cacahuete", "peanut"],
        Allergen::Soybeans => &["soja", "soy"],
        Allergen::Milk => &[
            "lait",
            "lactose",
            "beurre",
            "creme",
            "fromage",
            "lactoserum",
            "caseine",
            "yaourt",
            "milk",
            "butter",
            "cream",
            "cheese",
            "whey",
        ],
        Allergen::Nuts => &[
            "noix",
            "noisette",
            "amande",
            "pistache",
            "cajou",
            "pecan",
            "macadamia",
            "almond",
            "hazelnut",
            "walnut",
            "cashew",
            "pistachio",
        ],
        Allergen::Celery => &["celeri", "celery"],
        Allergen::Mustard => &["moutarde", "mustard"],
        Allergen::Sesame => &["sesame"],
        Allergen::Sulphites => &["sulfite", "sulphite", "bisulfite", "metabisulfite"],
        Allergen::Lupin => &["lupin"],
        Allergen::Molluscs => &[
            "mollusque",
            "moule",
            "huitre",
            "calmar",
            "poulpe",
            "escargot",
            "petoncle",
            "mollusc",
            "mussel",
            "oyster",
            "squid",
        ],
    }
}

/// The text in pieces that, put together, are the text again; words that name one of these allergens stand out.
pub fn emphasised<'a>(text: &'a str, holds: &[Allergen]) -> Vec<Stretch<'a>> {
    let mut pieces: Vec<Stretch<'a>> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphanumeric();
        let end = rest
            .find(|c: char| c.is_alphanumeric() != is_word)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(Stretch {
            text: piece,
            stands_out: is_word && names_one(piece, holds),
        });
        rest = after;
    }
    pieces
}

fn names_one(word: &str, holds: &[Allergen]) -> bool {
    let plain = folded(word);
    let is_named = |of: &Allergen| names(*of).iter().any(|name| is_form_of(&plain, name));
    holds.iter().any(is_named)
}

/// The word itself, or longer by an ending: "noisettes" is a form of "noisette", "blette" none of "ble".
fn is_form_of(word: &str, name: &str) -> bool {
    let Some(ending) = word.strip_prefix(name) else {
        return false;
    };
    matches!(ending, "" | "s" | "x" | "a" | "ies" | "y" | "bean" | "beans")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outstanding<'a>(text: &'a str, holds: &[Allergen]) -> Vec<&'a str> {
        let all = emphasised(text, holds).into_iter();
        all.filter(|piece| piece.stands_out)
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn allergens_stand_out_in_what_they_are_written_in() {
        let biscuits = "Farine de blé, beurre 22 %, Œufs, noisettes (Italie), sucre, sel";
        let holds = [Allergen::Gluten, Allergen::Milk, Allergen::Eggs, Allergen::Nuts];
        assert_eq!(
            outstanding(biscuits, &holds),
            ["blé", "beurre", "Œufs", "noisettes"]
        );
        assert!(outstanding(biscuits, &[Allergen::Fish]).is_empty());
        assert!(
            outstanding(
                "Blettes, moulées à la main",
                &[Allergen::Gluten, Allergen::Molluscs]
            )
            .is_empty()
        );
    }

    proptest! {
        #[test]
        fn nothing_of_the_text_is_lost(text in ".{0,80}") {
            let whole: String = emphasised(&text, Allergen::ALL).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
