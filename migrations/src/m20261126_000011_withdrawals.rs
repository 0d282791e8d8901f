//! Withdrawing from firm orders: what kind of goods each line is about, because what perishes is exempt, and the
//! declarations of shoppers as they were received.

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
        // None: written before it was kept, when there were only reservations.
        add(manager, "order_lines", vec![string_null("category")]).await?;
        let withdrawals = Table::create()
            .table("withdrawals")
            .col(uuid("id").primary_key())
            // Once a part: declared twice, it is the same declaration.
            .col(uuid_uniq("part_id"))
            .col(string("name"))
            // Where the receipt goes; empty: it is only shown.
            .col(string("email").default("").to_owned())
            .col(string("locale"))
            .col(timestamp_with_time_zone("stated_at"))
            .col(boolean("after_handover"))
            // The goods it is about, as they stood then, in JSON.
            .col(text("lines"))
            .foreign_key(&mut points_at("withdrawals", "part_id", "order_parts"))
            .to_owned();
        manager.create_table(withdrawals).await
    }
}
