//! What the law wants to be known of sellers: who stands behind a shop's sign (apart from the shop: it stays for a while when
//! a shop leaves), and what things cost before a reduction.

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
        let traders = Table::create()
            .table("traders")
            .col(uuid("shop_id").primary_key())
            .col(string("name"))
            .col(string("email"))
            // Digits only.
            .col(string("number"))
            // Empty: not said.
            .col(string("mediator").default("").to_owned())
            // When it last said to sell only what the law allows.
            .col(timestamp_with_time_zone("certified_at"))
            .foreign_key(&mut points_at("traders", "shop_id", "shops"))
            .to_owned();
        manager.create_table(traders).await?;

        let past_prices = Table::create()
            .table("past_prices")
            .col(uuid("id").primary_key())
            .col(uuid("product_id"))
            .col(big_integer("price"))
            .col(timestamp_with_time_zone("since"))
            .col(timestamp_with_time_zone("until"))
            .foreign_key(&mut points_at("past_prices", "product_id", "products"))
            .to_owned();
        manager.create_table(past_prices).await?;
        let of_a_product = Index::create()
            .name("past_prices_of_a_product")
            .table("past_prices")
            .col("product_id")
            .col("until")
            .to_owned();
        manager.create_index(of_a_product).await?;
        // None: no reduction was announced, or it is over.
        add(manager, "products", vec![big_integer_null("reduced_from")]).await
    }
}
