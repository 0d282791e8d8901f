//! What somebody looks for, and how words of the market answer it.

use super::{
    aisles,
    distance::{within, within_beginning},
    hits::{Hit, Place, Quality},
    indexed::{Indexed, can_be_meant},
    prices::{self, Prices},
    words::{Word, WordKind, words},
};
use crate::{catalogue::Category, money::Cents, shops::ShopKind};

/// What was typed, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    said: String,
    terms: Vec<Term>,
    prices: Prices,
}

impl Query {
    /// Characters of it that are read; longer than any name.
    pub const MAX_LENGTH: usize = 100;
    /// Words of it that are looked for.
    pub const MAX_TERMS: usize = 8;

    /// Reads whatever was typed: no text is wrong, some only find nothing.
    pub fn parse(typed: &str) -> Self {
        let visible = typed.chars().map(|c| if c.is_control() { ' ' } else { c });
        let line: String = visible.take(Self::MAX_LENGTH * 4).collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let said: String = line.chars().take(Self::MAX_LENGTH).collect();
        let mut all = words(&said);
        let prices = prices::take(&mut all);
        let mut terms: Vec<Term> = Vec::new();
        for word in all.into_iter().filter(|word| !word.is_small()) {
            if terms.len() < Self::MAX_TERMS && terms.iter().all(|known| known.word.stem != word.stem) {
                terms.push(Term {
                    measures: word.measures(),
                    word,
                    meant: Vec::new(),
                });
            }
        }
        Self { said, terms, prices }
    }

    /// What was typed on one line, to show and to send on: at most [`Query::MAX_LENGTH`] characters.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// The words that must be answered; none when it held only small words, or none at all.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The same, to be corrected.
    pub fn terms_mut(&mut self) -> &mut [Term] {
        &mut self.terms
    }

    /// The least and the most it may cost.
    pub const fn prices(&self) -> (Option<Cents>, Option<Cents>) {
        (self.prices.from, self.prices.to)
    }

    /// Whether it asks for anything at all.
    pub const fn says_nothing(&self) -> bool {
        self.terms.is_empty() && self.prices.from.is_none() && self.prices.to.is_none()
    }
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    word: Word,
    /// What a bare number may be the number of.
    measures: Vec<String>,
    /// Words that may have been meant instead.
    meant: Vec<String>,
}

impl Term {
    /// Letters from which a word may be the beginning of another.
    const BEGINS: usize = 2;
    /// Letters from which it may be the beginning of an aisle's word.
    const BEGINS_AN_AISLE: usize = 4;

    /// As it was typed, in small letters without accents.
    pub fn written(&self) -> &str {
        &self.word.written
    }

    /// As it is compared.
    pub fn stem(&self) -> &str {
        &self.word.stem
    }

    /// Whether it is a word; numbers and quantities are none and are never corrected.
    pub fn is_word(&self) -> bool {
        self.word.kind == WordKind::Letters
    }

    /// What was meant instead; empty as long as it was not corrected.
    pub fn meant(&self) -> &[String] {
        &self.meant
    }

    /// Words of the index that answer it whole, or as corrected.
    pub fn wholes(&self) -> impl Iterator<Item = &str> {
        let own = [self.word.stem.as_str(), self.word.written.as_str()];
        let others = self.measures.iter().chain(&self.meant);
        own.into_iter().chain(others.map(String::as_str))
    }

    /// What words of the index that answer it may begin with.
    pub fn beginning(&self) -> Option<&str> {
        let is_one = self.is_word() && self.word.written.chars().count() >= Self::BEGINS;
        is_one.then_some(self.word.written.as_str())
    }

    /// The aisles that it names.
    pub fn categories(&self) -> impl Iterator<Item = Category> {
        let all = Category::ALL.iter().copied();
        all.filter(|category| self.aisle(aisles::of_category(*category)).is_some())
    }

    /// How a word of the index at its place answers it.
    pub fn hit(&self, word: &str, place: u8) -> Option<Hit> {
        if place == Indexed::AISLE {
            let category = word.trim_start_matches('#').parse().ok()?;
            let quality = self.aisle(aisles::of_category(category))?;
            return Some(Hit {
                quality,
                place: Place::Aisle,
            });
        }
        Some(Hit {
            quality: self.quality(word)?,
            place: Place::Name,
        })
    }

    /// How a shop answers it: by its sign, or by its trade.
    pub fn hit_shop(&self, sign: &[Word], kind: ShopKind) -> Option<Hit> {
        let by_sign = sign
            .iter()
            .filter_map(|word| self.quality(&word.stem))
            .map(|quality| Hit {
                quality,
                place: Place::Shop,
            });
        let by_trade = self.aisle(aisles::of_kind(kind)).map(|quality| Hit {
            quality,
            place: Place::Aisle,
        });
        by_sign.chain(by_trade).max()
    }

    fn quality(&self, word: &str) -> Option<Quality> {
        if word == self.word.stem || word == self.word.written {
            return Some(Quality::Whole);
        }
        if self.measures.iter().any(|measure| measure == word) {
            return Some(Quality::Beginning);
        }
        if self
            .beginning()
            .is_some_and(|beginning| word.starts_with(beginning))
        {
            return Some(Quality::Beginning);
        }
        self.meant
            .iter()
            .any(|meant| meant == word)
            .then_some(Quality::Corrected)
    }

    fn aisle(&self, names: &str) -> Option<Quality> {
        let is_short = self.word.written.len() < Self::BEGINS_AN_AISLE;
        let names = names.split_whitespace().filter_map(|name| self.quality(name));
        names
            .filter(|quality| *quality != Quality::Beginning || !is_short)
            .max()
    }

    /// Looks among the words of a market, and of its aisles, for what may have been meant: the nearest, those with the same
    /// first letter before others. A word of under four letters has too many neighbours. False when there is none.
    pub fn correct<'a>(&mut self, market: impl Iterator<Item = &'a str>) -> bool {
        const FEW: usize = 6;
        let most = match self.word.stem.chars().count() {
            _ if !self.is_word() => 0,
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        if most == 0 {
            return false;
        }
        let aisles = ShopKind::ALL.iter().map(|kind| aisles::of_kind(*kind));
        let aisles = aisles.chain(
            Category::ALL
                .iter()
                .map(|category| aisles::of_category(*category)),
        );
        let mut known: Vec<&str> = market.filter(|word| can_be_meant(word)).collect();
        known.extend(aisles.flat_map(str::split_whitespace));
        known.retain(|word| *word != self.word.stem);
        // A slip may stand where the plural is: "poiraux" is not "poiral".
        let bare = self.word.written.trim_end_matches(['s', 'x']);
        let mut near = nearest(&known, |word| {
            let far = [self.word.stem.as_str(), bare].map(|typed| within(typed, word, most));
            far.into_iter().flatten().min()
        });
        if near.is_empty() && self.word.written.chars().count() > 4 {
            near = nearest(&known, |word| within_beginning(&self.word.written, word, 1));
        }
        let first = self.word.stem.chars().next();
        if near.iter().any(|word| word.chars().next() == first) {
            near.retain(|word| word.chars().next() == first);
        }
        near.sort_unstable();
        near.dedup();
        near.truncate(FEW);
        self.meant = near.into_iter().map(str::to_owned).collect();
        !self.meant.is_empty()
    }
}

/// The words at the least distance.
fn nearest<'a>(known: &[&'a str], far: impl Fn(&str) -> Option<usize>) -> Vec<&'a str> {
    let far: Vec<(usize, &str)> = known
        .iter()
        .filter_map(|word| Some((far(word)?, *word)))
        .collect();
    let least = far.iter().map(|(far, _)| *far).min();
    far.into_iter()
        .filter(|(far, _)| Some(*far) == least)
        .map(|(_, word)| word)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn corrected(typed: &str, market: &[&str]) -> Vec<String> {
        let mut query = Query::parse(typed);
        query.terms_mut()[0].correct(market.iter().copied());
        query.terms()[0].meant().to_vec()
    }

    #[test]
    fn slips_are_put_right_by_the_words_of_the_market() {
        let market = [
            "confiture",
            "miel",
            "pain",
            "poire",
            "poireau",
            "#meat",
            "500g",
            "comte",
        ];
        for (typed, meant) in [
            ("confitrue", &["confiture"][..]),
            ("meil", &["miel"]),
            ("fromaje", &["fromage"]),
            ("poiraux", &["poireau"]),
            ("confutu", &["confiture"]),
            ("xyzzy", &[]),
            ("500h", &[]),
            ("pin", &[]),
        ] {
            assert_eq!(corrected(typed, &market), meant, "{typed}");
        }
    }

    #[test]
    fn words_answer_whole_by_their_beginning_and_by_their_aisle() {
        let query = Query::parse("fromages");
        let [term] = query.terms() else { panic!("one term") };
        assert_eq!(
            term.hit("fromage", 1).map(|hit| hit.quality),
            Some(Quality::Whole)
        );
        assert_eq!(
            term.hit("#cheese_and_dairy", 90).map(|hit| hit.place),
            Some(Place::Aisle)
        );
        assert_eq!(term.hit("#meat", 90), None);
        assert_eq!(
            term.hit_shop(&words("La Cave aux tommes"), ShopKind::Cheese)
                .map(|hit| hit.place),
            Some(Place::Aisle)
        );
        let query = Query::parse("conf");
        assert_eq!(
            query.terms()[0].hit("confiture", 0).map(|hit| hit.quality),
            Some(Quality::Beginning)
        );
        let query = Query::parse("vin");
        assert_eq!(
            query.terms()[0].hit("vingt", 0).map(|hit| hit.quality),
            Some(Quality::Beginning)
        );
    }

    #[test]
    fn a_bare_number_answers_as_a_quantity() {
        for (typed, word, is_meant) in [
            ("370", "370g", true),
            ("75", "750ml", true),
            ("1,5", "1500g", true),
            ("370", "37g", false),
            ("500 g", "500ml", false),
        ] {
            let query = Query::parse(typed);
            assert_eq!(
                query.terms()[0].hit(word, 2).is_some(),
                is_meant,
                "{typed}: {word}"
            );
            assert_eq!(
                query.terms()[0].wholes().any(|whole| whole == word),
                is_meant,
                "{typed}: {word}"
            );
        }
    }

    #[test]
    fn hostile_words_say_little() {
        for typed in [
            "",
            " ",
            "de la",
            "\u{0}\u{7}",
            "🍯",
            "\"' OR 1=1 --",
            "*",
            "NEAR(",
            "%",
            &"a".repeat(10_000),
        ] {
            let query = Query::parse(typed);
            assert!(
                query.said().chars().count() <= Query::MAX_LENGTH && !query.said().contains(char::is_control)
            );
            assert!(query.terms().len() <= Query::MAX_TERMS, "{typed}");
        }
        assert!(Query::parse("de la").says_nothing());
        assert!(!Query::parse("moins de 5 €").says_nothing());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(typed in "\\PC{0,200}", word in "\\PC{0,20}") {
            let mut query = Query::parse(&typed);
            for term in query.terms_mut() {
                term.correct([word.as_str(), "confiture"].into_iter());
                term.hit(&word, 0);
                term.hit(&word, Indexed::AISLE);
            }
        }
    }
}
