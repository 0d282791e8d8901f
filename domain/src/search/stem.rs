//! One word for one and for several of a thing, as French writes them.

/// Words that end like several of a thing and are one. Market words first; what is missing here only reads oddly when it
/// is corrected, for both sides are cut alike.
const AS_THEY_ARE: &[&str] = &[
    "ananas",
    "anchois",
    "anis",
    "atlas",
    "bois",
    "bordeaux",
    "bras",
    "brebis",
    "cabas",
    "cassis",
    "chamois",
    "chaux",
    "colis",
    "concours",
    "corps",
    "cours",
    "couscous",
    "devis",
    "engrais",
    "eucalyptus",
    "faux",
    "fois",
    "frais",
    "gras",
    "gros",
    "houmous",
    "iris",
    "mais",
    "marais",
    "mois",
    "ours",
    "palais",
    "pastis",
    "pays",
    "permis",
    "poids",
    "pois",
    "puits",
    "radis",
    "repas",
    "souris",
    "tapis",
    "taux",
    "temps",
    "tournevis",
    "velours",
    "vernis",
];

/// The seven nouns in -ou that take an x, and those in -ail that take -aux.
const IRREGULAR: &[(&str, &str)] = &[
    ("bijoux", "bijou"),
    ("cailloux", "caillou"),
    ("choux", "chou"),
    ("genoux", "genou"),
    ("hiboux", "hibou"),
    ("joujoux", "joujou"),
    ("poux", "pou"),
    ("emaux", "email"),
    ("travaux", "travail"),
    ("vitraux", "vitrail"),
];

/// The word without what makes it several, or feminine behind an é: "pommes" → "pomme", "gateaux" → "gateau",
/// "fumees" → "fume". In and out in small letters without accents; under four letters it stays as it is.
pub fn stem(word: &str) -> String {
    if word.len() < 4 || AS_THEY_ARE.contains(&word) {
        return word.to_owned();
    }
    if let Some((_, one)) = IRREGULAR.iter().find(|(several, _)| *several == word) {
        return (*one).to_owned();
    }
    let one = if word.ends_with("eaux") || word.ends_with("eux") || word.ends_with("yaux") {
        &word[..word.len() - 1]
    } else if let Some(root) = word.strip_suffix("aux") {
        return format!("{root}al");
    } else if word.ends_with('s') && !word.ends_with("ss") {
        &word[..word.len() - 1]
    } else {
        word
    };
    // Folded, "fumée" is "fumee" and "fumé" is "fume".
    match one.strip_suffix('e') {
        Some(masculine) if masculine.ends_with('e') && masculine.len() > 3 => masculine.to_owned(),
        _ => one.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn several_are_found_by_one() {
        for (several, one) in [
            ("pommes", "pomme"),
            ("noix", "noix"),
            ("gateaux", "gateau"),
            ("chevaux", "cheval"),
            ("jeux", "jeu"),
            ("choux", "chou"),
            ("tuyaux", "tuyau"),
            ("fumees", "fume"),
            ("fume", "fume"),
            ("poupee", "poupe"),
            ("the", "the"),
            ("jus", "jus"),
            ("pois", "pois"),
            ("brebis", "brebis"),
            ("ours", "ours"),
            ("stress", "stress"),
        ] {
            assert_eq!(stem(several), one, "{several}");
        }
    }

    proptest! {
        #[test]
        fn no_word_makes_it_panic(word in "\\PC{0,20}") {
            stem(&word);
        }
    }
}
