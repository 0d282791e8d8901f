//! How far each shop has come, and whose shelf nobody looked after: a few questions for a whole town, however many shops.

use crate::{
    accounts::OfficialOf,
    catalogue::entity::product,
    error::Error,
    shops,
    tour::{self, OnTour},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    adoption::{Journey, Milestone, Passed, funnel},
    catalogue::days_fresh,
    id::ShopId,
    shops::{Shop, ShopKind},
    tour::Standing,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, RelationTrait, Statement,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::HashMap;

/// How a town's shops come along.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The milestones in order, over all shops of the town.
    pub funnel: Vec<Passed>,
    /// Who should be helped: those who said so first, then as the milestones go, each the longest waiting first.
    pub stuck: Vec<Stuck>,
    /// Whose offers nobody confirmed for long: the most neglected first.
    pub stale: Vec<Stale>,
}

/// A shop that does not get on.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// Who it is.
    pub shop: Shop,
    /// What it has not reached.
    pub before: Milestone,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether they said themselves that they are stuck.
    pub said_so: bool,
    /// What was noted at the last call; empty when nothing was.
    pub note: String,
}

/// A shop whose offers say "to be confirmed".
#[derive(Clone, Debug)]
pub struct Stale {
    /// Who it is.
    pub shop: Shop,
    /// How many of its offers do.
    pub offers: u64,
    /// Since when the oldest of them waits.
    pub since: DateTime<Utc>,
}

/// How the official's town comes along; `today` is the day on its calendar.
pub async fn adoption(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Adoption, Error> {
    let doors = tour::doors(db, who).await?;
    let journeys = journeys(db, who).await?;
    let stale = stale(db, who, now).await?;
    let all: Vec<Journey> = journeys.values().copied().collect();
    let journey = |door: &OnTour| journeys.get(&door.shop.id).copied().unwrap_or_default();
    let stuck = doors.iter().filter_map(|door| {
        let (before, since) = journey(door).stuck(door.standing, today, now)?;
        Some(Stuck {
            shop: door.shop.clone(),
            before,
            since,
            said_so: door.standing == Standing::Stuck,
            note: door
                .calls
                .first()
                .map(|call| call.note.clone())
                .unwrap_or_default(),
        })
    });
    let mut stuck: Vec<Stuck> = stuck.collect();
    stuck.sort_by_key(|one| (!one.said_so, one.before, one.since));
    let mut stale: Vec<Stale> = doors
        .into_iter()
        .filter_map(|door| {
            let (offers, since) = *stale.get(&door.shop.id)?;
            let shop = door.shop;
            Some(Stale { shop, offers, since })
        })
        .collect();
    stale.sort_by_key(|one| one.since);
    Ok(Adoption {
        funnel: funnel(&all),
        stuck,
        stale,
    })
}

/// When each milestone was passed. A link that was made for a shop counts as a meeting, and so does a yes to the town hall:
/// both happen in the shop. An order that was handed over and taken back is none. Of a shelf only the first ten products are
/// looked at, however many there are.
const JOURNEYS: &str = "
WITH met AS (
    SELECT shop_id, MIN(met_at) AS met_at FROM (
        SELECT shop_id, made_at AS met_at FROM calls WHERE town_id = $1 AND said <> 'nobody'
        UNION ALL
        SELECT i.shop_id, i.created_at AS met_at
        FROM invitations i JOIN shops s ON s.id = i.shop_id WHERE s.town_id = $1
        UNION ALL
        SELECT shop_id, since AS met_at FROM stand_ins WHERE town_id = $1
    ) AS meetings GROUP BY shop_id
), ordered AS (
    SELECT p.shop_id, MIN(p.placed_at) AS ordered_at
    FROM order_parts p JOIN shops s ON s.id = p.shop_id WHERE s.town_id = $1 GROUP BY p.shop_id
), handed AS (
    SELECT shop_id, MIN(handed_at) AS handed_at FROM (
        SELECT p.id, p.shop_id, MAX(c.at) AS handed_at
        FROM order_parts p
        JOIN shops s ON s.id = p.shop_id
        JOIN order_changes c ON c.part_id = p.id
        WHERE s.town_id = $1 AND p.state = 'handed_over' AND c.to_state = 'handed_over'
        GROUP BY p.id, p.shop_id
    ) AS handovers GROUP BY shop_id
)
SELECT s.id, met.met_at, s.claimed_at,
    (SELECT p.listed_at FROM products p WHERE p.shop_id = s.id ORDER BY p.listed_at LIMIT 1) AS first_at,
    (SELECT p.listed_at FROM products p WHERE p.shop_id = s.id ORDER BY p.listed_at LIMIT 1 OFFSET 9) AS tenth_at,
    ordered.ordered_at, handed.handed_at
FROM shops s
LEFT JOIN met ON met.shop_id = s.id
LEFT JOIN ordered ON ordered.shop_id = s.id
LEFT JOIN handed ON handed.shop_id = s.id
WHERE s.town_id = $1";

#[derive(FromQueryResult)]
struct Row {
    id: ShopId,
    met_at: Option<DateTime<Utc>>,
    claimed_at: Option<DateTime<Utc>>,
    first_at: Option<DateTime<Utc>>,
    tenth_at: Option<DateTime<Utc>>,
    ordered_at: Option<DateTime<Utc>>,
    handed_at: Option<DateTime<Utc>>,
}

async fn journeys(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<HashMap<ShopId, Journey>, Error> {
    let asked = Statement::from_sql_and_values(db.get_database_backend(), JOURNEYS, [who.town().into()]);
    let rows = Row::find_by_statement(asked).all(db).await?;
    let journeys = rows.into_iter().map(|row| {
        let journey = Journey::of([
            row.met_at,
            row.claimed_at,
            row.first_at,
            row.tenth_at,
            row.ordered_at,
            row.handed_at,
        ]);
        (row.id, journey)
    });
    Ok(journeys.collect())
}

/// How many offers of each shop are to be confirmed, and when the oldest was last confirmed or listed. Only what shoppers see
/// counts.
async fn stale(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    now: DateTime<Utc>,
) -> Result<HashMap<ShopId, (u64, DateTime<Utc>)>, Error> {
    let confirmed = || {
        Expr::from(Func::coalesce([
            Expr::col((product::Entity, product::Column::ConfirmedAt)),
            Expr::col((product::Entity, product::Column::ListedAt)),
        ]))
    };
    let by_kind = ShopKind::ALL.iter().fold(Condition::any(), |any, kind| {
        let before = now - chrono::Duration::days(days_fresh(*kind));
        let too_old = shops::entity::Column::Kind.eq(*kind).and(confirmed().lte(before));
        any.add(too_old)
    });
    let counts: Vec<(ShopId, i64, DateTime<Utc>)> = product::Entity::find()
        .select_only()
        .column(product::Column::ShopId)
        .column_as(product::Column::Id.count(), "offers")
        .column_as(confirmed().min(), "since")
        .join(JoinType::InnerJoin, product::Relation::Shop.def())
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .filter(shops::entity::Column::ClaimedAt.is_not_null())
        .filter(product::Column::WithdrawnAt.is_null())
        .filter(product::Column::Hidden.eq(false))
        .filter(by_kind)
        .group_by(product::Column::ShopId)
        .into_tuple()
        .all(db)
        .await?;
    let counts = counts
        .into_iter()
        .map(|(shop, offers, since)| (shop, (offers.unsigned_abs(), since)));
    Ok(counts.collect())
}
