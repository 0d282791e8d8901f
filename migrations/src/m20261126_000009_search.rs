//! Words by which products are found. Which words those are is a rule of the market and not of the schema, so that this makes
//! the shelf for them and the program fills it: a product whose `words_version` is behind is read again, a few hundred at a
//! time, by `halle migrate` and by every server that starts.

use super::{add, points_at};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            // The words under which it is kept, with a blank between them; none: under none yet.
            text_null("words"),
            // Of the rules that chose them.
            integer("words_version").default(0).to_owned(),
        ];
        add(manager, "products", columns).await?;
        let behind = Index::create()
            .name("products_by_words_version")
            .table("products")
            .col("words_version")
            .to_owned();
        manager.create_index(behind).await?;

        let on_postgres = manager.get_database_backend() == DbBackend::Postgres;
        let mut word = string("word");
        if on_postgres {
            // Bytes in their order, as on SQLite: a beginning is then a range of the key.
            word.extra("COLLATE \"C\"");
        }
        let mut words = Table::create()
            .table("search_words")
            .col(uuid("town_id"))
            .col(word)
            .col(uuid("product_id"))
            // Where the word stands in the product.
            .col(small_integer("place"))
            .primary_key(Index::create().col("town_id").col("word").col("product_id"))
            .foreign_key(&mut points_at("search_words", "town_id", "towns"))
            .foreign_key(&mut points_at("search_words", "product_id", "products"))
            .to_owned();
        if !on_postgres {
            // The key is all that is asked for, and almost all there is.
            words.extra("WITHOUT ROWID");
        }
        manager.create_table(words).await
    }
}
