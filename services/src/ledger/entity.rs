//! The table of deeds: added to, never changed, and forgotten after a year.

use domain::{
    id::{DeedId, MemberId, ProductId, SessionId, ShopId, TownId},
    ledger::Deed,
    orders::Actor,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deeds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeedId,
    pub done_at: ChronoDateTimeUtc,
    pub town_id: TownId,
    pub shop_id: Option<ShopId>,
    pub product_id: Option<ProductId>,
    pub about_id: Option<MemberId>,
    pub member_id: Option<MemberId>,
    pub session_id: Option<SessionId>,
    pub actor: Option<Actor>,
    pub device: String,
    pub deed: Deed,
    pub before: Option<String>,
    pub after: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
