//! Where letters reach people who sign in, once they confirmed it, and the letters that go there about how they come in.

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
        let addresses = Table::create()
            .table("mail_addresses")
            .col(uuid("member_id").primary_key())
            // In small letters.
            .col(string("address"))
            // By which it is found; the same person may have it as several members.
            .col(string("address_hash"))
            // The language of letters there, as "fr".
            .col(string("locale"))
            .col(timestamp_with_time_zone("confirmed_at"))
            .foreign_key(&mut points_at("mail_addresses", "member_id", "members"))
            .to_owned();
        manager.create_table(addresses).await?;
        let index = Index::create()
            .name("mail_addresses_by_hash")
            .table("mail_addresses")
            .col("address_hash")
            .to_owned();
        manager.create_index(index).await?;

        let letters = Table::create()
            .table("access_letters")
            .col(uuid("id").primary_key())
            .col(string("what"))
            .col(string_uniq("token_hash"))
            // Whom it is about; null: whoever confirmed the address.
            .col(uuid_null("member_id"))
            // Where it goes; empty: where the hash is confirmed, if it is anywhere.
            .col(string("address"))
            .col(string("address_hash"))
            .col(string("locale"))
            .col(timestamp_with_time_zone("written_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(&mut points_at("access_letters", "member_id", "members"))
            .to_owned();
        manager.create_table(letters).await
    }
}
