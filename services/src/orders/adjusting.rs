//! What the scales or the shelf said otherwise, as both agreed at the counter.

use super::{
    changes::{of_shop, order_of, tell_shopper},
    entity::line,
    step::{ChangeRefused, Step},
};
use crate::{accounts::MerchantOf, catalogue, db::Transaction, error::Error, live};
use chrono::{DateTime, Utc};
use domain::{
    id::ProductId,
    notifications::News,
    orders::{Act, Given, PartState, Shown},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::Serialize;

/// What the scales or the shelf say, line by line in the order of the ticket; none: as ordered.
pub type Weighed = Vec<Option<Given>>;

/// Not all of it is given, or another weight, as both agreed. Lines beyond the end of the list stay as they are; a list
/// that changes nothing changes nothing. Refused when more is given than was ordered and than there is.
pub async fn adjust(
    tx: &Transaction,
    who: &MerchantOf,
    shown: impl Into<Shown>,
    weighed: &Weighed,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let shown = shown.into();
    let row = of_shop(tx, who, shown.part).await?;
    let step = Step::of(who, Act::Adjust, shown, at);
    step.may_be_taken(row.state).map_err(Error::Refused)?;
    let lines = line::Entity::find()
        .filter(line::Column::PartId.eq(row.id))
        .order_by_asc(line::Column::Position)
        .all(tx)
        .await?;
    move_goods(tx, who, &lines, weighed).await?;
    let mut adjusted = Vec::new();
    for (line, given) in lines.iter().zip(weighed) {
        let given = to_keep(line, *given);
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
        ..step
    };
    let change = step.take(tx, row).await?;
    if tells {
        tell_shopper(tx, &order, News::Changed, at).await?;
    }
    Ok(change)
}

/// As it is kept: none when it is as ordered.
fn to_keep(line: &line::Model, given: Option<Given>) -> Option<i32> {
    let as_ordered = Given::whole(line.quantity.unsigned_abs());
    given.filter(|given| *given != as_ordered).map(Given::thousandths)
}

/// What is given beyond what was ordered leaves the counted shelf, and returns to it when it was a slip; what is given less
/// stays off it. Refused when it is not there. Of a weight only whole units count: the scales always say a little more.
async fn move_goods(
    tx: &Transaction,
    who: &MerchantOf,
    lines: &[line::Model],
    weighed: &Weighed,
) -> Result<(), Error<ChangeRefused>> {
    let mut moved: Vec<(ProductId, usize, i32)> = lines
        .iter()
        .zip(weighed)
        .enumerate()
        .map(|(at, (line, given))| {
            let off_the_shelf = |given: Option<i32>| given.map_or(0, |all| all / 1_000).max(line.quantity);
            let more = off_the_shelf(to_keep(line, *given)) - off_the_shelf(line.given);
            (line.product_id, at, more)
        })
        .filter(|(_, _, more)| *more != 0)
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    tx.seen_in(who.place());
    // As orders take them, so that the two never wait for each other.
    moved.sort_unstable();
    for (product, line, more) in moved {
        if more < 0 {
            catalogue::put_back(tx, product, -more).await?;
        } else if let Err(left) = catalogue::take_along(tx, product, more).await? {
            return Err(Error::Refused(ChangeRefused::NotThere { line, left }));
        }
    }
    Ok(())
}

/// What the history keeps of an adjusted line, in thousandths of its unit; none: as ordered.
#[derive(Serialize)]
struct Adjusted {
    position: i32,
    before: Option<i32>,
    given: Option<i32>,
}
