//! What the law wants said of goods, besides what a listing holds; and by which right a shop sells alcohol.

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
        let products = vec![
            // Words with blanks between them; empty: none of the fourteen; none: nobody said.
            string_null("allergen_list"),
            text_null("ingredients"),
            // Tenths of a percent of volume.
            integer_null("strength"),
            // Sold by count: it has no net quantity.
            boolean("by_count").default(false).to_owned(),
            // All three or none.
            string_null("maker_name"),
            string_null("maker_address"),
            string_null("maker_online"),
            // Empty: the package warns of nothing; none: nobody said.
            text_null("warnings"),
        ];
        add(manager, "products", products).await?;
        // None: nobody said.
        add(manager, "shops", vec![string_null("licence")]).await
    }
}
