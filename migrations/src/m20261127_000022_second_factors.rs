//! By what officials prove who they are, the codes for the day on which the phone is lost, and which devices did so when.

use super::{add, points_at};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let factors = Table::create()
            .table("second_factors")
            .col(uuid("member_id").primary_key())
            // Makes the secret, together with the key in a file; empty until there is one.
            .col(string("nonce"))
            // When this person first came in as an official: a day without it counts from then.
            .col(timestamp_with_time_zone("started_at"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            // Of the last code that was taken; no earlier one is.
            .col(big_integer("last_step"))
            .foreign_key(&mut points_at("second_factors", "member_id", "members"))
            .to_owned();
        manager.create_table(factors).await?;

        let codes = Table::create()
            .table("recovery_codes")
            .col(uuid("id").primary_key())
            .col(uuid("member_id"))
            .col(string("code_hash"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(&mut points_at("recovery_codes", "member_id", "members"))
            .to_owned();
        manager.create_table(codes).await?;
        let index = Index::create()
            .name("recovery_codes_of_a_member")
            .table("recovery_codes")
            .col("member_id")
            .to_owned();
        manager.create_index(index).await?;

        add(
            manager,
            "sessions",
            vec![timestamp_with_time_zone_null("proved_at")],
        )
        .await?;

        // Those who work here already have a day from now on.
        let now = match manager.get_database_backend() {
            DbBackend::Sqlite => "strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')",
            _ => "now()",
        };
        let backfill = format!(
            "INSERT INTO second_factors (member_id, nonce, started_at, last_step) \
             SELECT DISTINCT member_id, '', {now}, 0 FROM town_members"
        );
        manager.get_connection().execute_unprepared(&backfill).await?;
        Ok(())
    }
}
