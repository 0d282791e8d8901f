//! A label and what decides its rules, between their columns and their types.

use crate::catalogue::{content_of, entity::product};
use domain::{
    catalogue::{Category, Content, Ean},
    duties::{Allergens, Amount, Goods, Label, Maker, Strength, Warnings},
    shops::ShopKind,
};
use sea_orm::Set;

/// What decides which rules hold for a product of a shop of that kind.
pub(crate) fn goods_of(row: &product::Model, kind: ShopKind) -> Goods {
    Goods {
        kind,
        category: row.category.unwrap_or_else(|| Category::usual(kind)),
        unit: row.unit,
        // A number that the shop gave itself says nothing about who packed it.
        has_barcode: row.ean.as_ref().is_some_and(|ean: &Ean| !ean.is_in_store()),
        is_named: row.name.is_some(),
    }
}

/// What is known of a product.
pub(crate) fn label_of(row: &product::Model) -> Label {
    Label {
        allergens: allergens_of(row),
        strength: row
            .strength
            .and_then(|tenths| u16::try_from(tenths).ok())
            .and_then(|tenths| Strength::from_tenths(tenths).ok()),
        amount: content_of(row.content_amount, row.content_measure)
            .map(Amount::Content)
            .or(row.by_count.then_some(Amount::ByCount)),
        ingredients: row.ingredients.as_deref().and_then(|text| text.parse().ok()),
        maker: maker_of(row),
        warnings: row
            .warnings
            .as_deref()
            .map(|text| text.parse().map_or(Warnings::None, Warnings::Said)),
    }
}

/// What was ticked; else what a barcode told in words.
fn allergens_of(row: &product::Model) -> Option<Allergens> {
    let told = || {
        let words = row.allergens.as_deref().map(str::trim);
        words
            .filter(|words| !words.is_empty())
            .map(|words| Allergens::Told(words.to_owned()))
    };
    row.allergen_list.as_deref().map(Allergens::read).or_else(told)
}

pub(super) fn maker_of(row: &product::Model) -> Option<Maker> {
    Some(Maker {
        name: row.maker_name.as_deref()?.parse().ok()?,
        address: row.maker_address.as_deref()?.parse().ok()?,
        online: row.maker_online.as_deref()?.parse().ok()?,
    })
}

/// Writes a whole label into a row that is to be changed.
pub(super) fn write_label(row: &mut product::ActiveModel, label: &Label) {
    // What a barcode told in words stays beside what was ticked, which comes first.
    match &label.allergens {
        Some(Allergens::Listed(all)) => row.allergen_list = Set(Some(Allergens::written(all))),
        Some(Allergens::Told(words)) => {
            row.allergen_list = Set(None);
            row.allergens = Set(Some(words.clone()));
        }
        None => {
            row.allergen_list = Set(None);
            row.allergens = Set(None);
        }
    }
    row.strength = Set(label.strength.map(|strength| i32::from(strength.tenths())));
    let content = match label.amount {
        Some(Amount::Content(content)) => Some(content),
        _ => None,
    };
    row.content_amount = Set(content.and_then(|content| i32::try_from(content.amount()).ok()));
    row.content_measure = Set(content.map(Content::measure));
    row.by_count = Set(label.amount == Some(Amount::ByCount));
    row.ingredients = Set(label.ingredients.as_ref().map(ToString::to_string));
    row.maker_name = Set(label.maker.as_ref().map(|maker| maker.name.to_string()));
    row.maker_address = Set(label.maker.as_ref().map(|maker| maker.address.to_string()));
    row.maker_online = Set(label.maker.as_ref().map(|maker| maker.online.to_string()));
    row.warnings = Set(label.warnings.as_ref().map(|warnings| match warnings {
        Warnings::None => String::new(),
        Warnings::Said(said) => said.to_string(),
    }));
}
