//! What the database knows of the words that were typed.

use crate::{
    catalogue::{
        entity::{product, search_word},
        is_shown,
    },
    error::Error,
};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Category, StockKind},
    id::{ProductId, ShopId, TownId},
    money::Price,
    search::{Query, category_word},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Expr, UnionType},
};

/// Rows that are read for one search: in a town where more answer, two letters say too little to choose from them.
const MOST_ROWS: u64 = 5_000;
/// Behind every letter there is.
const LAST: char = '\u{10FFFF}';

/// A product with one of its words; without a word when it was not found by one.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    pub word: Option<String>,
    pub place: Option<i16>,
    pub id: ProductId,
    pub shop_id: ShopId,
    pub price: Price,
    pub category: Option<Category>,
    pub stock_kind: StockKind,
    pub stock_count: Option<i32>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub listed_at: DateTime<Utc>,
}

/// Products of the town with those of their words that may answer the query, hidden ones left out.
pub(super) async fn by_words(
    db: &impl ConnectionTrait,
    town: TownId,
    query: &Query,
) -> Result<Vec<Row>, Error> {
    let mut wholes: Vec<String> = Vec::new();
    let mut beginnings: Vec<&str> = Vec::new();
    for term in query.terms() {
        wholes.extend(term.wholes().map(str::to_owned));
        wholes.extend(term.categories().map(category_word));
        beginnings.extend(term.beginning());
    }
    let kept = |word: Condition| {
        let words = search_word::Entity::find()
            .select_only()
            .columns([search_word::Column::Word, search_word::Column::Place])
            .join(JoinType::InnerJoin, search_word::Relation::Product.def())
            .filter(search_word::Column::TownId.eq(town))
            .filter(word);
        of_product(words).into_query()
    };
    let mut rows = kept(Condition::all().add(search_word::Column::Word.is_in(wholes)));
    for beginning in beginnings {
        // Each a range of the key of its own.
        let range = Condition::all()
            .add(search_word::Column::Word.gt(beginning))
            .add(search_word::Column::Word.lt(format!("{beginning}{LAST}")));
        rows.union(UnionType::All, kept(range));
    }
    rows.limit(MOST_ROWS);
    let statement = db.get_database_backend().build(&rows);
    Ok(Row::find_by_statement(statement).all(db).await?)
}

/// All products of these shops.
pub(super) async fn of_shops(db: &impl ConnectionTrait, shops: &[ShopId]) -> Result<Vec<Row>, Error> {
    let products = product::Entity::find().filter(product::Column::ShopId.is_in(shops.iter().copied()));
    newest(db, products).await
}

/// All products of a town, for who has not said yet what is looked for.
pub(super) async fn of_town(db: &impl ConnectionTrait, town: TownId) -> Result<Vec<Row>, Error> {
    let products = product::Entity::find().filter(product::Column::TownId.eq(town));
    newest(db, products).await
}

async fn newest(db: &impl ConnectionTrait, products: Select<product::Entity>) -> Result<Vec<Row>, Error> {
    let products = products
        .select_only()
        .expr_as(Expr::cust("NULL"), "word")
        .expr_as(Expr::cust("NULL"), "place")
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(MOST_ROWS);
    Ok(of_product(products).into_model().all(db).await?)
}

/// Words of the town, each once: what somebody may have meant.
pub(super) async fn vocabulary(db: &impl ConnectionTrait, town: TownId) -> Result<Vec<String>, Error> {
    let words = search_word::Entity::find()
        .select_only()
        .column(search_word::Column::Word)
        .filter(search_word::Column::TownId.eq(town))
        .distinct();
    Ok(words.into_tuple().all(db).await?)
}

fn of_product<E: EntityTrait>(rows: Select<E>) -> Select<E> {
    rows.columns([
        product::Column::Id,
        product::Column::ShopId,
        product::Column::Price,
        product::Column::Category,
        product::Column::StockKind,
        product::Column::StockCount,
        product::Column::ConfirmedAt,
        product::Column::ListedAt,
    ])
    .filter(is_shown())
}
