//! What the scales or the shelf said otherwise, as both agreed at the counter.

use super::{
    changes::{of_shop, order_of, tell_shopper},
    entity::line,
    step::{ChangeRefused, Step},
};
use crate::{accounts::MerchantOf, db::Transaction, error::Error, live};
use chrono::{DateTime, Utc};
use domain::{
    id::OrderPartId,
    notifications::News,
    orders::{Act, Given, PartState, allowed},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::Serialize;

/// What the scales or the shelf say, line by line in the order of the ticket; none: as ordered.
pub type Weighed = Vec<Option<Given>>;

/// Not all of it is given, or another weight, as both agreed. Lines beyond the end of the list stay as they are; a list
/// that changes nothing changes nothing.
pub async fn adjust(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
    weighed: &Weighed,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    if !allowed(who.actor(), Act::Adjust, row.state) {
        return Err(Error::Refused(ChangeRefused::Moved(row.state)));
    }
    let lines = line::Entity::find()
        .filter(line::Column::PartId.eq(row.id))
        .order_by_asc(line::Column::Position)
        .all(tx)
        .await?;
    let mut adjusted = Vec::new();
    for (line, given) in lines.iter().zip(weighed) {
        let as_ordered = Given::whole(line.quantity.unsigned_abs());
        let given = given.filter(|given| *given != as_ordered).map(Given::thousandths);
        if given == line.given {
            continue;
        }
        line::Entity::update_many()
            .col_expr(line::Column::Given, Expr::value(given))
            .filter(line::Column::Id.eq(line.id))
            .exec(tx)
            .await?;
        adjusted.push(Adjusted {
            position: line.position,
            before: line.given,
            given,
        });
    }
    if adjusted.is_empty() {
        return Ok(live::Change {
            shop: row.shop_id,
            order: row.order_id,
        });
    }
    let order = order_of(tx, &row).await?;
    // On the counter both stand before it: nobody has to be written to.
    let tells = row.state != PartState::Ready;
    let step = Step {
        detail: serde_json::to_string(&adjusted).ok(),
        ..Step::of(who, Act::Adjust, at)
    };
    let change = step.take(tx, row).await?;
    if tells {
        tell_shopper(tx, &order, News::Changed, at).await?;
    }
    Ok(change)
}

/// What the history keeps of an adjusted line, in thousandths of its unit; none: as ordered.
#[derive(Serialize)]
struct Adjusted {
    position: i32,
    before: Option<i32>,
    given: Option<i32>,
}
