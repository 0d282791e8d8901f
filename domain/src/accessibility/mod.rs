//! How far the pages keep the RGAA 4.1, the French standard of accessibility: each of its criteria, and what follows from
//! them. What is said about it in public is reckoned from here.

mod criteria;

pub use criteria::CRITERIA;

use std::fmt;

/// One of the RGAA's criteria, as these pages keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its theme, from 1 to 13.
    pub theme: u8,
    /// Which of its theme's.
    pub number: u8,
    /// Whether it is kept.
    pub verdict: Verdict,
}

/// "7.4", as the standard names it.
impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.theme, self.number)
    }
}

/// Whether a criterion is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes, and where it is seen.
    Kept(&'static str),
    /// There is nothing of what it speaks of, and why.
    Apart(&'static str),
    /// No, or nobody has shown it.
    Missed(Gap),
}

/// Why criteria are not kept; said to everybody on the page of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nobody went through the pages with a screen reader.
    Unheard,
    /// An order's page loads itself again unannounced.
    Reloads,
    /// No validator reads the pages.
    Unvalidated,
    /// A merchant's French is not marked in an English page.
    Words,
    /// The counter and the town hall are looked at from 360 pixels on.
    Narrow,
    /// Nobody set text further apart.
    Spacing,
    /// What must be filled in does not say so.
    Required,
    /// Digits are heard by the whole page while a price is typed.
    Keys,
}

impl Gap {
    /// In the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Unheard,
        Self::Reloads,
        Self::Required,
        Self::Words,
        Self::Narrow,
        Self::Spacing,
        Self::Keys,
        Self::Unvalidated,
    ];

    /// The criteria that are not kept because of it.
    pub fn of(self, criteria: &[Criterion]) -> impl Iterator<Item = &Criterion> {
        criteria
            .iter()
            .filter(move |one| one.verdict == Verdict::Missed(self))
    }
}

/// How many criteria apply, and how many of these are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept.
    pub kept: usize,
    /// Not kept.
    pub missed: usize,
    /// Without anything that they speak of.
    pub apart: usize,
}

impl Tally {
    /// Of some criteria.
    pub fn of(criteria: &[Criterion]) -> Self {
        criteria.iter().fold(Self::default(), |mut tally, one| {
            match one.verdict {
                Verdict::Kept(_) => tally.kept += 1,
                Verdict::Missed(_) => tally.missed += 1,
                Verdict::Apart(_) => tally.apart += 1,
            }
            tally
        })
    }

    /// Those that apply.
    pub const fn applies(self) -> usize {
        self.kept + self.missed
    }

    /// Of a hundred that apply, how many are kept; never rounded up. All of none.
    pub const fn rate(self) -> usize {
        match self.applies() {
            0 => 100,
            applies => self.kept * 100 / applies,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// How many criteria each theme of the RGAA 4.1 has.
    const THEMES: [u8; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

    #[test]
    fn every_criterion_of_the_standard_is_there_once() {
        let wanted: Vec<(u8, u8)> = (1..)
            .zip(THEMES)
            .flat_map(|(theme, count)| (1..=count).map(move |number| (theme, number)))
            .collect();
        let there: Vec<(u8, u8)> = CRITERIA.iter().map(|one| (one.theme, one.number)).collect();
        assert_eq!(wanted.len(), 106);
        assert_eq!(there, wanted);
    }

    #[test]
    fn every_criterion_says_why() {
        for one in CRITERIA {
            match one.verdict {
                Verdict::Kept(words) | Verdict::Apart(words) => assert!(words.len() > 10, "{one}: {words:?}"),
                Verdict::Missed(gap) => assert!(Gap::ALL.contains(&gap), "{one}: {gap:?}"),
            }
        }
        for gap in Gap::ALL {
            assert!(gap.of(&CRITERIA).count() > 0, "{gap:?} is mended: take it out");
        }
    }

    #[test]
    fn the_rate_is_reckoned_and_never_flattered() {
        let one = |verdict| Criterion {
            theme: 1,
            number: 1,
            verdict,
        };
        let (kept, apart) = (one(Verdict::Kept("seen")), one(Verdict::Apart("none")));
        let missed = one(Verdict::Missed(Gap::Unheard));
        let two_of_three = Tally::of(&[kept, missed, apart, kept]);
        assert_eq!((two_of_three.applies(), two_of_three.apart), (3, 1));
        assert_eq!(two_of_three.rate(), 66);
        assert_eq!(Tally::of(&[kept, apart]).rate(), 100);
        assert_eq!(Tally::of(&[missed]).rate(), 0);
        let ours = Tally::of(&CRITERIA);
        assert_eq!(ours.applies() + ours.apart, CRITERIA.len());
        assert_eq!(ours.rate() == 100, ours.missed == 0);
    }

    /// Files that were moved leave the table behind.
    #[test]
    fn what_is_named_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut named = 0;
        for one in CRITERIA {
            let Verdict::Kept(words) = one.verdict else {
                continue;
            };
            for word in words.split([' ', ',', ';', ':', '(', ')']) {
                if word.contains('/') && word.contains('.') {
                    assert!(root.join(word).exists(), "{one}: {word}");
                    named += 1;
                }
            }
        }
        assert!(named > 40, "{named}");
    }
}
