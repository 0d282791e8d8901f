//! How far a slip of the finger is from the word that was meant.

/// The fewest letters that were left out, added, changed, or swapped with their neighbour (optimal string alignment)
/// between two words; none when it takes more than `most`.
pub fn within(typed: &str, meant: &str, most: usize) -> Option<usize> {
    last_row(typed, meant, most)?
        .last()
        .copied()
        .filter(|far| *far <= most)
}

/// The same to whatever beginning of `meant` is nearest: for a word that is still being typed.
pub fn within_beginning(typed: &str, meant: &str, most: usize) -> Option<usize> {
    last_row(typed, meant, usize::MAX)?
        .into_iter()
        .min()
        .filter(|far| *far <= most)
}

/// Distances of the whole of `typed` to each beginning of `meant`, the empty one first.
fn last_row(typed: &str, meant: &str, most: usize) -> Option<Vec<usize>> {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    if typed.len().abs_diff(meant.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=meant.len()).collect();
    for (i, letter) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, other) in meant.iter().enumerate() {
            let mut fewest = (row[j] + usize::from(letter != other))
                .min(row[j + 1] + 1)
                .min(next[j] + 1);
            if i > 0 && j > 0 && *letter == meant[j - 1] && typed[i - 1] == *other {
                // Two letters back in both: what is between was swapped.
                fewest = fewest.min(before[j - 1] + 1);
            }
            next.push(fewest);
        }
        before = std::mem::replace(&mut row, next);
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_are_counted_as_fingers_make_them() {
        for (typed, meant, far) in [
            ("miel", "miel", 0),
            ("meil", "miel", 1),
            ("confitrue", "confiture", 1),
            ("confture", "confiture", 1),
            ("chcolat", "chocolat", 1),
            ("baguete", "baguette", 1),
            ("fromaje", "fromage", 1),
            ("", "ab", 2),
        ] {
            assert_eq!(within(typed, meant, 2), Some(far), "{typed}");
        }
        assert_eq!(within("miel", "pomme", 2), None);
        assert_eq!(within_beginning("confutu", "confiture", 1), Some(1));
        assert_eq!(within_beginning("xyz", "confiture", 1), None);
    }

    proptest! {
        #[test]
        fn it_is_as_far_there_as_back(one in "[a-c]{0,6}", other in "[a-c]{0,6}") {
            prop_assert_eq!(within(&one, &other, 9), within(&other, &one, 9));
            prop_assert_eq!(within(&one, &other, 9) == Some(0), one == other);
        }
    }
}
