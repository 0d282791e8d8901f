//! Orders: one per basket sent, one part per shop, the lines of each part, and the history of every change.

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
        let orders = Table::create()
            .table("orders")
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(string_uniq("page_key"))
            .col(string_uniq("code"))
            .col(string_uniq("idempotency_key"))
            .col(string("request_hash"))
            .col(string("name"))
            .col(string("phone"))
            .col(timestamp_with_time_zone("placed_at"))
            .foreign_key(&mut points_at("orders", "town_id", "towns"))
            .to_owned();
        manager.create_table(orders).await?;

        let parts = Table::create()
            .table("order_parts")
            .col(uuid("id").primary_key())
            .col(uuid("order_id"))
            .col(uuid("shop_id"))
            .col(string("state"))
            .col(timestamp_with_time_zone("pickup_from"))
            .col(timestamp_with_time_zone("pickup_to"))
            .col(timestamp_with_time_zone("placed_at"))
            .col(timestamp_with_time_zone("changed_at"))
            .foreign_key(&mut points_at("order_parts", "order_id", "orders"))
            .foreign_key(&mut points_at("order_parts", "shop_id", "shops"))
            .to_owned();
        manager.create_table(parts).await?;
        let one_part_a_shop = Index::create()
            .name("order_parts_one_a_shop")
            .table("order_parts")
            .col("order_id")
            .col("shop_id")
            .unique()
            .to_owned();
        manager.create_index(one_part_a_shop).await?;
        let inbox = Index::create()
            .name("order_parts_inbox")
            .table("order_parts")
            .col("shop_id")
            .col("state")
            .to_owned();
        manager.create_index(inbox).await?;

        let lines = Table::create()
            .table("order_lines")
            .col(uuid("id").primary_key())
            .col(uuid("part_id"))
            .col(uuid("product_id"))
            .col(integer("position"))
            .col(string_null("name"))
            .col(big_integer("price"))
            .col(string("unit"))
            .col(integer("quantity"))
            .foreign_key(&mut points_at("order_lines", "part_id", "order_parts"))
            .foreign_key(&mut points_at("order_lines", "product_id", "products"))
            .check(Expr::col("quantity").gt(0))
            .to_owned();
        manager.create_table(lines).await?;
        let of_a_part = Index::create()
            .name("order_lines_of_a_part")
            .table("order_lines")
            .col("part_id")
            .to_owned();
        manager.create_index(of_a_part).await?;

        let changes = Table::create()
            .table("order_changes")
            .col(uuid("id").primary_key())
            .col(uuid("part_id"))
            .col(string("actor"))
            .col(uuid_null("member_id"))
            .col(string_null("from_state"))
            .col(string("to_state"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut points_at("order_changes", "part_id", "order_parts"))
            .foreign_key(&mut points_at("order_changes", "member_id", "members"))
            .to_owned();
        manager.create_table(changes).await?;
        let history = Index::create()
            .name("order_changes_of_a_part")
            .table("order_changes")
            .col("part_id")
            .to_owned();
        manager.create_index(history).await
    }
}
