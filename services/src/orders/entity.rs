//! The tables of orders.

/// Baskets once sent.
pub mod order {
    use domain::{
        id::{MemberId, OrderId, TownId},
        orders::{Actor, Code, OrderKind},
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "orders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrderId,
        pub town_id: TownId,
        pub page_key: String,
        pub code: Code,
        pub idempotency_key: String,
        /// Of the basket, name and windows: the same key with other contents is refused.
        pub request_hash: String,
        /// Empty: it was erased.
        pub name: String,
        /// Empty: it was erased.
        pub phone: String,
        pub kind: OrderKind,
        /// Empty: the shopper gave none, or it was erased.
        pub email: String,
        /// The language of messages to the shopper, as "fr".
        pub locale: String,
        /// Who typed it: the shopper, or somebody of a shop or of the town hall for a person without internet.
        pub entered_as: Actor,
        pub entered_by: Option<MemberId>,
        pub placed_at: ChronoDateTimeUtc,
        /// When it forgot whose it was.
        pub erased_at: Option<ChronoDateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One shop's share each.
pub mod part {
    use domain::{
        id::{OrderId, OrderPartId, ProductId, ShopId},
        orders::{Alarm, PartState, Reason},
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "order_parts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrderPartId,
        pub order_id: OrderId,
        pub shop_id: ShopId,
        pub state: PartState,
        pub pickup_from: ChronoDateTimeUtc,
        pub pickup_to: ChronoDateTimeUtc,
        pub placed_at: ChronoDateTimeUtc,
        pub changed_at: ChronoDateTimeUtc,
        pub refused_because: Option<Reason>,
        /// What the merchant added; empty when nothing.
        pub refused_words: String,
        /// A product of the same shop that could do instead.
        pub offered_instead: Option<ProductId>,
        /// When the clock must look again; none: never more.
        pub due_at: Option<ChronoDateTimeUtc>,
        /// How far the alarm has gone.
        pub alarm: Alarm,
        /// Something in it was not for anybody under eighteen when it was ordered.
        pub has_alcohol: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::order::Entity",
            from = "Column::OrderId",
            to = "super::order::Column::Id"
        )]
        Order,
        #[sea_orm(
            belongs_to = "crate::shops::entity::Entity",
            from = "Column::ShopId",
            to = "crate::shops::entity::Column::Id"
        )]
        Shop,
    }

    impl Related<crate::shops::entity::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Shop.def()
        }
    }

    impl Related<super::order::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Order.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Products as they were when they were ordered.
pub mod line {
    use domain::{
        catalogue::{Category, Unit},
        id::{OrderLineId, OrderPartId, ProductId},
        money::Price,
        text::Name,
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "order_lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrderLineId,
        pub part_id: OrderPartId,
        pub product_id: ProductId,
        pub position: i32,
        pub name: Option<Name>,
        pub price: Price,
        pub unit: Unit,
        pub quantity: i32,
        /// Thousandths of the unit that were really given; none: as ordered.
        pub given: Option<i32>,
        /// What kind of goods it was then; none: written before that was kept.
        pub category: Option<Category>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl From<Model> for domain::orders::Line {
        fn from(row: Model) -> Self {
            Self {
                product: row.product_id,
                name: row.name,
                price: row.price,
                unit: row.unit,
                quantity: row.quantity.unsigned_abs(),
                given: row.given.map(domain::orders::Given::of_thousandths),
                perishes: row.category.is_some_and(Category::perishes),
            }
        }
    }
}

/// Every change of a part, with who made it and when.
pub mod change {
    use domain::{
        id::{MemberId, OrderPartId},
        orders::{Act, Actor, PartState},
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "order_changes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub part_id: OrderPartId,
        pub actor: Actor,
        pub member_id: Option<MemberId>,
        /// None when the part was made.
        pub from_state: Option<PartState>,
        pub to_state: PartState,
        /// None: the alarm went further, or it is from before acts were written down.
        pub act: Option<Act>,
        /// What the act carried, or how far the alarm went, in JSON.
        pub detail: Option<String>,
        pub at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Declarations of shoppers who withdrew from a firm order.
pub mod withdrawal {
    use domain::id::OrderPartId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "withdrawals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub part_id: OrderPartId,
        /// Empty: it was erased.
        pub name: String,
        /// Where the receipt goes; empty: it is only shown, or it was erased.
        pub email: String,
        /// The language of the receipt, as "fr".
        pub locale: String,
        pub stated_at: ChronoDateTimeUtc,
        /// True when the goods were with the shopper.
        pub after_handover: bool,
        /// The [`domain::orders::Line`]s it is about, in JSON.
        pub lines: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::part::Entity",
            from = "Column::PartId",
            to = "super::part::Column::Id"
        )]
        Part,
    }

    impl Related<super::part::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Part.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}
