//! What is known of goods, as far as the law asks for it. That nobody said, and that there is none, are two things.

use super::{Fact, Strength};
use crate::{
    catalogue::{Allergen, Content},
    text::{LabelText, Name, Online, Remark},
};

/// The facts of a product's label; none: nobody said yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What it holds of the fourteen allergens.
    pub allergens: Option<Allergens>,
    /// Alcohol by volume.
    pub strength: Option<Strength>,
    /// How much is in one piece.
    pub amount: Option<Amount>,
    /// What it is made of.
    pub ingredients: Option<LabelText>,
    /// Who makes it.
    pub maker: Option<Maker>,
    /// What its package warns of.
    pub warnings: Option<Warnings>,
}

/// Allergens, as somebody said them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allergens {
    /// Those of the fourteen that it holds; none of them: it holds none.
    Listed(Vec<Allergen>),
    /// In words, as a barcode told them; never empty.
    Told(String),
}

/// How much is in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many grams or millilitres.
    Content(Content),
    /// It is sold by count, as eggs are (Regulation (EU) 1169/2011, annex IX, 1(c)).
    ByCount,
}

/// Who makes something, and where they are reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// Name, registered trade name or trade mark.
    pub name: Name,
    /// The postal address.
    pub address: Remark,
    /// The electronic address.
    pub online: Online,
}

/// What a package warns of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warnings {
    /// Of nothing.
    None,
    /// Of this.
    Said(LabelText),
}

impl Label {
    /// Whether a fact is known. A name is none of the label's.
    pub const fn says(&self, fact: Fact) -> bool {
        match fact {
            Fact::Name => false,
            Fact::Allergens => self.allergens.is_some(),
            Fact::Strength => self.strength.is_some(),
            Fact::Amount => self.amount.is_some(),
            Fact::Ingredients => self.ingredients.is_some(),
            Fact::Maker => self.maker.is_some(),
            Fact::Warnings => self.warnings.is_some(),
        }
    }

    /// Takes one fact over from another label.
    pub fn take(&mut self, fact: Fact, from: &Self) {
        match fact {
            Fact::Name => {}
            Fact::Allergens => self.allergens.clone_from(&from.allergens),
            Fact::Strength => self.strength = from.strength,
            Fact::Amount => self.amount = from.amount,
            Fact::Ingredients => self.ingredients.clone_from(&from.ingredients),
            Fact::Maker => self.maker.clone_from(&from.maker),
            Fact::Warnings => self.warnings.clone_from(&from.warnings),
        }
    }

    /// Which facts two labels do not say alike.
    pub fn differing(&self, other: &Self) -> Vec<Fact> {
        let differs = |fact: &Fact| {
            let mut changed = self.clone();
            changed.take(*fact, other);
            changed != *self
        };
        Fact::ALL.iter().copied().filter(differs).collect()
    }
}

impl Allergens {
    /// As a column keeps them: their words with blanks between them; empty: none of the fourteen.
    pub fn written(of: &[Allergen]) -> String {
        let words: Vec<&str> = of.iter().map(|allergen| allergen.as_str()).collect();
        words.join(" ")
    }

    /// Reads a column. A word that is in no list any more is left out.
    pub fn read(column: &str) -> Self {
        let known = column.split(' ').filter_map(|word| word.parse().ok());
        Self::Listed(known.collect())
    }

    /// Those of the list; none where they are told in words.
    pub fn listed(&self) -> &[Allergen] {
        match self {
            Self::Listed(all) => all,
            Self::Told(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_there_are_none_is_kept_apart_from_that_nobody_said() {
        assert_eq!(Allergens::read(""), Allergens::Listed(Vec::new()));
        let bread = [Allergen::Gluten, Allergen::Milk];
        assert_eq!(Allergens::written(&bread), "gluten milk");
        assert_eq!(Allergens::read("gluten milk"), Allergens::Listed(bread.to_vec()));
        assert_eq!(
            Allergens::read("gluten moon"),
            Allergens::Listed(vec![Allergen::Gluten])
        );
        assert!(!Label::default().says(Fact::Allergens));
    }

    #[test]
    fn labels_are_compared_fact_by_fact() {
        let plain = Label::default();
        let warned = Label {
            warnings: Some(Warnings::None),
            amount: Some(Amount::ByCount),
            ..Label::default()
        };
        assert_eq!(plain.differing(&warned), [Fact::Amount, Fact::Warnings]);
        let mut taken = plain.clone();
        taken.take(Fact::Warnings, &warned);
        assert_eq!(taken.differing(&warned), [Fact::Amount]);
        assert!(plain.differing(&plain).is_empty());
    }
}
