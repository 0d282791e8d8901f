//! Orders that forget whose they were: when they did, and what makes them quick to find. PostgreSQL keeps samples of a
//! column's values for its planner; of people it keeps none.

use super::add;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

/// Where people stand.
const PERSONAL: [(&str, &str); 7] = [
    ("orders", "name"),
    ("orders", "phone"),
    ("orders", "email"),
    ("orders", "request_hash"),
    ("order_parts", "refused_words"),
    ("withdrawals", "name"),
    ("withdrawals", "email"),
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // None: it still knows.
        add(
            manager,
            "orders",
            vec![timestamp_with_time_zone_null("erased_at")],
        )
        .await?;
        let remembering = Index::create()
            .name("orders_remembering")
            .table("orders")
            .col("erased_at")
            .col("placed_at")
            .to_owned();
        manager.create_index(remembering).await?;
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        for (table, column) in PERSONAL {
            let unsampled = format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{column}\" SET STATISTICS 0");
            manager.get_connection().execute_unprepared(&unsampled).await?;
        }
        Ok(())
    }
}
