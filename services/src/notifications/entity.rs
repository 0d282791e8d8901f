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

/// What becomes of a message at one device or address. Holds no address: that is looked up when it is written to.
pub mod delivery {
    use super::super::{Channel, DeliveryState};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deliveries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Who is told what, so that nobody is told twice.
        pub key: String,
        pub what: String,
        pub about: Uuid,
        pub body: String,
        pub told_at: ChronoDateTimeUtc,
        pub channel: Channel,
        /// A device's subscription, a [`super::super::Role`], or the shop whose till it is.
        pub target: String,
        pub state: DeliveryState,
        /// When it is to be sent; while somebody sends it, when others may take it.
        pub due_at: ChronoDateTimeUtc,
        /// Which node sends it.
        pub holder: Option<Uuid>,
        pub attempts: i32,
        /// Why the last attempt failed, in words without names or addresses; empty: it did not.
        pub last_error: String,
        pub done_at: Option<ChronoDateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Devices that want to ring.
pub mod subscription {
    use domain::id::{MemberId, SessionId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "push_subscriptions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub member_id: MemberId,
        pub session_id: SessionId,
        /// Where the device's push service takes messages for it.
        pub endpoint: String,
        /// The device's public key, base64url.
        pub p256dh: String,
        /// The device's secret, base64url.
        pub auth: String,
        /// The language of its notifications, as "fr".
        pub locale: String,
        pub created_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
