//! A shop's own till is told what becomes of its orders.

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
        let shops = vec![
            // Empty: none is told.
            string("till_address").default("").to_owned(),
            // From which the seal key makes the secret that signs: the database alone holds none.
            string("till_nonce").default("").to_owned(),
            timestamp_with_time_zone_null("till_since"),
        ];
        add(manager, "shops", shops).await
    }
}
