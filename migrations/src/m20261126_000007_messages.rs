//! What people are told when they are not looking: the outbox, what becomes of each of its messages, the devices that
//! want to ring, and where a town hall is written to.

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
        // A row is gone as soon as it is known to whom it goes, so that this stays as small as placing an order wants it.
        let messages = Table::create()
            .table("messages")
            .col(uuid("id").primary_key())
            .col(string("what"))
            // The order, the part or the device.
            .col(uuid("about"))
            .col(text("body"))
            .col(timestamp_with_time_zone("told_at"))
            .to_owned();
        manager.create_table(messages).await?;

        let deliveries = Table::create()
            .table("deliveries")
            .col(uuid("id").primary_key())
            // Who is told what, so that nobody is told twice.
            .col(string_uniq("key"))
            .col(string("what"))
            .col(uuid("about"))
            .col(text("body"))
            .col(timestamp_with_time_zone("told_at"))
            .col(string("channel"))
            // A device's subscription, or a role; an address is looked up when it is written to.
            .col(string("target"))
            .col(string("state"))
            // When it is to be sent; while it is being sent, when it may be taken again.
            .col(timestamp_with_time_zone("due_at"))
            // Which node is sending it.
            .col(uuid_null("holder"))
            .col(integer("attempts").default(0))
            .col(string("last_error").default(""))
            .col(timestamp_with_time_zone_null("done_at"))
            .to_owned();
        manager.create_table(deliveries).await?;
        let due = Index::create()
            .name("deliveries_due")
            .table("deliveries")
            .col("state")
            .col("due_at")
            .to_owned();
        manager.create_index(due).await?;

        let of_session = ForeignKey::create()
            .from("push_subscriptions", "session_id")
            .to("sessions", "id")
            // A device that is signed out does not ring.
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned();
        let subscriptions = Table::create()
            .table("push_subscriptions")
            .col(uuid("id").primary_key())
            .col(uuid("member_id"))
            .col(uuid("session_id"))
            .col(string_uniq("endpoint"))
            // The device's keys, base64url.
            .col(string("p256dh"))
            .col(string("auth"))
            // The language of its notifications, as "fr".
            .col(string("locale"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut points_at("push_subscriptions", "member_id", "members"))
            .foreign_key(&mut of_session.clone())
            .to_owned();
        manager.create_table(subscriptions).await?;
        for column in ["member_id", "session_id"] {
            let by = Index::create()
                .name(format!("push_subscriptions_by_{column}"))
                .table("push_subscriptions")
                .col(column)
                .to_owned();
            manager.create_index(by).await?;
        }

        // Who is told of an order that nobody saw; empty: only the officials' devices.
        let towns = vec![
            string("alarm_email").default("").to_owned(),
            string("alarm_locale").default("fr").to_owned(),
        ];
        add(manager, "towns", towns).await?;
        // The language in which the second contact is written to.
        add(manager, "shops", vec![string("alarm_locale").default("fr").to_owned()]).await
    }
}
