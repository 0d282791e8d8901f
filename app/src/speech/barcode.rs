//! What a barcode tells.

use crate::i18n::Locale;
use domain::catalogue::{Allergen, Source};
use leptos_i18n::td_string;

/// "lait, fruits à coque".
pub fn allergens(locale: Locale, all: &[Allergen]) -> String {
    let words: Vec<_> = all.iter().map(|one| allergen(locale, *one)).collect();
    words.join(", ")
}

/// "lait".
pub fn allergen(locale: Locale, of: Allergen) -> &'static str {
    match of {
        Allergen::Gluten => td_string!(locale, allergen.gluten),
        Allergen::Crustaceans => td_string!(locale, allergen.crustaceans),
        Allergen::Eggs => td_string!(locale, allergen.eggs),
        Allergen::Fish => td_string!(locale, allergen.fish),
        Allergen::Peanuts => td_string!(locale, allergen.peanuts),
        Allergen::Soybeans => td_string!(locale, allergen.soybeans),
        Allergen::Milk => td_string!(locale, allergen.milk),
        Allergen::Nuts => td_string!(locale, allergen.nuts),
        Allergen::Celery => td_string!(locale, allergen.celery),
        Allergen::Mustard => td_string!(locale, allergen.mustard),
        Allergen::Sesame => td_string!(locale, allergen.sesame),
        Allergen::Sulphites => td_string!(locale, allergen.sulphites),
        Allergen::Lupin => td_string!(locale, allergen.lupin),
        Allergen::Molluscs => td_string!(locale, allergen.molluscs),
    }
}

/// Who described the goods: to be shown beside what they said.
pub fn source(locale: Locale, of: Source) -> &'static str {
    match of {
        Source::TownMemory => td_string!(locale, barcode.town_memory),
        Source::FoodFacts => td_string!(locale, barcode.food_facts),
    }
}
