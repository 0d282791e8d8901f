//! Who runs the instance as a person that signs in, and what their pages ask of every town.

use super::points_at;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let operators = Table::create()
            .table("operators")
            .col(uuid("member_id").primary_key())
            .col(timestamp_with_time_zone("since"))
            .foreign_key(&mut points_at("operators", "member_id", "members"))
            .to_owned();
        manager.create_table(operators).await?;
        // When a town's last order came is read from its end, however many came before.
        let last_orders = Index::create()
            .name("orders_of_a_town")
            .table("orders")
            .col("town_id")
            .col("placed_at")
            .to_owned();
        manager.create_index(last_orders).await
    }
}
