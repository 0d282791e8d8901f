//! Who changed what, when and on which device.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Points at nothing: what was done stays written when the product, the person or the device is gone.
        let deeds = Table::create()
            .table("deeds")
            .col(uuid("id").primary_key())
            .col(timestamp_with_time_zone("done_at"))
            .col(uuid("town_id"))
            .col(uuid_null("shop_id"))
            .col(uuid_null("product_id"))
            // About whom it is, when that is not who did it.
            .col(uuid_null("about_id"))
            // None: the operator, at the terminal.
            .col(uuid_null("member_id"))
            .col(uuid_null("session_id"))
            .col(string_null("actor"))
            // "Android, Chrome"; empty when unknown.
            .col(string("device"))
            .col(string("deed"))
            .col(string_null("before"))
            .col(string_null("after"))
            .to_owned();
        manager.create_table(deeds).await?;
        for (name, column) in [
            ("deeds_of_shop", "shop_id"),
            ("deeds_of_product", "product_id"),
            ("deeds_of_town", "town_id"),
        ] {
            let index = Index::create()
                .name(name)
                .table("deeds")
                .col(column)
                .col("done_at")
                .to_owned();
            manager.create_index(index).await?;
        }
        let by_age = Index::create()
            .name("deeds_by_age")
            .table("deeds")
            .col("done_at")
            .to_owned();
        manager.create_index(by_age).await
    }
}
