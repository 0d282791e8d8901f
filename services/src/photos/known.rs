//! What the database knows of photos; their files are in the store.

use super::{Stored, thumbhash_data_url};
use chrono::{DateTime, Utc};
use domain::photos::Photo;
use moka::sync::Cache;
use sea_orm::{Set, entity::prelude::*, sea_query::OnConflict};
use std::sync::LazyLock;

/// Blurs of pictures that were shown lately, by their `ThumbHash`, in some four megabytes. Drawing one takes longer than all
/// the rest of its card, and it is the same every time.
static BLURS: LazyLock<Cache<Vec<u8>, Option<String>>> = LazyLock::new(|| Cache::new(10_000));

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photos")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    pub width: i32,
    pub height: i32,
    pub thumbhash: Vec<u8>,
    pub created_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Photo {
    fn from(row: Model) -> Self {
        shown(row.hash, (row.width, row.height), &row.thumbhash)
    }
}

/// A picture as pages show it; its size in pixels.
pub(crate) fn shown(hash: String, (width, height): (i32, i32), thumbhash: &[u8]) -> Photo {
    Photo {
        placeholder: BLURS.get_with_by_ref(thumbhash, || thumbhash_data_url(thumbhash)),
        hash,
        width: width.unsigned_abs(),
        height: height.unsigned_abs(),
    }
}

/// Takes note of a picture whose files are stored, before something hangs it. The same picture may hang elsewhere
/// already.
pub(crate) async fn note(tx: &impl ConnectionTrait, stored: &Stored, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = ActiveModel {
        hash: Set(stored.hash.to_string()),
        width: Set(i32::try_from(stored.width).unwrap_or(i32::MAX)),
        height: Set(i32::try_from(stored.height).unwrap_or(i32::MAX)),
        thumbhash: Set(stored.thumbhash.clone()),
        created_at: Set(at),
    };
    let known = Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Hash).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await;
    match known {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error),
    }
}
