//! What Open Food Facts says, and what of it we take.

use super::{Facts, Silence};
use domain::{catalogue::Allergen, text::Name};
use serde::Deserialize;

/// Version 2 of their API, of which only this is read.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    /// 1: here it is; 0: no such product.
    status: u8,
    product: Option<Told>,
}

#[derive(Debug, Default, Deserialize)]
struct Told {
    product_name: Option<String>,
    product_name_fr: Option<String>,
    quantity: Option<String>,
    /// One or more, with commas between them.
    brands: Option<String>,
    /// Names of their taxonomy, as in "en:milk", and sometimes what somebody typed.
    allergens_tags: Option<Vec<String>>,
}

/// Their names of the fourteen.
const OURS: [(&str, Allergen); 14] = [
    ("en:gluten", Allergen::Gluten),
    ("en:crustaceans", Allergen::Crustaceans),
    ("en:eggs", Allergen::Eggs),
    ("en:fish", Allergen::Fish),
    ("en:peanuts", Allergen::Peanuts),
    ("en:soybeans", Allergen::Soybeans),
    ("en:milk", Allergen::Milk),
    ("en:nuts", Allergen::Nuts),
    ("en:celery", Allergen::Celery),
    ("en:mustard", Allergen::Mustard),
    ("en:sesame-seeds", Allergen::Sesame),
    ("en:sulphur-dioxide-and-sulphites", Allergen::Sulphites),
    ("en:lupin", Allergen::Lupin),
    ("en:molluscs", Allergen::Molluscs),
];

/// Named there, and not among the fourteen: other countries ask for them.
const NOT_OURS: [&str; 12] = [
    "en:none",
    "en:apple",
    "en:banana",
    "en:beef",
    "en:chicken",
    "en:gelatin",
    "en:kiwi",
    "en:orange",
    "en:peach",
    "en:pork",
    "en:red-caviar",
    "en:yamaimo",
];

impl Answer {
    /// None: they know no such product, or not its name. An answer that is neither is not what they promised to say.
    pub(super) fn facts(self) -> Result<Option<Facts>, Silence> {
        match (self.status, self.product) {
            (0, _) => Ok(None),
            (1, Some(told)) => Ok(Some(told.facts()).filter(|facts| !facts.name.is_empty())),
            _ => Err(Silence::Unreadable),
        }
    }
}

impl Told {
    fn facts(self) -> Facts {
        let named = [self.product_name_fr, self.product_name];
        let name = named
            .into_iter()
            .flatten()
            .map(|name| line(&name))
            .find(|name| !name.is_empty());
        let brands = self.brands.unwrap_or_default();
        Facts {
            name: name.unwrap_or_default(),
            quantity: line(&self.quantity.unwrap_or_default()),
            brand: line(brands.split(',').next().unwrap_or_default()),
            allergens: allergens(&self.allergens_tags.unwrap_or_default()),
        }
    }
}

/// One visible line that fits into a form's field; empty when there is nothing to see.
fn line(told: &str) -> String {
    let start: String = told.trim().chars().take(80).collect();
    start.parse::<Name>().map(String::from).unwrap_or_default()
}

/// In the order of the law. One word that is not understood makes the list incomplete, and then there is none.
fn allergens(tags: &[String]) -> Vec<Allergen> {
    let known = |tag: &str| {
        OURS.into_iter()
            .find_map(|(name, ours)| (name == tag).then_some(ours))
    };
    let mut found = Vec::new();
    for tag in tags {
        match known(tag) {
            Some(allergen) => found.push(allergen),
            None if NOT_OURS.contains(&tag.as_str()) => {}
            None => return Vec::new(),
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tags: &[&str]) -> Vec<Allergen> {
        allergens(&tags.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn all_fourteen_have_a_name_there() {
        for allergen in Allergen::ALL {
            assert!(OURS.iter().any(|(_, ours)| ours == allergen), "{allergen}");
        }
    }

    #[test]
    fn a_list_that_is_not_understood_is_no_list() {
        assert_eq!(
            told(&["en:soybeans", "en:milk", "en:milk", "en:kiwi"]),
            [Allergen::Soybeans, Allergen::Milk]
        );
        assert_eq!(told(&["en:milk", "de:Glutenhaltiges Getreide: Weizen"]), []);
    }

    #[test]
    fn a_long_name_is_cut_to_what_a_form_holds() {
        assert_eq!(line(&"é".repeat(200)).chars().count(), 80);
        assert_eq!(line(" \u{202E} "), "");
    }
}
