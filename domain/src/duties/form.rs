//! The form of a label. Only the facts that it asks are read: what it does not show stays as it is known, and what it shows
//! and is left empty is not known (any more).

use super::{Allergens, Amount, Fact, Label, Maker, Strength, StrengthError, Warnings};
use crate::{
    catalogue::{Allergen, Content, ContentError},
    text::{LabelText, Name, TextError, optional},
};
use thiserror::Error;

/// As typed and ticked.
#[expect(clippy::struct_excessive_bools, reason = "one for each box of the form")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelForm {
    /// What the form asks.
    pub asked: Vec<Fact>,
    /// What it is called.
    pub name: String,
    /// Those that are ticked.
    pub allergens: Vec<Allergen>,
    /// "None of these."
    pub no_allergens: bool,
    /// "12,5 %".
    pub strength: String,
    /// "500 g".
    pub amount: String,
    /// Sold by count.
    pub by_count: bool,
    /// Copied from the package.
    pub ingredients: String,
    /// Who makes it.
    pub maker: String,
    /// Where they are.
    pub maker_address: String,
    /// Where they are reached.
    pub maker_online: String,
    /// Copied from the package.
    pub warnings: String,
    /// The warning that most toys carry is ticked.
    pub under_three: bool,
    /// "No warning on the package."
    pub no_warnings: bool,
}

/// What toys warn of that are not meant for small children (directive 2009/48/EC, annex V, part B, 1), in the language of those
/// who buy them.
pub const UNDER_THREE: &str =
    "Attention. Ne convient pas aux enfants de moins de 36 mois. Petits éléments, danger d’étouffement.";

/// What was said of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    /// What was asked: the others stay as they are.
    pub asked: Vec<Fact>,
    /// Its name; none: it keeps the one it has.
    pub name: Option<Name>,
    /// The answers.
    pub label: Label,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("some fields need another look")]
pub struct LabelError {
    /// What is wrong with the name.
    pub name: Option<TextError>,
    /// Some are ticked, and "none" too.
    pub allergens: bool,
    /// What is wrong with the strength.
    pub strength: Option<StrengthError>,
    /// What is wrong with how much is in one piece.
    pub amount: Option<ContentError>,
    /// A quantity is typed, and "by count" is ticked.
    pub by_count: bool,
    /// What is wrong with the ingredients.
    pub ingredients: Option<TextError>,
    /// What is wrong with the maker.
    pub maker: MakerError,
    /// What is wrong with the warnings.
    pub warnings: Option<TextError>,
    /// A warning is typed, and "no warning" is ticked.
    pub no_warnings: bool,
}

/// What is wrong with a maker: half an address helps nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MakerError {
    /// With the name.
    pub name: Option<TextError>,
    /// With the postal address.
    pub address: Option<TextError>,
    /// With the electronic address.
    pub online: Option<TextError>,
}

impl LabelForm {
    /// What is known of a product, as the form shows it. Allergens that are told in words are left to be ticked.
    pub fn of(asked: Vec<Fact>, name: Option<&Name>, label: &Label) -> Self {
        let text = |text: Option<&LabelText>| text.map(ToString::to_string).unwrap_or_default();
        let maker = |part: fn(&Maker) -> String| label.maker.as_ref().map(part).unwrap_or_default();
        let warnings = match &label.warnings {
            Some(Warnings::Said(said)) => said.to_string(),
            _ => String::new(),
        };
        let amount = match label.amount {
            Some(Amount::Content(content)) => content.to_string(),
            _ => String::new(),
        };
        let listed = label.allergens.as_ref().map_or(&[][..], Allergens::listed);
        Self {
            asked,
            name: name.map(ToString::to_string).unwrap_or_default(),
            allergens: listed.to_vec(),
            no_allergens: label.allergens == Some(Allergens::Listed(Vec::new())),
            strength: label
                .strength
                .map(|strength| strength.to_string())
                .unwrap_or_default(),
            amount,
            by_count: label.amount == Some(Amount::ByCount),
            ingredients: text(label.ingredients.as_ref()),
            maker: maker(|maker| maker.name.to_string()),
            maker_address: maker(|maker| maker.address.to_string()),
            maker_online: maker(|maker| maker.online.to_string()),
            warnings,
            under_three: false,
            no_warnings: label.warnings == Some(Warnings::None),
        }
    }

    /// Turns what was typed into what is said, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<Labelled, LabelError> {
        let mut wrong = LabelError::default();
        let mut said = Labelled {
            asked: self.asked.clone(),
            ..Labelled::default()
        };
        for fact in &self.asked {
            match fact {
                Fact::Name => said.name = told(&self.name, &mut wrong.name),
                Fact::Allergens => said.label.allergens = self.allergens(&mut wrong),
                Fact::Strength => said.label.strength = self.strength(&mut wrong),
                Fact::Amount => said.label.amount = self.amount(&mut wrong),
                Fact::Ingredients => said.label.ingredients = told(&self.ingredients, &mut wrong.ingredients),
                Fact::Maker => said.label.maker = self.maker(&mut wrong.maker),
                Fact::Warnings => said.label.warnings = self.warnings(&mut wrong),
            }
        }
        if wrong == LabelError::default() {
            Ok(said)
        } else {
            Err(wrong)
        }
    }

    fn allergens(&self, wrong: &mut LabelError) -> Option<Allergens> {
        let mut ticked = self.allergens.clone();
        ticked.sort_unstable();
        ticked.dedup();
        wrong.allergens = self.no_allergens && !ticked.is_empty();
        (self.no_allergens || !ticked.is_empty()).then_some(Allergens::Listed(ticked))
    }

    fn strength(&self, wrong: &mut LabelError) -> Option<Strength> {
        match self.strength.parse() {
            Err(StrengthError::Missing) => None,
            read => read.map_err(|why| wrong.strength = Some(why)).ok(),
        }
    }

    fn amount(&self, wrong: &mut LabelError) -> Option<Amount> {
        let content = match self.amount.parse::<Content>() {
            Err(ContentError::Missing) => None,
            read => read.map_err(|why| wrong.amount = Some(why)).ok(),
        };
        wrong.by_count = self.by_count && content.is_some();
        let by_count = self.by_count.then_some(Amount::ByCount);
        by_count.or(content.map(Amount::Content))
    }

    fn maker(&self, wrong: &mut MakerError) -> Option<Maker> {
        let typed = [&self.maker, &self.maker_address, &self.maker_online];
        if typed.iter().all(|field| field.trim().is_empty()) {
            return None;
        }
        let name = self.maker.parse().map_err(|why| wrong.name = Some(why));
        let address = self
            .maker_address
            .parse()
            .map_err(|why| wrong.address = Some(why));
        let online = self.maker_online.parse().map_err(|why| wrong.online = Some(why));
        Some(Maker {
            name: name.ok()?,
            address: address.ok()?,
            online: online.ok()?,
        })
    }

    fn warnings(&self, wrong: &mut LabelError) -> Option<Warnings> {
        let typed = if self.under_three && !self.warnings.contains(UNDER_THREE) {
            format!("{UNDER_THREE} {}", self.warnings)
        } else {
            self.warnings.clone()
        };
        let said: Option<LabelText> = told(&typed, &mut wrong.warnings);
        wrong.no_warnings = self.no_warnings && said.is_some();
        let none = self.no_warnings.then_some(Warnings::None);
        none.or(said.map(Warnings::Said))
    }
}

/// How much a name says that there is: "Miel, 500 g".
pub fn amount_in(name: &str) -> Option<Content> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (0..words.len()).find_map(|from| words[from..].join(" ").parse().ok())
}

/// A text that may stay empty, or nothing and what is wrong with it.
fn told<T: std::str::FromStr<Err = TextError>>(typed: &str, wrong: &mut Option<TextError>) -> Option<T> {
    optional(typed).map_err(|why| *wrong = Some(why)).ok().flatten()
}

#[cfg(test)]
mod tests;
