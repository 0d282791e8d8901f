//! Decisions as town halls and merchants read them.

use super::entity::{decision, reply};
use crate::{
    accounts::{MerchantOf, OfficialOf, ShelfOf, entity::member},
    catalogue::entity::product,
    error::Error,
    shops,
};
use chrono::{DateTime, Utc};
use domain::{
    decisions::{Measure, Rule},
    id::{DecisionId, MemberId, ProductId, ReportId, ShopId},
    shops::Shop,
    text::Name,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::{HashMap, HashSet};

/// Decisions on a page.
const MOST: u64 = 100;

/// A decision with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Which one.
    pub id: DecisionId,
    /// About whose page.
    pub shop: Shop,
    /// About which product, and its name.
    pub product: Option<(ProductId, Option<Name>)>,
    /// Which report it answers.
    pub report: Option<ReportId>,
    /// Which measure it ends, and what that was.
    pub lifts: Option<DecisionId>,
    /// What is done.
    pub measure: Measure,
    /// On which rule.
    pub rule: Option<Rule>,
    /// Why this is against it; empty when there is no rule.
    pub why: String,
    /// What was seen.
    pub facts: String,
    /// Which official.
    pub by: Option<Name>,
    /// When.
    pub at: DateTime<Utc>,
    /// When it ended.
    pub lifted_at: Option<DateTime<Utc>>,
    /// What the merchant answered, the oldest first.
    pub replies: Vec<Reply>,
}

/// An answer of a merchant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Who of the shop.
    pub by: Option<Name>,
    /// In which words.
    pub words: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Decided {
    /// Whether it holds somebody back now.
    pub fn holds(&self) -> bool {
        self.measure.restricts() && self.lifted_at.is_none()
    }
}

/// What was decided about a merchant's shop and is theirs to read, the newest first.
pub async fn at_counter(db: &impl ConnectionTrait, who: &MerchantOf) -> Result<Vec<Decided>, Error> {
    let theirs = decision::Entity::find()
        .filter(decision::Column::ShopId.eq(who.shop()))
        .filter(decision::Column::Measure.ne(Measure::Nothing));
    told(db, newest(theirs)).await
}

/// What a merchant has to know on every page: what holds the shop or a product back, and what was asked and not answered
/// yet. Whole shops first.
pub async fn waiting_at_counter(db: &impl ConnectionTrait, who: &ShelfOf) -> Result<Vec<Decided>, Error> {
    let may_wait = decision::Entity::find()
        .filter(decision::Column::ShopId.eq(who.shop()))
        .filter(decision::Column::LiftedAt.is_null())
        .filter(decision::Column::Measure.is_in([Measure::Held, Measure::Suspended, Measure::Asked]));
    let mut waiting = told(db, newest(may_wait)).await?;
    waiting.retain(|one| one.holds() || one.replies.is_empty());
    waiting.sort_by_key(|one| one.measure != Measure::Suspended);
    Ok(waiting)
}

/// What was decided about a shop of the official's town, the newest first. Another town's is not found.
pub async fn of_shop(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
) -> Result<(Shop, Vec<Decided>), Error> {
    if shops::town_id_of(db, shop).await? != who.town() {
        return Err(Error::NotFound);
    }
    let about = decision::Entity::find().filter(decision::Column::ShopId.eq(shop));
    Ok((shops::by_id(db, shop).await?, told(db, newest(about)).await?))
}

/// A decision of the official's town; another town's is not found.
pub async fn one(db: &impl ConnectionTrait, who: &OfficialOf, id: DecisionId) -> Result<Decided, Error> {
    let row = decision::Entity::find_by_id(id).filter(decision::Column::TownId.eq(who.town()));
    told(db, row).await?.pop().ok_or(Error::NotFound)
}

/// The measures of a town that hold somebody back, the newest first.
pub async fn standing_in_town(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Vec<Decided>, Error> {
    let standing = decision::Entity::find()
        .filter(decision::Column::TownId.eq(who.town()))
        .filter(still_holds());
    told(db, newest(standing)).await
}

/// The products of a shop of the official's town that could be held back, by name. Another town's shop has none.
pub async fn holding(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
) -> Result<Vec<(ProductId, Option<Name>)>, Error> {
    let free = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Name])
        .filter(product::Column::ShopId.eq(shop))
        .filter(product::Column::TownId.eq(who.town()))
        .filter(product::Column::WithdrawnAt.is_null())
        .filter(product::Column::HeldBy.is_null())
        .order_by_asc(product::Column::Name)
        .order_by_asc(product::Column::Id);
    Ok(free.into_tuple().all(db).await?)
}

/// What was decided about a report, the oldest first.
pub(crate) async fn on_report(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<Decided>, Error> {
    let about = decision::Entity::find()
        .filter(decision::Column::ReportId.eq(report))
        .order_by_asc(decision::Column::DecidedAt)
        .order_by_asc(decision::Column::Id);
    told(db, about).await
}

/// A decision as whoever is written to reads it.
pub(crate) async fn by_id(db: &impl ConnectionTrait, id: DecisionId) -> Result<Decided, Error> {
    told(db, decision::Entity::find_by_id(id))
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

/// Those of some reports about which this was decided.
pub(crate) async fn reports_with(
    db: &impl ConnectionTrait,
    reports: impl Iterator<Item = ReportId>,
    measure: Measure,
) -> Result<HashSet<ReportId>, DbErr> {
    let found: Vec<Option<ReportId>> = decision::Entity::find()
        .select_only()
        .column(decision::Column::ReportId)
        .filter(decision::Column::ReportId.is_in(reports))
        .filter(decision::Column::Measure.eq(measure))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

fn still_holds() -> Condition {
    Condition::all()
        .add(decision::Column::LiftedAt.is_null())
        .add(decision::Column::Measure.is_in([Measure::Held, Measure::Suspended]))
}

fn newest(wanted: Select<decision::Entity>) -> Select<decision::Entity> {
    wanted
        .order_by_desc(decision::Column::DecidedAt)
        .order_by_desc(decision::Column::Id)
        .limit(MOST)
}

async fn told(db: &impl ConnectionTrait, wanted: Select<decision::Entity>) -> Result<Vec<Decided>, Error> {
    let rows = wanted.all(db).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let answers = reply::Entity::find()
        .filter(reply::Column::DecisionId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(reply::Column::RepliedAt)
        .order_by_asc(reply::Column::Id)
        .all(db)
        .await?;
    let people = rows.iter().map(|row| row.member_id);
    let people = people.chain(answers.iter().map(|row| row.member_id));
    let names: HashMap<MemberId, Name> = member::Entity::find()
        .filter(member::Column::Id.is_in(people))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let shops: HashMap<ShopId, Shop> = shops::entity::Entity::find()
        .filter(shops::entity::Column::Id.is_in(rows.iter().map(|row| row.shop_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.into()))
        .collect();
    let products: Vec<(ProductId, Option<Name>)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Name])
        .filter(product::Column::Id.is_in(rows.iter().filter_map(|row| row.product_id)))
        .into_tuple()
        .all(db)
        .await?;
    let products: HashMap<ProductId, Option<Name>> = products.into_iter().collect();
    let mut replies: HashMap<DecisionId, Vec<Reply>> = HashMap::new();
    for answer in answers {
        replies.entry(answer.decision_id).or_default().push(Reply {
            by: names.get(&answer.member_id).cloned(),
            words: answer.words,
            at: answer.replied_at,
        });
    }
    let decided = rows.into_iter().filter_map(|row| {
        Some(Decided {
            shop: shops.get(&row.shop_id)?.clone(),
            product: row
                .product_id
                .map(|id| (id, products.get(&id).cloned().flatten())),
            replies: replies.remove(&row.id).unwrap_or_default(),
            by: names.get(&row.member_id).cloned(),
            id: row.id,
            report: row.report_id,
            lifts: row.lifts_id,
            measure: row.measure,
            rule: row.rule,
            why: row.why,
            facts: row.facts,
            at: row.decided_at,
            lifted_at: row.lifted_at,
        })
    });
    Ok(decided.collect())
}
