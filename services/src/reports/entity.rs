//! The table of what the public reported.

use domain::{
    id::{MemberId, ProductId, ReportId, ShopId, TownId},
    reports::Concern,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    pub town_id: TownId,
    pub shop_id: ShopId,
    pub product_id: Option<ProductId>,
    /// The page's path, as it was then.
    pub place: String,
    pub concern: Concern,
    /// Empty once it is forgotten, as are the name and the address.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    pub name: String,
    pub email: String,
    /// The language in which whoever reported is written to, as "fr".
    pub locale: String,
    pub reported_at: ChronoDateTimeUtc,
    /// When somebody of the town hall first opened it, and who.
    pub read_at: Option<ChronoDateTimeUtc>,
    pub read_by: Option<MemberId>,
    pub answered_at: Option<ChronoDateTimeUtc>,
    pub erased_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
