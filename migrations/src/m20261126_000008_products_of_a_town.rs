//! A product knows its town: a town's newest products are read from an index, however many there are, instead of being
//! gathered from all its shops and sorted.

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
        add(manager, "products", vec![uuid_null("town_id")]).await?;
        let backfill =
            "UPDATE products SET town_id = (SELECT town_id FROM shops WHERE shops.id = products.shop_id)";
        manager.get_connection().execute_unprepared(backfill).await?;
        let newest = Index::create()
            .name("products_newest_in_town")
            .table("products")
            .col("town_id")
            .col("listed_at")
            .col("id")
            .to_owned();
        manager.create_index(newest).await?;
        // All that decides whether something can be bought, so that counting reads no row.
        let on_sale = Index::create()
            .name("products_on_sale_in_town")
            .table("products")
            .col("town_id")
            .col("hidden")
            .col("withdrawn_at")
            .col("stock_kind")
            .col("stock_count")
            .to_owned();
        manager.create_index(on_sale).await
    }
}
