//! The table of visits: sums by thing and day.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visits")]
pub struct Model {
    /// A town, a shop or a product. What is seen of a shop counts for its town too, what is seen of a product for both.
    #[sea_orm(primary_key, auto_increment = false)]
    pub thing: Uuid,
    /// On the town's calendar.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: ChronoDate,
    pub views: i64,
    /// Of these, those to which a printed square led.
    pub scans: i64,
    /// Of these, those to which a handed-on link led.
    pub shared: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
