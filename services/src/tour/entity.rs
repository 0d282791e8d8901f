//! The table of calls at doors.

use domain::{
    id::{CallId, MemberId, ShopId, TownId},
    tour::Said,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CallId,
    pub town_id: TownId,
    pub shop_id: ShopId,
    /// The official.
    pub member_id: MemberId,
    pub said: Said,
    /// On the town's calendar; only when somebody shall come back.
    pub come_back_on: Option<Date>,
    /// Empty when there is none.
    pub note: String,
    /// When it was noted, perhaps without a network.
    pub made_at: ChronoDateTimeUtc,
    pub received_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
