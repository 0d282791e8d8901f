//! The street in an address: shops are looked for along it.

/// What may follow a house's number.
const AFTER_NUMBER: [&str; 7] = ["bis", "ter", "quater", "a", "b", "c", "d"];

/// The street of an address such as "12 bis, rue de Chartres"; empty when there is none.
pub fn street(address: &str) -> &str {
    let first_line = address.split(['\n', ';']).next().unwrap_or_default();
    let mut rest = first_line.trim();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut had_number = false;
    while let Some((word, after)) = rest.split_once(|c: char| c.is_whitespace() || c == ',') {
        let follows = had_number && AFTER_NUMBER.contains(&word.to_lowercase().as_str());
        if !word.is_empty() && !is_number(word) && !follows && word != "-" {
            break;
        }
        had_number |= is_number(word);
        rest = after.trim_start();
    }
    // What comes behind a comma is the town, which everybody here knows.
    let rest = rest.split(',').next().unwrap_or_default().trim();
    if is_number(rest) { "" } else { rest }
}

#[cfg(test)]
mod tests {
    use super::street;
    use proptest::prelude::*;

    #[test]
    fn neighbours_live_in_one_street() {
        for (address, lies_in) in [
            ("12 rue de Chartres", "rue de Chartres"),
            ("12 bis, rue de Chartres", "rue de Chartres"),
            ("12bis rue de Chartres, 91410 Dourdan", "rue de Chartres"),
            ("3-5 place du Marché aux Herbes", "place du Marché aux Herbes"),
            ("3 - 5 place du Marché", "place du Marché"),
            ("rue du 8 mai 1945", "rue du 8 mai 1945"),
            ("14 A rue du Château", "rue du Château"),
            ("place du Marché", "place du Marché"),
            ("A côté de l’église", "A côté de l’église"),
            ("12", ""),
            ("", ""),
        ] {
            assert_eq!(street(address), lies_in, "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_street_is_a_part_of_its_address(address in ".{0,60}") {
            prop_assert!(address.contains(street(&address)));
        }
    }
}
