//! Where a part stands, with what belongs to that state.

use super::entity::part;
use crate::catalogue::{can_be_bought, entity::product};
use domain::{
    id::{OrderPartId, ProductId},
    orders::{Instead, PartState, Reason, Standing, UNDO_HANDOVER},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::HashMap;

pub(super) fn of(row: &part::Model, instead: Option<Instead>) -> Standing {
    match row.state {
        PartState::Placed => Standing::Placed { alarm: row.alarm },
        PartState::Seen => Standing::Seen,
        PartState::Accepted => Standing::Accepted,
        PartState::Ready => Standing::Ready,
        PartState::HandedOver => Standing::HandedOver {
            undo_until: row.changed_at + UNDO_HANDOVER,
        },
        PartState::Refused => Standing::Refused {
            because: row.refused_because.unwrap_or(Reason::Other),
            words: row.refused_words.parse().ok(),
            instead,
        },
        PartState::Cancelled => Standing::Cancelled,
        PartState::Expired => Standing::Expired {
            because: row.refused_because.unwrap_or(Reason::NotCollected),
        },
    }
}

/// What merchants offer instead in these parts, as far as it can still be had.
pub(super) async fn offers(
    db: &impl ConnectionTrait,
    rows: &[part::Model],
) -> Result<HashMap<OrderPartId, Instead>, DbErr> {
    let offered: HashMap<ProductId, OrderPartId> = rows
        .iter()
        .filter_map(|row| Some((row.offered_instead?, row.id)))
        .collect();
    if offered.is_empty() {
        return Ok(HashMap::new());
    }
    let products = product::Entity::find()
        .filter(product::Column::Id.is_in(offered.keys().copied()))
        .filter(can_be_bought())
        .all(db)
        .await?;
    let instead = products.into_iter().map(|row| {
        let offer = Instead {
            slug: row.slug,
            name: row.name,
            price: row.price,
            unit: row.unit,
        };
        (offered[&row.id], offer)
    });
    Ok(instead.collect())
}
