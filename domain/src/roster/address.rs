//! Names and addresses as official files shout them: "12 B AV DE CHARTRES".

/// Kinds of street as the files shorten them (INSEE, list of the variable typeVoieEtablissement).
const STREETS: [(&str, &str); 22] = [
    ("ALL", "allée"),
    ("AV", "avenue"),
    ("BD", "boulevard"),
    ("CAR", "carrefour"),
    ("CHE", "chemin"),
    ("CHS", "chaussée"),
    ("COR", "corniche"),
    ("CRS", "cours"),
    ("ESP", "esplanade"),
    ("FG", "faubourg"),
    ("GR", "grande rue"),
    ("HAM", "hameau"),
    ("IMP", "impasse"),
    ("LD", "lieu-dit"),
    ("MAR", "marché"),
    ("PAS", "passage"),
    ("PL", "place"),
    ("PRO", "promenade"),
    ("QU", "quai"),
    ("RTE", "route"),
    ("SQ", "square"),
    ("ZA", "zone d’activité"),
];

/// Words that stay small inside a name.
const SMALL: [&str; 18] = [
    "à", "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les", "sous", "sur", "un", "une", "d", "l",
    "a",
];

/// A name in capitals only, as people would write it; any other as it is.
pub(super) fn spoken(shouted: &str) -> String {
    let shouted = shouted.trim();
    if shouted.chars().any(char::is_lowercase) {
        return shouted.to_owned();
    }
    let mut said = String::with_capacity(shouted.len());
    for (at, word) in shouted.split_whitespace().enumerate() {
        if at > 0 {
            said.push(' ');
        }
        // "D'OR", "L'ÉPI": what is before the apostrophe is a word of its own.
        for (part, piece) in word.split_inclusive(['\'', '’', '-']).enumerate() {
            let lower = piece.to_lowercase();
            let bare = lower.trim_end_matches(['\'', '’', '-']);
            if (at > 0 || part > 0) && SMALL.contains(&bare) {
                said.push_str(&lower);
            } else {
                let mut letters = lower.chars();
                said.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                said.push_str(letters.as_str());
            }
        }
    }
    said.replace('\'', "’")
}

/// "12", "B", "AV", "DE CHARTRES" becomes "12 bis avenue de Chartres".
pub(super) fn joined(number: &str, repeated: &str, kind: &str, street: &str) -> String {
    let kind = kind.trim();
    let known = STREETS.iter().find(|(short, _)| short.eq_ignore_ascii_case(kind));
    let kind = known.map_or_else(|| kind.to_lowercase(), |(_, long)| (*long).to_owned());
    let repeated = match repeated.trim() {
        "B" => "bis",
        "T" => "ter",
        "Q" => "quater",
        other => other,
    };
    let street = street.trim();
    let mut street = spoken(street);
    // In the middle of a line the first word is small as well when it is one of those.
    let first = street.split(' ').next().unwrap_or_default().to_lowercase();
    if !kind.is_empty() && SMALL.contains(&first.as_str()) {
        street.replace_range(..first.len(), &first);
    }
    [number.trim(), repeated, &kind, &street]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_names_are_written_as_people_do() {
        for (shouted, said) in [
            ("BOULANGERIE DE LA PLACE", "Boulangerie de la Place"),
            ("L'ÉPI D'OR", "L’Épi d’Or"),
            ("AU CHEVAL DE BOIS", "Au Cheval de Bois"),
            ("SAINT-GERMAIN FLEURS", "Saint-Germain Fleurs"),
            ("La pause", "La pause"),
            ("", ""),
        ] {
            assert_eq!(spoken(shouted), said);
        }
        assert_eq!(
            joined("12", "B", "AV", "DE CHARTRES"),
            "12 bis avenue de Chartres"
        );
        assert_eq!(
            joined("", "", "PL", "DU MARCHE AUX HERBES"),
            "place du Marche aux Herbes"
        );
        assert_eq!(joined("3", "", "RUE", "SAINT PIERRE"), "3 rue Saint Pierre");
        assert_eq!(joined("", "", "", ""), "");
    }
}
