//! The shelf as merchants keep it: facts that come with a barcode, what shoppers do not see, when somebody last said
//! that it is still there; what phones asked for, so that asking twice does it once; and how a shop hands its goods over.

use super::{add, points_at};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let products = vec![
            // Grams or millilitres in one piece.
            integer_null("content_amount"),
            string_null("content_measure"),
            string_null("category"),
            string_null("ean"),
            string_null("brand"),
            string_null("allergens"),
            boolean("hidden").default(false).to_owned(),
            // None: never since it was listed.
            timestamp_with_time_zone_null("confirmed_at"),
            // When a phone decided the price that stands; none: when it was listed.
            timestamp_with_time_zone_null("priced_at"),
            // Which phone that was.
            uuid_null("priced_by"),
            // Taken back by its merchant: only orders still know it.
            timestamp_with_time_zone_null("withdrawn_at"),
        ];
        add(manager, "products", products).await?;
        let by_ean = Index::create()
            .name("products_by_ean")
            .table("products")
            .col("ean")
            .to_owned();
        manager.create_index(by_ean).await?;

        let shops = vec![
            // Minutes between an order and its earliest pickup; none: the usual.
            integer_null("lead_minutes"),
            string_null("cover_hash"),
            // Closed to the public: goods are handed over at the door.
            boolean("at_the_door").default(false).to_owned(),
        ];
        add(manager, "shops", shops).await?;

        let edits = Table::create()
            .table("edits")
            .col(uuid("id").primary_key())
            .col(uuid("shop_id"))
            .col(text("outcome"))
            .col(timestamp_with_time_zone("done_at"))
            .foreign_key(&mut points_at("edits", "shop_id", "shops"))
            .to_owned();
        manager.create_table(edits).await?;
        let by_age = Index::create()
            .name("edits_by_age")
            .table("edits")
            .col("done_at")
            .to_owned();
        manager.create_index(by_age).await?;

        // What a catalogue outside told about a barcode; an empty answer is kept too, so that it is asked once.
        let known = Table::create()
            .table("food_facts")
            .col(string("ean").primary_key())
            .col(text("facts"))
            .col(timestamp_with_time_zone("asked_at"))
            .to_owned();
        manager.create_table(known).await
    }
}
