//! The towns, page by page. What is counted of each is counted for those of the page alone.

use crate::{
    accounts::Operator,
    error::Error,
    towns::{self, entity},
};
use chrono::{DateTime, Utc};
use domain::{id::TownId, towns::Town};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, Value};
use std::collections::HashMap;

/// Towns on a page of the list.
pub const ON_A_PAGE: u64 = 40;

/// A town as whoever runs the instance sees it.
#[derive(Clone, Debug)]
pub struct OnInstance {
    /// Which.
    pub town: Town,
    /// Its code in the official geographic code.
    pub insee_code: String,
    /// Separated by blanks.
    pub postcodes: String,
    /// Since when it is open.
    pub since: DateTime<Utc>,
    /// Shops on its roster, on the market or not.
    pub shops: u64,
    /// Those that have something on sale that people may see.
    pub selling: u64,
    /// When the last order was sent there.
    pub last_order: Option<DateTime<Utc>>,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Towns {
    /// Those on it, by their addresses.
    pub towns: Vec<OnInstance>,
    /// How many there are on all pages.
    pub found: u64,
}

/// A page of all towns, counted from 1; or of those that are meant by a part of the name, of the address or of a postcode, or by
/// the code.
pub async fn towns(db: &impl ConnectionTrait, _: &Operator, asked: &str, page: u64) -> Result<Towns, Error> {
    let (rows, found) = towns::rows(db, asked, page, ON_A_PAGE).await?;
    Ok(Towns {
        towns: counted(db, rows).await?,
        found,
    })
}

/// The town at an address.
pub async fn town(db: &impl ConnectionTrait, _: &Operator, slug: &str) -> Result<OnInstance, Error> {
    let town = towns::by_slug(db, slug).await?;
    let row = entity::Entity::find_by_id(town.id).all(db).await?;
    counted(db, row).await?.pop().ok_or(Error::NotFound)
}

/// Those of the instance's towns that have one of these codes.
pub async fn by_code(
    db: &impl ConnectionTrait,
    _: &Operator,
    codes: &[&str],
) -> Result<HashMap<String, Town>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::InseeCode.is_in(codes.iter().copied()))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.insee_code.clone(), row.into()))
        .collect())
}

#[derive(FromQueryResult)]
struct Counts {
    id: TownId,
    shops: i64,
    selling: i64,
    last_order: Option<DateTime<Utc>>,
}

/// Of these towns. Of a shop's products the first that people may see is enough, and of a town's orders the last.
const COUNTS: &str = "
SELECT t.id,
    (SELECT COUNT(*) FROM shops s WHERE s.town_id = t.id) AS shops,
    (SELECT COUNT(*) FROM shops s
        WHERE s.town_id = t.id AND s.claimed_at IS NOT NULL AND s.suspended_by IS NULL
        AND EXISTS (SELECT 1 FROM products p
            WHERE p.shop_id = s.id AND p.withdrawn_at IS NULL AND NOT p.hidden AND p.held_by IS NULL)
    ) AS selling,
    (SELECT o.placed_at FROM orders o WHERE o.town_id = t.id ORDER BY o.placed_at DESC LIMIT 1) AS last_order
FROM towns t WHERE t.id IN ";

async fn counted(db: &impl ConnectionTrait, rows: Vec<entity::Model>) -> Result<Vec<OnInstance>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=rows.len()).map(|place| format!("${place}")).collect();
    let asked = Statement::from_sql_and_values(
        db.get_database_backend(),
        format!("{COUNTS}({})", places.join(", ")),
        rows.iter().map(|row| Value::from(row.id)),
    );
    let counts = Counts::find_by_statement(asked).all(db).await?;
    let counts: HashMap<TownId, Counts> = counts.into_iter().map(|counts| (counts.id, counts)).collect();
    let towns = rows.into_iter().map(|row| {
        let counts = counts.get(&row.id);
        OnInstance {
            insee_code: row.insee_code.clone(),
            postcodes: row.postcodes.clone(),
            since: row.created_at,
            shops: counts.map_or(0, |counts| counts.shops.unsigned_abs()),
            selling: counts.map_or(0, |counts| counts.selling.unsigned_abs()),
            last_order: counts.and_then(|counts| counts.last_order),
            town: row.into(),
        }
    });
    Ok(towns.collect())
}
