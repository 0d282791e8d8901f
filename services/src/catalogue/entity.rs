//! The tables of products and photos.

/// Products on the shelves.
pub mod product {
    use domain::{
        catalogue::{StockKind, Unit},
        id::{ProductId, ShopId},
        money::Price,
        text::Name,
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "products")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProductId,
        pub shop_id: ShopId,
        pub slug: String,
        pub name: Option<Name>,
        pub price: Price,
        pub unit: Unit,
        pub stock_kind: StockKind,
        /// Pieces left, when they are counted.
        pub stock_count: Option<i32>,
        pub photo_hash: Option<String>,
        pub listed_at: ChronoDateTimeUtc,
        pub changed_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::shops::entity::Entity",
            from = "Column::ShopId",
            to = "crate::shops::entity::Column::Id"
        )]
        Shop,
        #[sea_orm(
            belongs_to = "super::photo::Entity",
            from = "Column::PhotoHash",
            to = "super::photo::Column::Hash"
        )]
        Photo,
    }

    impl Related<crate::shops::entity::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Shop.def()
        }
    }

    impl Related<super::photo::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Photo.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Photos that are stored; the files are in the photo store.
pub mod photo {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "photos")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub width: i32,
        pub height: i32,
        pub thumbhash: Vec<u8>,
        pub created_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
