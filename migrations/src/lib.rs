//! The schema's history, one concern a file. Rules in the README beside: expand, backfill, contract.

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

mod m20261124_000001_towns_and_shops;
mod m20261124_000002_people;
mod m20261124_000003_catalogue;
mod m20261124_000004_orders;
mod m20261124_000005_shelf;
mod m20261126_000006_an_orders_life;
mod m20261126_000007_messages;
mod m20261126_000008_products_of_a_town;
mod m20261126_000009_search;
mod m20261126_000010_at_a_distance;
mod m20261126_000011_withdrawals;
mod m20261126_000012_doors_and_visits;
mod m20261127_000013_forgetting;
mod m20261127_000014_ledger;
mod m20261127_000015_roster;
mod m20261127_000016_sellers;
mod m20261127_000017_fronts;
mod m20261127_000018_tries;
mod m20261127_000019_labels;
mod m20261127_000020_stand_ins;
mod m20261127_000021_reports;
mod m20261127_000022_second_factors;
mod m20261128_000023_way_back;
mod m20261128_000024_hands;
mod m20261128_000025_operators;
mod m20261128_000026_tills;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_towns_and_shops::Migration),
            Box::new(m20261124_000002_people::Migration),
            Box::new(m20261124_000003_catalogue::Migration),
            Box::new(m20261124_000004_orders::Migration),
            Box::new(m20261124_000005_shelf::Migration),
            Box::new(m20261126_000006_an_orders_life::Migration),
            Box::new(m20261126_000007_messages::Migration),
            Box::new(m20261126_000008_products_of_a_town::Migration),
            Box::new(m20261126_000009_search::Migration),
            Box::new(m20261126_000010_at_a_distance::Migration),
            Box::new(m20261126_000011_withdrawals::Migration),
            Box::new(m20261126_000012_doors_and_visits::Migration),
            Box::new(m20261127_000013_forgetting::Migration),
            Box::new(m20261127_000014_ledger::Migration),
            Box::new(m20261127_000015_roster::Migration),
            Box::new(m20261127_000016_sellers::Migration),
            Box::new(m20261127_000017_fronts::Migration),
            Box::new(m20261127_000018_tries::Migration),
            Box::new(m20261127_000019_labels::Migration),
            Box::new(m20261127_000020_stand_ins::Migration),
            Box::new(m20261127_000021_reports::Migration),
            Box::new(m20261127_000022_second_factors::Migration),
            Box::new(m20261128_000023_way_back::Migration),
            Box::new(m20261128_000024_hands::Migration),
            Box::new(m20261128_000025_operators::Migration),
            Box::new(m20261128_000026_tills::Migration),
        ]
    }
}

/// A column that points at another table's id; the row it points at cannot be deleted while it is pointed at.
fn points_at(table: &'static str, column: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, column)
        .to(target, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// One alteration a column: SQLite takes no more at once.
async fn add(manager: &SchemaManager<'_>, table: &'static str, columns: Vec<ColumnDef>) -> Result<(), DbErr> {
    for column in columns {
        let alter = Table::alter().table(table).add_column(column).to_owned();
        manager.alter_table(alter).await?;
    }
    Ok(())
}
