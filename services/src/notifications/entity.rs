//! The tables of messages.

/// What was told and is not yet addressed to anybody. Small: a row is gone as soon as it is.
pub mod message {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The message's word. A server that does not know it yet leaves it to one that does.
        pub what: String,
        /// The order, the part or the device.
        pub about: Uuid,
        /// [`domain::notifications::Message`] in JSON.
        pub body: String,
        pub told_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
