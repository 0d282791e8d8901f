//! The tables of products, and of what phones asked to change.

/// Products on the shelves.
pub mod product {
    use domain::{
        catalogue::{Category, Ean, Measure, StockKind, Unit},
        id::{DecisionId, DeviceId, ProductId, ShopId, TownId},
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
        /// Its shop's; none only in rows of a program that did not know it yet.
        pub town_id: Option<TownId>,
        pub slug: String,
        pub name: Option<Name>,
        pub price: Price,
        pub unit: Unit,
        /// Grams or millilitres in one piece, and which of the two.
        pub content_amount: Option<i32>,
        pub content_measure: Option<Measure>,
        pub stock_kind: StockKind,
        /// Pieces left, when they are counted.
        pub stock_count: Option<i32>,
        pub photo_hash: Option<String>,
        /// None: what its shop usually sells.
        pub category: Option<Category>,
        pub ean: Option<Ean>,
        pub brand: Option<String>,
        pub allergens: Option<String>,
        /// Out of shoppers' sight.
        pub hidden: bool,
        /// The town hall's decision that keeps it out of sight; none: its merchant alone says so.
        pub held_by: Option<DecisionId>,
        /// When somebody last said that it is there; none: not since it was listed.
        pub confirmed_at: Option<ChronoDateTimeUtc>,
        /// When the price that stands was decided; none: when it was listed.
        pub priced_at: Option<ChronoDateTimeUtc>,
        /// The phone that decided it; none: a page without scripts.
        pub priced_by: Option<DeviceId>,
        /// Taken back by its merchant: only orders still know it.
        /// None: the shop's.
        pub lead_minutes: Option<i32>,
        pub withdrawn_at: Option<ChronoDateTimeUtc>,
        pub listed_at: ChronoDateTimeUtc,
        pub changed_at: ChronoDateTimeUtc,
        /// What an announced reduction is compared with; none: there is none.
        pub reduced_from: Option<Price>,
        /// Under which it is kept in [`super::search_word`], with a blank between them; none: under none yet.
        pub words: Option<String>,
        /// Of the rules that chose them ([`domain::search::VERSION`]); 0: none did.
        pub words_version: i32,
        /// As [`domain::duties::Allergens`] writes them; none: nobody ticked them.
        pub allergen_list: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub ingredients: Option<String>,
        /// Tenths of a percent of volume.
        pub strength: Option<i32>,
        /// Sold by count: it has no net quantity.
        pub by_count: bool,
        /// Who makes it: all three or none.
        pub maker_name: Option<String>,
        pub maker_address: Option<String>,
        pub maker_online: Option<String>,
        /// Empty: the package warns of nothing; none: nobody said.
        #[sea_orm(column_type = "Text", nullable)]
        pub warnings: Option<String>,
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
            belongs_to = "crate::photos::known::Entity",
            from = "Column::PhotoHash",
            to = "crate::photos::known::Column::Hash"
        )]
        Photo,
    }

    impl Related<crate::shops::entity::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Shop.def()
        }
    }

    impl Related<crate::photos::known::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Photo.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What products cost before.
pub mod past_price {
    use domain::{id::ProductId, money::Price};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "past_prices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub product_id: ProductId,
        pub price: Price,
        pub since: ChronoDateTimeUtc,
        pub until: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Words of the products of a town. Read by town and word; what is hidden or sold out has its words all the same.
pub mod search_word {
    use domain::id::{ProductId, TownId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "search_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub town_id: TownId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub product_id: ProductId,
        /// Where it stands in the product, as in [`domain::search::Indexed`].
        pub place: i16,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::product::Entity",
            from = "Column::ProductId",
            to = "super::product::Column::Id"
        )]
        Product,
    }

    impl Related<super::product::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Product.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Changes that phones asked for, each with what became of it: asking again gives the same answer.
pub mod edit {
    use domain::id::{EditId, ShopId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "edits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EditId,
        pub shop_id: ShopId,
        /// An [`domain::catalogue::Outcome`] in JSON.
        pub outcome: String,
        pub done_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
