//! The table of slugs that things had before.

use sea_orm::entity::prelude::*;

/// What had the slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum Kind {
    #[sea_orm(string_value = "town")]
    Town,
    #[sea_orm(string_value = "shop")]
    Shop,
    #[sea_orm(string_value = "product")]
    Product,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_slugs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: Kind,
    /// The shop of a product, the town of a shop; nil for a town.
    #[sea_orm(primary_key, auto_increment = false)]
    pub within: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    /// The town, the shop or the product.
    pub thing: Uuid,
    pub left_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
