//! Answers that were heard already.

use super::Facts;
use crate::{db::Db, error::Failed};
use chrono::{DateTime, Duration, Utc};
use domain::catalogue::Ean;
use sea_orm::{ConnectionTrait, EntityTrait, Set, sea_query::OnConflict};

/// How long a description is good for.
const KNOWN: Duration = Duration::days(30);
/// How long "no such product" is believed: volunteers add many every day.
const UNKNOWN: Duration = Duration::days(7);

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "food_facts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ean: String,
        /// [`super::Facts`] in JSON; empty when there is no such product.
        pub facts: String,
        pub asked_at: ChronoDateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) struct Kept {
    /// None: there was no such product.
    pub(super) facts: Option<Facts>,
    asked_at: DateTime<Utc>,
}

impl Kept {
    pub(super) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now - self.asked_at < if self.facts.is_some() { KNOWN } else { UNKNOWN }
    }
}

pub(super) async fn find(db: &impl ConnectionTrait, ean: &Ean) -> Result<Option<Kept>, Failed> {
    let row = entity::Entity::find_by_id(ean.as_str()).one(db).await?;
    Ok(row.map(|row| Kept {
        facts: serde_json::from_str(&row.facts).ok(),
        asked_at: row.asked_at,
    }))
}

pub(super) async fn keep(
    db: &Db,
    ean: &Ean,
    facts: Option<&Facts>,
    now: DateTime<Utc>,
) -> Result<(), Failed> {
    let facts = facts
        .map(serde_json::to_string)
        .transpose()
        .map_err(Failed::new)?;
    let row = entity::ActiveModel {
        ean: Set(ean.to_string()),
        facts: Set(facts.unwrap_or_default()),
        asked_at: Set(now),
    };
    let newest = OnConflict::column(entity::Column::Ean)
        .update_columns([entity::Column::Facts, entity::Column::AskedAt])
        .to_owned();
    let tx = db.write().await?;
    entity::Entity::insert(row)
        .on_conflict(newest)
        .exec_without_returning(&tx)
        .await?;
    Ok(tx.commit().await?)
}
