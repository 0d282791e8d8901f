//! What a town says on its market's pages, and when it closes its shops to the public.

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
        let towns = vec![
            string("welcome").default("").to_owned(),
            string("awning").default("tomato").to_owned(),
            boolean("counts_shops").default(false).to_owned(),
            string("announcement").default("").to_owned(),
            // Days are those of the town's calendar.
            date_null("announced_from"),
            date_null("announced_to"),
            // None: the town is not closed, and nobody plans to.
            date_null("closed_from"),
            // None: until somebody opens it again.
            date_null("closed_to"),
            // Kinds of shops, separated by blanks.
            string("essential_kinds").default("").to_owned(),
        ];
        add(manager, "towns", towns).await
    }
}
