//! People who sign in, what they may act for, their devices, and the links that let them in.

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
        let members = Table::create()
            .table("members")
            .col(uuid("id").primary_key())
            .col(string("name"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        manager.create_table(members).await?;

        let merchants = Table::create()
            .table("shop_members")
            .col(uuid("shop_id"))
            .col(uuid("member_id"))
            .col(string("role"))
            .col(timestamp_with_time_zone("since"))
            .primary_key(Index::create().col("shop_id").col("member_id"))
            .foreign_key(&mut points_at("shop_members", "shop_id", "shops"))
            .foreign_key(&mut points_at("shop_members", "member_id", "members"))
            .to_owned();
        manager.create_table(merchants).await?;
        by(manager, "shop_members_by_member", "shop_members", &["member_id"]).await?;

        let officials = Table::create()
            .table("town_members")
            .col(uuid("town_id"))
            .col(uuid("member_id"))
            .col(string("role"))
            .col(timestamp_with_time_zone("since"))
            .primary_key(Index::create().col("town_id").col("member_id"))
            .foreign_key(&mut points_at("town_members", "town_id", "towns"))
            .foreign_key(&mut points_at("town_members", "member_id", "members"))
            .to_owned();
        manager.create_table(officials).await?;
        by(manager, "town_members_by_member", "town_members", &["member_id"]).await?;

        let sessions = Table::create()
            .table("sessions")
            .col(uuid("id").primary_key())
            .col(uuid("member_id"))
            .col(string_uniq("token_hash"))
            .col(string("device"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .foreign_key(&mut points_at("sessions", "member_id", "members"))
            .to_owned();
        manager.create_table(sessions).await?;
        by(manager, "sessions_by_member", "sessions", &["member_id"]).await?;

        let invitations = Table::create()
            .table("invitations")
            .col(uuid("id").primary_key())
            .col(string_uniq("token_hash"))
            .col(uuid_null("shop_id"))
            .col(uuid_null("member_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(&mut points_at("invitations", "shop_id", "shops"))
            .foreign_key(&mut points_at("invitations", "member_id", "members"))
            .to_owned();
        manager.create_table(invitations).await?;
        by(manager, "invitations_by_shop", "invitations", &["shop_id"]).await
    }
}

async fn by(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}
