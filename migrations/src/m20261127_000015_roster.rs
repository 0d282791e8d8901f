//! The town's list of shops before they are claimed, and what officials hear at their doors.

use crate::{add, points_at};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Its number in the register of establishments, by which a second list knows it again.
        add(manager, "shops", vec![string_null("siret")]).await?;
        let once = Index::create()
            .name("shops_siret")
            .table("shops")
            .col("town_id")
            .col("siret")
            .unique()
            .to_owned();
        manager.create_index(once).await?;

        let calls = Table::create()
            .table("calls")
            // Made by whoever noted it, so that it is noted once.
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(uuid("shop_id"))
            .col(uuid("member_id"))
            .col(string("said"))
            // On the town's calendar; only when somebody shall come back.
            .col(date_null("come_back_on"))
            .col(string("note").default(""))
            .col(timestamp_with_time_zone("made_at"))
            .col(timestamp_with_time_zone("received_at"))
            .foreign_key(&mut points_at("calls", "town_id", "towns"))
            .foreign_key(&mut points_at("calls", "shop_id", "shops"))
            .foreign_key(&mut points_at("calls", "member_id", "members"))
            .to_owned();
        manager.create_table(calls).await?;
        let by_town = Index::create()
            .name("calls_town")
            .table("calls")
            .col("town_id")
            .col("made_at")
            .to_owned();
        manager.create_index(by_town).await
    }
}
