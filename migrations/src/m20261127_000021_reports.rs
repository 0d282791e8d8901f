//! What the public reports, what the town hall decides about it, and what merchants answer.

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
        let reports = Table::create()
            .table("reports")
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(uuid("shop_id"))
            .col(uuid_null("product_id"))
            // The page's path, as it was then.
            .col(string("place"))
            .col(string("concern"))
            // Empty once it is forgotten, as are the name and the address.
            .col(text("words"))
            .col(string("name"))
            .col(string("email"))
            .col(string("locale"))
            .col(timestamp_with_time_zone("reported_at"))
            .col(timestamp_with_time_zone_null("read_at"))
            .col(uuid_null("read_by"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(timestamp_with_time_zone_null("erased_at"))
            .foreign_key(&mut points_at("reports", "town_id", "towns"))
            .foreign_key(&mut points_at("reports", "shop_id", "shops"))
            .to_owned();
        manager.create_table(reports).await?;
        let decisions = Table::create()
            .table("decisions")
            .col(uuid("id").primary_key())
            .col(uuid("town_id"))
            .col(uuid("shop_id"))
            // Points nowhere: whoever decides locks the shop before the product, as whoever orders does.
            .col(uuid_null("product_id"))
            .col(uuid_null("report_id"))
            // The measure that it ends.
            .col(uuid_null("lifts_id"))
            .col(string("measure"))
            .col(string_null("rule"))
            .col(text("why"))
            .col(text("facts"))
            .col(uuid("member_id"))
            .col(timestamp_with_time_zone("decided_at"))
            // None: it still holds.
            .col(timestamp_with_time_zone_null("lifted_at"))
            .foreign_key(&mut points_at("decisions", "town_id", "towns"))
            .foreign_key(&mut points_at("decisions", "shop_id", "shops"))
            .foreign_key(&mut points_at("decisions", "report_id", "reports"))
            .to_owned();
        manager.create_table(decisions).await?;
        let replies = Table::create()
            .table("decision_replies")
            .col(uuid("id").primary_key())
            .col(uuid("decision_id"))
            .col(uuid("member_id"))
            .col(text("words"))
            .col(timestamp_with_time_zone("replied_at"))
            .foreign_key(&mut points_at("decision_replies", "decision_id", "decisions"))
            .to_owned();
        manager.create_table(replies).await?;
        for (name, table, columns) in [
            ("reports_of_a_town", "reports", ["town_id", "reported_at"]),
            ("decisions_of_a_town", "decisions", ["town_id", "decided_at"]),
            ("decisions_of_a_shop", "decisions", ["shop_id", "decided_at"]),
            ("decisions_on_a_report", "decisions", ["report_id", "decided_at"]),
            (
                "replies_to_a_decision",
                "decision_replies",
                ["decision_id", "replied_at"],
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        // The decisions that hold; none: nobody holds it back.
        add(manager, "shops", vec![uuid_null("suspended_by")]).await?;
        add(manager, "products", vec![uuid_null("held_by")]).await?;
        // A few rows at most: every list of products asks for it.
        let suspended = Index::create()
            .name("suspended_shops")
            .table("shops")
            .col("suspended_by")
            .cond_where(Expr::col("suspended_by").is_not_null())
            .to_owned();
        manager.create_index(suspended).await
    }
}
