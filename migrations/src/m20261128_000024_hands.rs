//! Helping hands: codes that the owner of a shop read out, who took them, and on which devices they are at that shelf.

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
        let hands = Table::create()
            .table("hands")
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(uuid("shop_id"))
            // The owner who wants help.
            .col(uuid("asked_by"))
            .col(string_uniq("code_hash"))
            .col(string("term"))
            .col(timestamp_with_time_zone("asked_at"))
            // Nobody takes the code after that.
            .col(timestamp_with_time_zone("code_until"))
            // Who took it; null until somebody does, and so are the next two.
            .col(uuid_null("member_id"))
            .col(timestamp_with_time_zone_null("taken_at"))
            .col(timestamp_with_time_zone_null("until"))
            .col(timestamp_with_time_zone_null("ended_at"))
            // Null until then.
            .col(string_null("ending"))
            .foreign_key(&mut points_at("hands", "town_id", "towns"))
            .foreign_key(&mut points_at("hands", "shop_id", "shops"))
            .foreign_key(&mut points_at("hands", "asked_by", "members"))
            .foreign_key(&mut points_at("hands", "member_id", "members"))
            .to_owned();
        manager.create_table(hands).await?;
        for (name, column) in [("hands_of_a_shop", "shop_id"), ("hands_of_a_member", "member_id")] {
            let index = Index::create().name(name).table("hands").col(column).to_owned();
            manager.create_index(index).await?;
        }
        // None: the device is at no shelf but its holder's own. It stays when the help ends, so that an open page says so.
        add(manager, "sessions", vec![uuid_null("hand_id")]).await
    }
}
