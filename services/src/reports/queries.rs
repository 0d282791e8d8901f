//! Reports as the town hall reads them.

use super::entity;
use crate::{
    accounts::{OfficialOf, entity::member},
    catalogue::entity::product,
    decisions::{self, Decided},
    error::Error,
    shops,
};
use chrono::{DateTime, Utc};
use domain::{
    decisions::Measure,
    id::{ProductId, ReportId, ShopId},
    reports::Concern,
    shops::Shop,
    text::Name,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{HashMap, HashSet};

/// Answered ones that are listed.
const MOST_ANSWERED: u64 = 50;

/// How far a report has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody has opened it.
    Unread,
    /// Somebody has.
    Read,
    /// The merchant was asked.
    Asked,
    /// It was decided.
    Answered,
}

/// A line of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InList {
    /// Which one.
    pub id: ReportId,
    /// About whose page.
    pub shop: Name,
    /// Whether about a product, and its name.
    pub product: Option<Option<Name>>,
    /// What it is about.
    pub concern: Concern,
    /// When it came.
    pub reported_at: DateTime<Utc>,
    /// How far it has come.
    pub standing: Standing,
}

/// A report with its history.
#[derive(Clone, Debug)]
pub struct Case {
    /// The line of the list.
    pub line: InList,
    /// About which shop.
    pub shop: Shop,
    /// About which of its products.
    pub product: Option<ProductId>,
    /// The page's path, as it was then.
    pub place: String,
    /// What was said; empty once it is forgotten.
    pub words: String,
    /// Who said it; empty when they did not say, or it is forgotten.
    pub name: String,
    /// Where they are told; as above.
    pub email: String,
    /// When it was forgotten who said it.
    pub erased_at: Option<DateTime<Utc>>,
    /// When it was opened first, and by whom.
    pub read: Option<(DateTime<Utc>, Option<Name>)>,
    /// What was decided about it, the oldest first.
    pub decisions: Vec<Decided>,
}

/// How many reports of a town wait for a decision.
pub async fn count_open(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<u64, Error> {
    let open = entity::Entity::find()
        .filter(entity::Column::TownId.eq(who.town()))
        .filter(entity::Column::AnsweredAt.is_null());
    Ok(open.count(db).await?)
}

/// The reports of a town: those that wait, the oldest first; then the last that were answered.
pub async fn worklist(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Vec<InList>, Error> {
    let of_town = entity::Entity::find().filter(entity::Column::TownId.eq(who.town()));
    let mut rows = of_town
        .clone()
        .filter(entity::Column::AnsweredAt.is_null())
        .order_by_asc(entity::Column::ReportedAt)
        .all(db)
        .await?;
    let answered = of_town
        .filter(entity::Column::AnsweredAt.is_not_null())
        .order_by_desc(entity::Column::AnsweredAt)
        .limit(MOST_ANSWERED);
    rows.extend(answered.all(db).await?);
    lines(db, &rows).await
}

/// One report of the official's town; another town's is not found.
pub async fn case(db: &impl ConnectionTrait, who: &OfficialOf, id: ReportId) -> Result<Case, Error> {
    let row = of_town(db, who, id).await?;
    let line = lines(db, std::slice::from_ref(&row)).await?.pop();
    let reader = match row.read_by {
        Some(id) => member::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    Ok(Case {
        line: line.ok_or(Error::NotFound)?,
        shop: shops::by_id(db, row.shop_id).await?,
        product: row.product_id,
        place: row.place,
        words: row.words,
        name: row.name,
        email: row.email,
        erased_at: row.erased_at,
        read: row.read_at.map(|at| (at, reader.map(|row| row.name))),
        decisions: decisions::on_report(db, id).await?,
    })
}

/// A report of the official's town; another town's is not found.
pub(crate) async fn of_town(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    id: ReportId,
) -> Result<entity::Model, Error> {
    let row = entity::Entity::find_by_id(id)
        .filter(entity::Column::TownId.eq(who.town()))
        .one(db)
        .await?;
    row.ok_or(Error::NotFound)
}

async fn lines(db: &impl ConnectionTrait, rows: &[entity::Model]) -> Result<Vec<InList>, Error> {
    let shops: Vec<(ShopId, Name)> = shops::entity::Entity::find()
        .select_only()
        .columns([shops::entity::Column::Id, shops::entity::Column::Name])
        .filter(shops::entity::Column::Id.is_in(rows.iter().map(|row| row.shop_id)))
        .into_tuple()
        .all(db)
        .await?;
    let products: Vec<(ProductId, Option<Name>)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Name])
        .filter(product::Column::Id.is_in(rows.iter().filter_map(|row| row.product_id)))
        .into_tuple()
        .all(db)
        .await?;
    let asked = decisions::reports_with(db, rows.iter().map(|row| row.id), Measure::Asked).await?;
    let (shops, products): (HashMap<_, _>, HashMap<_, _>) =
        (shops.into_iter().collect(), products.into_iter().collect());
    let lines = rows.iter().filter_map(|row| {
        Some(InList {
            id: row.id,
            shop: shops.get(&row.shop_id)?.clone(),
            product: row.product_id.map(|id| products.get(&id).cloned().flatten()),
            concern: row.concern,
            reported_at: row.reported_at,
            standing: standing(row, &asked),
        })
    });
    Ok(lines.collect())
}

fn standing(row: &entity::Model, asked: &HashSet<ReportId>) -> Standing {
    if row.answered_at.is_some() {
        Standing::Answered
    } else if asked.contains(&row.id) {
        Standing::Asked
    } else if row.read_at.is_some() {
        Standing::Read
    } else {
        Standing::Unread
    }
}
