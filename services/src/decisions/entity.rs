//! The tables of what town halls decided, and of what merchants answered.

/// What was decided.
pub mod decision {
    use domain::{
        decisions::{Measure, Rule},
        id::{DecisionId, MemberId, ProductId, ReportId, ShopId, TownId},
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub town_id: TownId,
        pub shop_id: ShopId,
        pub product_id: Option<ProductId>,
        pub report_id: Option<ReportId>,
        /// The measure that it ends.
        pub lifts_id: Option<DecisionId>,
        pub measure: Measure,
        pub rule: Option<Rule>,
        /// Empty when there is no rule.
        #[sea_orm(column_type = "Text")]
        pub why: String,
        #[sea_orm(column_type = "Text")]
        pub facts: String,
        /// The official.
        pub member_id: MemberId,
        pub decided_at: ChronoDateTimeUtc,
        /// None: it still holds.
        pub lifted_at: Option<ChronoDateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a merchant answered.
pub mod reply {
    use domain::id::{DecisionId, MemberId, ReplyId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_replies")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReplyId,
        pub decision_id: DecisionId,
        pub member_id: MemberId,
        #[sea_orm(column_type = "Text")]
        pub words: String,
        pub replied_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
