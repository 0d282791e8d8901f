//! The communes of France, by which a town is found when its market is opened: those of the official geographic code of 2026
//! (INSEE) with their postcodes (La Poste), as the npm package `@etalab/decoupage-administratif` 6.0.0 gathers them under the
//! Licence Ouverte. `cargo run -p xtask -- communes` writes the list anew.

use domain::catalogue::folded;

/// "91200;91410;Dourdan", one a line, by code.
const LIST: &str = include_str!("list.txt");
/// With less typed, half of the country would be found.
const LEAST: usize = 2;

/// A commune.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commune {
    /// In the official geographic code: "91200".
    pub insee_code: &'static str,
    /// Separated by blanks: "91410".
    pub postcodes: &'static str,
    name: &'static str,
}

/// All of them, by their codes.
pub fn all() -> impl Iterator<Item = Commune> {
    LIST.lines().filter_map(|line| {
        let (insee_code, rest) = line.split_once(';')?;
        let (postcodes, name) = rest.split_once(';')?;
        Some(Commune {
            insee_code,
            postcodes,
            name,
        })
    })
}

/// The one of this code.
pub fn by_code(insee_code: &str) -> Option<Commune> {
    all().find(|commune| commune.insee_code == insee_code)
}

/// Those that may be meant, at most so many: by the code, by the beginning of a postcode, or by name. Those called exactly so
/// come first, then those that begin so, then those with a word that does.
pub fn find(asked: &str, most: usize) -> Vec<Commune> {
    let wanted = plain(asked);
    if wanted.len() < LEAST {
        return Vec::new();
    }
    let inside = format!(" {wanted}");
    let is_number = wanted.bytes().all(|byte| byte.is_ascii_digit());
    let rank = |commune: &Commune| {
        if commune.insee_code.eq_ignore_ascii_case(&wanted) {
            return Some(0);
        }
        if is_number {
            let mut postcodes = commune.postcodes.split(' ');
            return postcodes
                .any(|postcode| postcode.starts_with(&wanted))
                .then_some(1);
        }
        let name = plain(commune.name);
        if name == wanted {
            Some(0)
        } else if name.starts_with(&wanted) {
            Some(1)
        } else {
            name.contains(&inside).then_some(2)
        }
    };
    let mut found: Vec<(u8, Commune)> = all()
        .filter_map(|commune| Some((rank(&commune)?, commune)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(most);
    found.into_iter().map(|(_, commune)| commune).collect()
}

/// As names are compared: hyphens and apostrophes are blanks, and what people shorten is written out.
fn plain(name: &str) -> String {
    let words = folded(name);
    let words = words
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let whole = words.map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        word => word,
    });
    whole.collect::<Vec<_>>().join(" ")
}

impl Commune {
    /// Its name as it is written: "L’Abergement-Clémenciat".
    pub fn name(&self) -> String {
        self.name.replace('\'', "’")
    }

    /// Of its department, or what has that place overseas: "91", "2A", "974".
    pub fn department(&self) -> &'static str {
        let digits = if self.insee_code.starts_with("97") || self.insee_code.starts_with("98") {
            3
        } else {
            2
        };
        self.insee_code.get(..digits).unwrap_or_default()
    }

    /// IANA name of its time zone. Of French Polynesia's three, that of Tahiti, where nearly everybody lives.
    pub fn time_zone(&self) -> &'static str {
        match self.department() {
            "971" => "America/Guadeloupe",
            "972" => "America/Martinique",
            "973" => "America/Cayenne",
            "974" => "Indian/Reunion",
            "975" => "America/Miquelon",
            "976" => "Indian/Mayotte",
            "977" => "America/St_Barthelemy",
            "978" => "America/Marigot",
            "986" => "Pacific/Wallis",
            "987" => "Pacific/Tahiti",
            "988" => "Pacific/Noumea",
            _ => "Europe/Paris",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(asked: &str) -> Vec<String> {
        find(asked, 5).iter().map(Commune::name).collect()
    }

    #[test]
    fn every_line_is_a_commune_once_and_in_its_order() {
        let codes: Vec<&str> = all().map(|commune| commune.insee_code).collect();
        assert_eq!(codes.len(), LIST.lines().count());
        assert!(codes.len() > 34_000, "{}", codes.len());
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        let zones: BTreeSet<&str> = all().map(|commune| commune.time_zone()).collect();
        for zone in zones {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
        }
        for commune in all() {
            assert_eq!(commune.insee_code.len(), 5);
            assert!(commune.postcodes.split(' ').all(|postcode| postcode.len() == 5));
            assert!(!crate::slugs::slug(commune.name, "").is_empty());
        }
    }

    #[test]
    fn a_commune_is_found_as_people_type_it() {
        assert_eq!(names("dourdan"), ["Dourdan", "Saint-Cyr-sous-Dourdan"]);
        assert_eq!(names("91410").len(), 5);
        assert!(names("91410").contains(&"Dourdan".to_owned()));
        assert_eq!(names("91200"), ["Dourdan", "Athis-Mons"]);
        assert_eq!(names("2a004"), ["Ajaccio"]);
        assert_eq!(names("  EPINAY sous senart ")[0], "Épinay-sous-Sénart");
        assert_eq!(names("st denis")[0], "Saint-Denis");
        assert_eq!(names("l’abergement clem"), ["L’Abergement-Clémenciat"]);
        assert!(names("d").is_empty() && names("").is_empty() && names("…").is_empty());
        assert!(names("nulle-part-sur-mer").is_empty());
    }

    #[test]
    fn a_commune_knows_its_place() {
        let of = |code: &str| by_code(code).map(|commune| (commune.department(), commune.time_zone()));
        assert_eq!(of("91200"), Some(("91", "Europe/Paris")));
        assert_eq!(of("2A004"), Some(("2A", "Europe/Paris")));
        assert_eq!(of("97411"), Some(("974", "Indian/Reunion")));
        assert_eq!(of("00000"), None);
    }
}
