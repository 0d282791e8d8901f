//! Products on the shelves, and their photos.

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
        let photos = Table::create()
            .table("photos")
            .col(string("hash").primary_key())
            .col(integer("width"))
            .col(integer("height"))
            .col(binary("thumbhash"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        manager.create_table(photos).await?;

        let products = Table::create()
            .table("products")
            .col(uuid("id").primary_key())
            .col(uuid("shop_id"))
            .col(string("slug"))
            .col(string_null("name"))
            .col(big_integer("price"))
            .col(string("unit"))
            .col(string("stock_kind"))
            .col(integer_null("stock_count"))
            .col(string_null("photo_hash"))
            .col(timestamp_with_time_zone("listed_at"))
            .col(timestamp_with_time_zone("changed_at"))
            .foreign_key(&mut points_at("products", "shop_id", "shops"))
            .foreign_key(
                ForeignKey::create()
                    .from("products", "photo_hash")
                    .to("photos", "hash")
                    .on_delete(ForeignKeyAction::Restrict),
            )
            // The last piece is sold once: whatever a verb forgets, the count never goes below nothing.
            .check(Expr::col("stock_count").gte(0))
            .to_owned();
        manager.create_table(products).await?;
        manager
            .create_index(
                Index::create()
                    .name("products_by_slug")
                    .table("products")
                    .col("shop_id")
                    .col("slug")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("products_newest")
                    .table("products")
                    .col("shop_id")
                    .col("listed_at")
                    .to_owned(),
            )
            .await
    }
}
