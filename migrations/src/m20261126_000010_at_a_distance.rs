//! What the law asks about before an order is sent: whether a shop sells at a distance, and whether a part of an order
//! holds something that is not for everybody.

use super::add;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Takes firm orders besides reservations.
        let shops = vec![boolean("sells_at_a_distance").default(false).to_owned()];
        add(manager, "shops", shops).await?;
        // As it was when it was ordered: the category of a product may change afterwards.
        let parts = vec![boolean("has_alcohol").default(false).to_owned()];
        add(manager, "order_parts", parts).await
    }
}
