//! How often somebody tried a key or a code, so that several servers count as one; and the key of a day, with which an
//! address is hashed before it is counted.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tries = Table::create()
            .table("tries")
            .col(string("what"))
            // A shop, a person, or the hash of an address.
            .col(string("who"))
            // Milliseconds since 1970: when all that was taken is paid back.
            .col(big_integer("owing"))
            .primary_key(Index::create().col("what").col("who"))
            .to_owned();
        manager.create_table(tries).await?;

        let keys = Table::create()
            .table("tries_keys")
            // Of UTC.
            .col(date("day").primary_key())
            .col(string("key"))
            .to_owned();
        manager.create_table(keys).await
    }
}
