//! Officials who hold a shop's counter for a while, because its merchant said so; and at which counter a device of theirs is.

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
        let stand_ins = Table::create()
            .table("stand_ins")
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(uuid("shop_id"))
            // The official.
            .col(uuid("member_id"))
            // Who said yes, as the official wrote it down.
            .col(string("consent_by"))
            .col(string("term"))
            .col(timestamp_with_time_zone("since"))
            .col(timestamp_with_time_zone("until"))
            .col(timestamp_with_time_zone_null("ended_at"))
            // Null until then.
            .col(string_null("ending"))
            .foreign_key(&mut points_at("stand_ins", "town_id", "towns"))
            .foreign_key(&mut points_at("stand_ins", "shop_id", "shops"))
            .foreign_key(&mut points_at("stand_ins", "member_id", "members"))
            .to_owned();
        manager.create_table(stand_ins).await?;
        for (name, column) in [
            ("stand_ins_of_a_shop", "shop_id"),
            ("stand_ins_of_a_town", "town_id"),
        ] {
            let index = Index::create()
                .name(name)
                .table("stand_ins")
                .col(column)
                .col("since")
                .to_owned();
            manager.create_index(index).await?;
        }
        // None: the device is at no counter but its holder's own. It stays when the standing in ends, so that an open page
        // says so.
        add(manager, "sessions", vec![uuid_null("stand_in_id")]).await
    }
}
