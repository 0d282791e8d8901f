//! Names a shop has used before, offered while a new one is being typed.

use super::folded::folded;

/// Letters a first word needs to be worth offering alone: "Le" is not.
const WORTH_OFFERING: usize = 3;

/// Something that may be offered.
struct Offer<'a> {
    name: &'a str,
    /// The name's words in small letters without accents, one space between them.
    plain: String,
    /// How often it was used.
    times: usize,
    /// How many names are behind it; 1 for a name itself.
    names: usize,
}

/// What may be meant by `typed`, at most `limit` names without doubles.
///
/// `known` are the shop's names, the latest first, each as often as it was used. A name is offered when what is typed is
/// the beginning of some of its words, whatever the capitals and accents; so is a first word that several names share,
/// because the next jam is a jam too. The most used come first, then the latest. Nothing typed offers the whole names;
/// what is already typed in full is not offered.
pub fn suggest(known: &[&str], typed: &str, limit: usize) -> Vec<String> {
    let typed = plain(typed);
    let mut names: Vec<Offer> = Vec::new();
    for name in known {
        count(&mut names, name.trim(), 1);
    }
    let mut offers: Vec<Offer> = Vec::new();
    if !typed.is_empty() {
        for name in &names {
            if let Some((first, _)) = name.name.split_once(' ') {
                count(&mut offers, first, name.times);
            }
        }
        offers.retain(|first| {
            first.names > 1
                && first.plain.chars().count() >= WORTH_OFFERING
                && first.plain.starts_with(&typed)
        });
    }
    for name in names.iter().filter(|name| begins_a_word(&name.plain, &typed)) {
        count(&mut offers, name.name, name.times);
    }
    offers.retain(|offer| offer.plain != typed);
    // Stable: among equals the order of `known` stays, a shared first word before its names.
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.times));
    offers
        .into_iter()
        .take(limit)
        .map(|offer| offer.name.to_owned())
        .collect()
}

/// Adds to the offer that reads the same, or makes a new one.
fn count<'a>(offers: &mut Vec<Offer<'a>>, name: &'a str, times: usize) {
    let plain = plain(name);
    match offers.iter_mut().find(|offer| offer.plain == plain) {
        Some(offer) => {
            offer.times += times;
            offer.names += 1;
        }
        None if plain.is_empty() => {}
        None => offers.push(Offer {
            name,
            plain,
            times,
            names: 1,
        }),
    }
}

fn plain(text: &str) -> String {
    let folded = folded(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn begins_a_word(name: &str, typed: &str) -> bool {
    name.starts_with(typed)
        || name
            .match_indices(' ')
            .any(|(at, _)| name[at + 1..].starts_with(typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KNOWN: &[&str] = &[
        "Pâté en croûte",
        "Confiture de figue",
        "Tarte aux pommes",
        "Confiture de fraise",
        "Tarte aux pommes",
        "Jus de pomme",
        "tarte aux Pommes",
        "Œufs, la douzaine",
        "Huile d’olive",
        "Le Grand Meaulnes",
        "Le Petit Prince",
    ];

    #[test]
    fn a_few_letters_are_enough() {
        for (typed, offered) in [
            ("pa", &["Pâté en croûte"][..]),
            ("CROU", &["Pâté en croûte"]),
            ("oeu", &["Œufs, la douzaine"]),
            ("œufs la", &["Œufs, la douzaine"]),
            ("d'o", &["Huile d’olive"]),
            // The most used first, though it is not the latest.
            ("pom", &["Tarte aux pommes", "Jus de pomme"]),
            ("aux p", &["Tarte aux pommes"]),
            // The beginning of a word, not its middle, and not words apart.
            ("omme", &[]),
            ("tarte pommes", &[]),
            ("xyz", &[]),
        ] {
            assert_eq!(suggest(KNOWN, typed, 5), offered, "{typed}");
        }
    }

    #[test]
    fn a_first_word_that_names_share_is_offered_alone() {
        assert_eq!(
            suggest(KNOWN, "con", 5),
            ["Confiture", "Confiture de figue", "Confiture de fraise"]
        );
        // But not once it is typed, nor when it says nothing.
        assert_eq!(
            suggest(KNOWN, "Confiture ", 5),
            ["Confiture de figue", "Confiture de fraise"]
        );
        assert_eq!(suggest(KNOWN, "le", 5), ["Le Grand Meaulnes", "Le Petit Prince"]);
    }

    #[test]
    fn nothing_typed_offers_what_is_used_most() {
        assert_eq!(
            suggest(KNOWN, " ", 3),
            ["Tarte aux pommes", "Pâté en croûte", "Confiture de figue"]
        );
        assert!(suggest(KNOWN, "", 0).is_empty());
        assert!(suggest(&["", " ", "…"], "", 5).is_empty());
    }

    #[test]
    fn what_is_typed_in_full_is_not_offered() {
        assert!(suggest(KNOWN, "jus de POMME", 5).is_empty());
    }

    proptest! {
        #[test]
        fn offers_are_known_few_and_without_doubles(
            known in proptest::collection::vec("[aéb]{1,3}( [ab]{1,2}){0,2}", 0..12),
            typed in "[aeb ]{0,2}",
            limit in 0usize..6,
        ) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let offered = suggest(&known, &typed, limit);
            prop_assert!(offered.len() <= limit);
            for (at, offer) in offered.iter().enumerate() {
                prop_assert!(known.iter().any(|name| name.starts_with(offer.as_str())));
                prop_assert!(offered[..at].iter().all(|other| plain(other) != plain(offer)));
            }
        }

        #[test]
        fn no_text_makes_it_panic(known in ".{0,30}", typed in ".{0,10}") {
            suggest(&[&known], &typed, 3);
        }
    }
}
