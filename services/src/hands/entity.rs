//! The table of helping hands: from the code that an owner made to the end of the help.

use chrono::{DateTime, Utc};
use domain::{
    hand::{Ending, Span, Term},
    id::{HandId, MemberId, ShopId, TownId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hands")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HandId,
    pub town_id: TownId,
    pub shop_id: ShopId,
    /// The owner.
    pub asked_by: MemberId,
    pub code_hash: String,
    pub term: Term,
    pub asked_at: ChronoDateTimeUtc,
    /// Nobody takes the code after that.
    pub code_until: ChronoDateTimeUtc,
    /// Who took it.
    pub member_id: Option<MemberId>,
    pub taken_at: Option<ChronoDateTimeUtc>,
    pub until: Option<ChronoDateTimeUtc>,
    pub ended_at: Option<ChronoDateTimeUtc>,
    pub ending: Option<Ending>,
}

impl Model {
    /// Until when, and whether it ended before; none as long as nobody took the code.
    pub fn span(&self) -> Option<Span> {
        Some(Span {
            until: self.until?,
            ending: self.ending,
        })
    }

    /// Whether somebody may work at the shelf by it.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.span().is_some_and(|span| span.ended(at).is_none())
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Who took the code.
    #[sea_orm(
        belongs_to = "crate::accounts::entity::member::Entity",
        from = "Column::MemberId",
        to = "crate::accounts::entity::member::Column::Id"
    )]
    Member,
    #[sea_orm(
        belongs_to = "crate::shops::entity::Entity",
        from = "Column::ShopId",
        to = "crate::shops::entity::Column::Id"
    )]
    Shop,
}

impl Related<crate::accounts::entity::member::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Member.def()
    }
}

impl Related<crate::shops::entity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Shop.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
