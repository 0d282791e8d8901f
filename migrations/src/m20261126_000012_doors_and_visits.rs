//! Addresses that something had before, so that a link on paper still leads there; and how often pages were seen, by day.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let former_slugs = Table::create()
            .table("former_slugs")
            // "town", "shop" or "product".
            .col(string("kind"))
            // The shop of a product, the town of a shop; nil for a town, which stands in nothing.
            .col(uuid("within"))
            .col(string("slug"))
            .col(uuid("thing"))
            .col(timestamp_with_time_zone("left_at"))
            .primary_key(Index::create().col("kind").col("within").col("slug"))
            .to_owned();
        manager.create_table(former_slugs).await?;

        // Sums only: nothing in here is about a person.
        let visits = Table::create()
            .table("visits")
            // A town, a shop or a product.
            .col(uuid("thing"))
            // On the town's calendar.
            .col(date("day"))
            .col(big_integer("views").default(0))
            .col(big_integer("scans").default(0))
            .col(big_integer("shared").default(0))
            .primary_key(Index::create().col("thing").col("day"))
            .to_owned();
        manager.create_table(visits).await
    }
}
