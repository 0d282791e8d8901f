//! Towns of this instance and the shops in them.

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
        let towns = Table::create()
            .table("towns")
            .col(uuid("id").primary_key())
            .col(string("insee_code"))
            .col(string("name"))
            .col(string_uniq("slug"))
            .col(string("postcodes"))
            .col(string("time_zone"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        manager.create_table(towns).await?;

        let shops = Table::create()
            .table("shops")
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(string("slug"))
            .col(string("name"))
            .col(string("kind"))
            .col(string("address"))
            .col(string("phone"))
            .col(double_null("latitude"))
            .col(double_null("longitude"))
            .col(string("hours"))
            .col(text("about"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("claimed_at"))
            .foreign_key(&mut points_at("shops", "town_id", "towns"))
            .to_owned();
        manager.create_table(shops).await?;
        manager
            .create_index(
                Index::create()
                    .name("shops_by_slug")
                    .table("shops")
                    .col("town_id")
                    .col("slug")
                    .unique()
                    .to_owned(),
            )
            .await
    }
}
