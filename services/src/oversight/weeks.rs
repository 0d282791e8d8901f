//! A town's last weeks, one beside the other: what was sent, handed over, given up unanswered, and seen.

use super::figures;
use crate::{accounts::OfficialOf, error::Error, orders::entity::part, pickup, shops};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::orders::{PartState, Reason};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};

/// How many are looked at.
pub const WEEKS: usize = 4;
/// Days in one.
const DAYS: u64 = 7;

/// Seven days of a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarketWeek {
    /// On the town's calendar.
    pub first: NaiveDate,
    /// Included.
    pub last: NaiveDate,
    /// Order parts that were sent.
    pub orders: u64,
    /// Those that were handed over, whenever they were sent.
    pub handovers: u64,
    /// Those that the clock gave up because nobody at the shop answered.
    pub unanswered: u64,
    /// Pages seen: the town's, its shops' and their products'.
    pub views: u64,
}

/// The last weeks of the official's town, the last of which ends today; the first first. `today` is the day on the calendar
/// of the town, whose `time_zone` is given.
pub async fn weeks(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    time_zone: &str,
    today: NaiveDate,
) -> Result<Vec<MarketWeek>, Error> {
    let begins = |back: u64| today - Days::new(DAYS * back - 1);
    let mut weeks: Vec<MarketWeek> = (1..=WEEKS as u64)
        .rev()
        .map(|back| MarketWeek {
            first: begins(back),
            last: begins(back) + Days::new(DAYS - 1),
            orders: 0,
            handovers: 0,
            unanswered: 0,
            views: 0,
        })
        .collect();
    let first = begins(WEEKS as u64);
    let since = pickup::instant_at(time_zone, first.and_time(NaiveTime::MIN));
    let day = |at: DateTime<Utc>| pickup::wall_clock(time_zone, at).date();
    for moved in moved(db, who, since).await? {
        if let Some(week) = of_day(&mut weeks, day(moved.placed_at)) {
            week.orders += 1;
        }
        if let Some(week) = of_day(&mut weeks, day(moved.changed_at)) {
            week.handovers += u64::from(moved.state == PartState::HandedOver);
            week.unanswered += u64::from(moved.is_unanswered());
        }
    }
    for seen in figures::visits(db, who, first).await? {
        let week = of_day(&mut weeks, seen.day).filter(|_| seen.shop.is_none());
        if let Some(week) = week {
            week.views += seen.views;
        }
    }
    Ok(weeks)
}

fn of_day(weeks: &mut [MarketWeek], day: NaiveDate) -> Option<&mut MarketWeek> {
    weeks
        .iter_mut()
        .find(|week| week.first <= day && day <= week.last)
}

/// What is counted of an order part.
struct Moved {
    state: PartState,
    placed_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    because: Option<Reason>,
}

impl Moved {
    fn is_unanswered(&self) -> bool {
        self.state == PartState::Expired && self.because == Some(Reason::Unanswered)
    }
}

/// Sent or moved since then, at the town's shops.
async fn moved(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    since: DateTime<Utc>,
) -> Result<Vec<Moved>, DbErr> {
    type Row = (PartState, DateTime<Utc>, DateTime<Utc>, Option<Reason>);
    let rows: Vec<Row> = part::Entity::find()
        .select_only()
        .columns([
            part::Column::State,
            part::Column::PlacedAt,
            part::Column::ChangedAt,
            part::Column::RefusedBecause,
        ])
        .join(JoinType::InnerJoin, part::Relation::Shop.def())
        .filter(shops::entity::Column::TownId.eq(who.town()))
        .filter(
            Condition::any()
                .add(part::Column::PlacedAt.gte(since))
                .add(part::Column::ChangedAt.gte(since)),
        )
        .into_tuple()
        .all(db)
        .await?;
    let moved = rows
        .into_iter()
        .map(|(state, placed_at, changed_at, because)| Moved {
            state,
            placed_at,
            changed_at,
            because,
        });
    Ok(moved.collect())
}
