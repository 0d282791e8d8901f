//! What is known of the goods under a barcode before their merchant says a word.

use super::{Content, ListingForm};
use serde::{Deserialize, Serialize};

/// Fills the form of a product; the merchant may change all of it. Texts that nobody knows are empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// What it is called.
    pub name: String,
    /// How much is in one piece, as in "500 g".
    pub quantity: String,
    /// Who makes it.
    pub brand: String,
    /// In words, with commas between them.
    pub allergens: String,
    /// Who said so.
    pub source: Source,
}

words! {
    /// Who described the goods.
    Source {
        /// A shop of this instance.
        TownMemory = "town_memory",
        /// Open Food Facts, or a copy of it. Its licence asks that it be named wherever this is shown.
        FoodFacts = "food_facts",
    }
}

impl Described {
    /// Writes into the fields that the merchant left empty.
    pub fn fill(&self, form: &mut ListingForm) {
        for (field, known) in [
            (&mut form.name, &self.name),
            (&mut form.brand, &self.brand),
            (&mut form.allergens, &self.allergens),
        ] {
            if field.trim().is_empty() {
                field.clone_from(known);
            }
        }
        // Packages carry quantities that are none of ours ("1 bouquet"): those must not stand in the way of a sale.
        if form.content.trim().is_empty() && self.quantity.parse::<Content>().is_ok() {
            form.content.clone_from(&self.quantity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_merchant_typed_stays() {
        let honey = Described {
            name: "Miel de forêt".into(),
            quantity: "500 g".into(),
            brand: "Les ruches".into(),
            allergens: String::new(),
            source: Source::TownMemory,
        };
        let mut form = ListingForm {
            name: "Miel".into(),
            brand: " ".into(),
            ..ListingForm::default()
        };
        honey.fill(&mut form);
        assert_eq!((form.name.as_str(), form.brand.as_str()), ("Miel", "Les ruches"));
    }
}
