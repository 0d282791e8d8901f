//! The words under which a product is kept.

use super::words::{WordKind, words};
use crate::catalogue::{Category, Content, Measure, Unit};

/// A word of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// As it is compared.
    pub word: String,
    /// Where it stands: 0 to [`Indexed::LAST_OF_NAME`] is its place in the name, behind that come brand and content;
    /// [`Indexed::AISLE`] is the aisle.
    pub place: u8,
}

impl Indexed {
    /// All further words of a name stand here.
    pub const LAST_OF_NAME: u8 = 9;
    /// The brand.
    pub const BRAND: u8 = 20;
    /// How much is in it.
    pub const CONTENT: u8 = 30;
    /// The aisle in which it hangs.
    pub const AISLE: u8 = 90;
}

/// The word that stands for an aisle; no typed word begins with that sign.
pub fn category_word(category: Category) -> String {
    format!("#{category}")
}

/// All words of a product, each once, at its best place. When they change for the same product, [`super::VERSION`] must.
pub fn indexed(
    name: Option<&str>,
    brand: Option<&str>,
    content: Option<Content>,
    unit: Unit,
    category: Category,
) -> Vec<Indexed> {
    let mut all: Vec<Indexed> = Vec::new();
    let mut add = |word: String, place: u8| {
        if all.iter().all(|known| known.word != word) {
            all.push(Indexed { word, place });
        }
    };
    let of_name = words(name.unwrap_or_default())
        .into_iter()
        .filter(|word| !word.is_small());
    for (at, word) in of_name.enumerate() {
        let place = u8::try_from(at).unwrap_or(u8::MAX).min(Indexed::LAST_OF_NAME);
        add(word.stem, place);
    }
    for word in words(brand.unwrap_or_default())
        .into_iter()
        .filter(|word| !word.is_small())
    {
        add(word.stem, Indexed::BRAND);
    }
    if let Some(content) = content.or(sold_by(unit)) {
        let unit = match content.measure() {
            Measure::Gram => "g",
            Measure::Millilitre => "ml",
        };
        add(format!("{}{unit}", content.amount()), Indexed::CONTENT);
    }
    add(category_word(category), Indexed::AISLE);
    all
}

/// What is sold by weight or volume is found by one of its unit: "pommes 1 kg".
fn sold_by(unit: Unit) -> Option<Content> {
    let (amount, measure) = match unit {
        Unit::Piece => return None,
        Unit::Kilogram => (1000, Measure::Gram),
        Unit::HundredGrams => (100, Measure::Gram),
        Unit::Litre => (1000, Measure::Millilitre),
    };
    Content::new(amount, measure).ok()
}

/// Whether a word of the index can be what somebody meant by another: quantities and aisles cannot.
pub(super) fn can_be_meant(word: &str) -> bool {
    let mut of = words(word).into_iter();
    matches!((of.next(), of.next()), (Some(only), None) if only.kind == WordKind::Letters)
        && !word.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_kept_under_its_name_its_content_and_its_aisle() {
        let kept = indexed(
            Some("Miel de tilleul, 500 g"),
            Some("Les Ruches"),
            "1 kg".parse().ok(),
            Unit::Piece,
            Category::Grocery,
        );
        let kept: Vec<(&str, u8)> = kept.iter().map(|kept| (kept.word.as_str(), kept.place)).collect();
        assert_eq!(
            kept,
            [
                ("miel", 0),
                ("tilleul", 1),
                ("500g", 2),
                ("ruche", 20),
                ("1000g", 30),
                ("#grocery", 90)
            ]
        );
    }

    #[test]
    fn what_has_no_name_yet_hangs_in_its_aisle() {
        let kept = indexed(None, None, None, Unit::Kilogram, Category::Meat);
        assert_eq!(kept.len(), 2);
        assert!(!can_be_meant("#meat") && !can_be_meant("1000g") && can_be_meant("miel"));
    }
}
