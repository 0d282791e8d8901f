//! What is known of a product besides what its card shows: what the law wants said before somebody buys.

use super::{entity::product, queries::content_of};
use crate::{duties, error::Error, food_facts, shops};
use domain::{
    catalogue::{Described, Source},
    duties::{Fact, Label, missing},
    id::ProductId,
};
use sea_orm::{ConnectionTrait, EntityTrait};

/// Texts that nobody gave are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who makes it.
    pub brand: Option<String>,
    /// What its merchant said of it, as far as the law asks.
    pub label: Label,
    /// What the law asks and nobody said: whoever wants to know asks in the shop.
    pub missing: Vec<Fact>,
    /// What was taken over from Open Food Facts, whose licence asks that it be named.
    pub from_food_facts: bool,
}

/// What is known of a product.
pub async fn facts(db: &impl ConnectionTrait, product: ProductId) -> Result<Facts, Error> {
    let found = product::Entity::find_by_id(product)
        .find_also_related(shops::entity::Entity)
        .one(db)
        .await?;
    let (row, shop) = found
        .and_then(|(row, shop)| Some((row, shop?)))
        .ok_or(Error::NotFound)?;
    let (goods, label) = (duties::goods_of(&row, shop.kind), duties::label_of(&row));
    let missing = missing(goods, &label, shop.sells_at_a_distance);
    let told = match &row.ean {
        Some(ean) => food_facts::told(db, ean).await?,
        None => None,
    };
    let known = Described {
        name: row.name.map(String::from).unwrap_or_default(),
        quantity: content_of(row.content_amount, row.content_measure)
            .map(String::from)
            .unwrap_or_default(),
        brand: row.brand.unwrap_or_default(),
        allergens: row.allergens.unwrap_or_default(),
        source: Source::TownMemory,
    };
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    Ok(Facts {
        from_food_facts: told.is_some_and(|facts| facts.is_behind(&known)),
        brand: filled(known.brand),
        label,
        missing,
    })
}
