//! What an order's life needs beyond its states: who it is for and who entered it, why it was refused and what was
//! offered instead, what was really given, when the clock must look at it; and what a shop settles for that: the length
//! and room of its pickup windows, and its alarm.

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
        let orders = vec![
            string("kind").default("reservation").to_owned(),
            // Empty: the shopper gave none.
            string("email").default("").to_owned(),
            // The language in which messages to the shopper are written.
            string("locale").default("fr").to_owned(),
            // Somebody of a shop or of the town hall, for a person without internet.
            string("entered_as").default("shopper").to_owned(),
            uuid_null("entered_by"),
        ];
        add(manager, "orders", orders).await?;

        let parts = vec![
            string_null("refused_because"),
            string("refused_words").default("").to_owned(),
            uuid_null("offered_instead"),
            // When the clock must look again; none: never more.
            timestamp_with_time_zone_null("due_at"),
            // How far the alarm has gone.
            string("alarm").default("rung").to_owned(),
        ];
        add(manager, "order_parts", parts).await?;
        let due = Index::create()
            .name("order_parts_due")
            .table("order_parts")
            .col("due_at")
            .to_owned();
        manager.create_index(due).await?;
        let places = Index::create()
            .name("order_parts_places")
            .table("order_parts")
            .col("shop_id")
            .col("pickup_to")
            .to_owned();
        manager.create_index(places).await?;

        // Thousandths of the unit that were really given; none: as ordered.
        add(manager, "order_lines", vec![integer_null("given")]).await?;

        let changes = vec![
            // None: before acts were written down.
            string_null("act"),
            // What the act carried, in JSON.
            text_null("detail"),
        ];
        add(manager, "order_changes", changes).await?;

        let shops = vec![
            // None: a window lasts as long as the door is open.
            integer_null("slot_minutes"),
            // None: as many as come.
            integer_null("slot_capacity"),
            // How long an order may stay unseen; none: the usual.
            integer_null("alarm_minutes"),
            // Who is told then, besides the shop's phones; empty: nobody.
            string("alarm_email").default("").to_owned(),
            // Wall clock, "21:00"; both or none.
            string_null("quiet_from"),
            string_null("quiet_to"),
            // When somebody of the shop last heard the test ring.
            timestamp_with_time_zone_null("alarm_heard_at"),
        ];
        add(manager, "shops", shops).await?;

        // None: the shop's.
        add(manager, "products", vec![integer_null("lead_minutes")]).await
    }
}
