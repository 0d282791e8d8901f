//! The tables of tries. Rows live for minutes, keys for a day.

/// What somebody owes.
pub mod tried {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tries")]
    pub struct Model {
        /// A word of [`Limited`](domain::limits::Limited).
        #[sea_orm(primary_key, auto_increment = false)]
        pub what: String,
        /// A shop, a person, or the hash of an address.
        #[sea_orm(primary_key, auto_increment = false)]
        pub who: String,
        /// Milliseconds since 1970: when all that was taken is paid back.
        pub owing: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// With what addresses are hashed on a day.
pub mod key {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tries_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: ChronoDate,
        pub key: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
