//! The table of officials who hold a shop's counter.

use domain::{
    id::{MemberId, ShopId, StandInId, TownId},
    stand_in::{Ending, Span, Term},
    text::Name,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stand_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StandInId,
    pub town_id: TownId,
    pub shop_id: ShopId,
    /// The official.
    pub member_id: MemberId,
    /// Who said yes, as the official wrote it down.
    pub consent_by: Name,
    pub term: Term,
    pub since: ChronoDateTimeUtc,
    pub until: ChronoDateTimeUtc,
    pub ended_at: Option<ChronoDateTimeUtc>,
    pub ending: Option<Ending>,
}

impl Model {
    /// Until when, and whether it ended before.
    pub fn span(&self) -> Span {
        Span {
            until: self.until,
            ending: self.ending,
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
