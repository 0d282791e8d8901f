//! Keeps the words by which products are found. Whoever lists, names or sorts a product calls [`keep`] in the same
//! transaction; hiding it, selling it out, and whatever happens to its shop changes no word, for a search asks the product
//! itself about that.

use super::{
    entity::{product, search_word},
    queries::content_of,
};
use crate::{db::Db, error::Failed, shops};
use domain::{
    catalogue::Category,
    id::{ProductId, TownId},
    search::{Indexed, VERSION, indexed},
    shops::ShopKind,
    text::Name,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{LockBehavior, LockType, OnConflict},
};

/// Products that are read again in one transaction: a fraction of a second, so that nobody waits long for the writer.
const AT_ONCE: u64 = 500;
/// Words in one statement: below SQLite's limit of 32,766 values.
const ROWS: usize = 4_000;

/// The words of a product in a shop of that kind, as they are to be kept; none once it is withdrawn.
fn words_of_product(row: &product::Model, kind: ShopKind) -> Vec<Indexed> {
    if row.withdrawn_at.is_some() {
        return Vec::new();
    }
    indexed(
        row.name.as_ref().map(Name::as_str),
        row.brand.as_deref(),
        content_of(row.content_amount, row.content_measure),
        row.unit,
        row.category.unwrap_or_else(|| Category::usual(kind)),
    )
}

/// Makes the words of a product those of its row, which this transaction has just written: whoever else changes it waits.
pub(crate) async fn keep(tx: &impl ConnectionTrait, row: &product::Model) -> Result<(), DbErr> {
    let shop = shops::entity::Entity::find_by_id(row.shop_id).one(tx).await?;
    let Some(shop) = shop else { return Ok(()) };
    let words = words_of_product(row, shop.kind);
    let kept = joined(&words);
    if row.words_version == VERSION && row.words.as_ref() == Some(&kept) {
        return Ok(());
    }
    forget(tx, shop.town_id, row).await?;
    insert(tx, of(shop.town_id, row.id, words)).await?;
    let now = product::ActiveModel {
        id: Set(row.id),
        words: Set(Some(kept)),
        words_version: Set(VERSION),
        ..Default::default()
    };
    product::Entity::update(now).exec(tx).await?;
    Ok(())
}

/// Reads the products again whose words were chosen by older rules, or by none. Gives how many there were.
pub async fn catch_up(db: &Db) -> Result<u64, Failed> {
    let mut all = 0;
    loop {
        let tx = db.write().await?;
        let behind = product::Entity::find()
            .filter(product::Column::WordsVersion.lt(VERSION))
            .order_by_asc(product::Column::WordsVersion)
            .limit(AT_ONCE)
            // Another server may be at it too.
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&tx)
            .await?;
        if behind.is_empty() {
            return Ok(all);
        }
        for row in &behind {
            keep(&tx, row).await?;
        }
        tx.commit().await?;
        all += behind.len() as u64;
    }
}

/// Words as they stand in the product's row.
pub fn joined(words: &[Indexed]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
    words.join(" ")
}

/// Rows for the words of a product.
pub fn of(town: TownId, product: ProductId, words: Vec<Indexed>) -> Vec<search_word::ActiveModel> {
    let rows = words.into_iter().map(|word| search_word::ActiveModel {
        town_id: Set(town),
        word: Set(word.word),
        product_id: Set(product),
        place: Set(i16::from(word.place)),
    });
    rows.collect()
}

/// Writes rows of words; those that are there already stay.
pub async fn insert(tx: &impl ConnectionTrait, rows: Vec<search_word::ActiveModel>) -> Result<(), DbErr> {
    for rows in rows.chunks(ROWS) {
        let written = search_word::Entity::insert_many(rows.to_vec())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(tx)
            .await;
        match written {
            Ok(_) | Err(DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// By their key, so that no second index is needed.
async fn forget(tx: &impl ConnectionTrait, town: TownId, row: &product::Model) -> Result<(), DbErr> {
    let Some(words) = row.words.as_deref().filter(|words| !words.is_empty()) else {
        return Ok(());
    };
    search_word::Entity::delete_many()
        .filter(search_word::Column::TownId.eq(town))
        .filter(search_word::Column::Word.is_in(words.split(' ')))
        .filter(search_word::Column::ProductId.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}
