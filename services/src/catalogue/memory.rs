//! The town memory: what a shop of this instance already said about the goods under a barcode.

use super::{entity::product, queries::content_of};
use crate::{accounts::ShelfOf, error::Error};
use domain::{
    catalogue::{Described, Ean, Measure, Source},
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Name, brand, allergens, and how much is in a piece: its amount and its measure.
type Row = (Name, Option<String>, Option<String>, Option<i32>, Option<Measure>);

/// What was said last about the goods under this number, by any shop; by this one when the number is a shop's own.
/// A product that was taken back is forgotten.
pub async fn described(
    db: &impl ConnectionTrait,
    who: &ShelfOf,
    ean: &Ean,
) -> Result<Option<Described>, Error> {
    let mut known = product::Entity::find()
        .select_only()
        .columns([
            product::Column::Name,
            product::Column::Brand,
            product::Column::Allergens,
            product::Column::ContentAmount,
            product::Column::ContentMeasure,
        ])
        .filter(product::Column::Ean.eq(ean.clone()))
        .filter(product::Column::Name.is_not_null())
        .filter(product::Column::WithdrawnAt.is_null())
        .order_by_desc(product::Column::ListedAt)
        .order_by_desc(product::Column::Id);
    if ean.is_in_store() {
        known = known.filter(product::Column::ShopId.eq(who.shop()));
    }
    let row: Option<Row> = known.into_tuple().one(db).await?;
    Ok(row.map(|(name, brand, allergens, amount, measure)| Described {
        name: name.into(),
        quantity: content_of(amount, measure).map(String::from).unwrap_or_default(),
        brand: brand.unwrap_or_default(),
        allergens: allergens.unwrap_or_default(),
        source: Source::TownMemory,
    }))
}
