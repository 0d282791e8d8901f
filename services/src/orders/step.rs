//! One step of a part: the state if it is still the one that was read, the history, and the stock on a way out.

use super::{
    clock,
    entity::{change, line, part},
};
use crate::{accounts::MerchantOf, catalogue, db::Transaction, error::Error, live, secret, shops, tills};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, OrderPartId, ShopId},
    notifications::TillEvent,
    orders::{Act, Actor, Alarm, PartState, Reason, Refusal, Shown, allowed, in_time_to_undo},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set, sea_query::Expr,
};

/// Why a part does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefused {
    /// It stands elsewhere by now.
    Moved(PartState),
    /// The code is another order's, or nobody's.
    WrongCode,
    /// It is too long ago to be taken back.
    TooLate,
    /// More is given than was ordered, and it is not on the shelf.
    NotThere {
        /// The line, counted from none in the order of the ticket.
        line: usize,
        /// How many more there are.
        left: u32,
    },
}

/// What is about to be done to a part, by whom and when.
pub(super) struct Step<'s> {
    pub(super) actor: Actor,
    pub(super) member: Option<MemberId>,
    pub(super) act: Act,
    pub(super) at: DateTime<Utc>,
    /// As the screen showed it, where somebody acts on a screen.
    pub(super) shown: Option<Shown>,
    /// On the ways out: why.
    pub(super) because: Option<Reason>,
    /// More on a refusal.
    pub(super) refusal: Option<&'s Refusal>,
    /// What the history tells beside the states, in JSON.
    pub(super) detail: Option<String>,
}

impl Step<'_> {
    pub(super) fn new(actor: Actor, act: Act, at: DateTime<Utc>) -> Self {
        Self {
            actor,
            member: None,
            act,
            at,
            shown: None,
            because: None,
            refusal: None,
            detail: None,
        }
    }

    pub(super) fn of(who: &MerchantOf, act: Act, shown: Shown, at: DateTime<Utc>) -> Self {
        Self {
            member: Some(who.member()),
            shown: Some(shown),
            ..Self::new(who.actor(), act, at)
        }
    }

    /// Whether it may be taken from where the part stands now.
    pub(super) fn may_be_taken(&self, now: PartState) -> Result<(), ChangeRefused> {
        let holds = self.shown.is_none_or(|shown| shown.still_holds(now));
        if holds && allowed(self.actor, self.act, now) {
            Ok(())
        } else {
            Err(ChangeRefused::Moved(now))
        }
    }

    /// Takes it, and puts the goods back on a way out.
    pub(super) async fn take(
        self,
        tx: &Transaction,
        row: part::Model,
    ) -> Result<live::Change, Error<ChangeRefused>> {
        let id = row.id;
        let (change, returns) = self.take_and_keep(tx, row).await?;
        if returns {
            return_goods(tx, &[(change.shop, id)]).await?;
        }
        Ok(change)
    }

    /// Takes it and leaves the goods where they are; true when they should be put back. The update is conditional: of two
    /// people who act at the same instant, one wins and the other is told.
    pub(super) async fn take_and_keep(
        self,
        tx: &Transaction,
        row: part::Model,
    ) -> Result<(live::Change, bool), Error<ChangeRefused>> {
        // What is not there does not go back on sale: the next shopper would hear the same.
        let is_sold_out = self.because == Some(Reason::SoldOut);
        self.may_be_taken(row.state).map_err(Error::Refused)?;
        if self.act == Act::Undo && !in_time_to_undo(row.state, row.changed_at, self.at) {
            return Err(Error::Refused(ChangeRefused::TooLate));
        }
        let to = self.act.leads_to(row.state);
        if !self.move_on(tx, &row, to).await? {
            let now = part::Entity::find_by_id(row.id)
                .one(tx)
                .await?
                .ok_or(Error::NotFound)?;
            return Err(Error::Refused(ChangeRefused::Moved(now.state)));
        }
        self.remember(tx, &row, to).await?;
        Ok((
            live::Change {
                shop: row.shop_id,
                order: row.order_id,
            },
            to.returns_stock() && !is_sold_out,
        ))
    }

    /// False when it stands elsewhere by now.
    async fn move_on(&self, tx: &Transaction, row: &part::Model, to: PartState) -> Result<bool, DbErr> {
        let due = match to {
            PartState::Seen | PartState::Accepted | PartState::Ready => {
                Some(row.pickup_to + clock::KEPT_ASIDE)
            }
            _ => None,
        };
        let refused = self.refusal;
        let words = refused.and_then(|refusal| refusal.words.as_ref());
        let moved = part::Entity::update_many()
            .col_expr(part::Column::State, Expr::value(to))
            .col_expr(part::Column::ChangedAt, Expr::value(self.at))
            // What was undone late is not given up at once.
            .col_expr(
                part::Column::DueAt,
                Expr::value(due.map(|due| due.max(self.at + clock::KEPT_ASIDE))),
            )
            .col_expr(part::Column::Alarm, Expr::value(Alarm::Rung))
            .col_expr(part::Column::RefusedBecause, Expr::value(self.because))
            .col_expr(
                part::Column::RefusedWords,
                Expr::value(words.map_or("", |words| words.as_str())),
            )
            .col_expr(
                part::Column::OfferedInstead,
                Expr::value(refused.and_then(|refusal| refusal.instead)),
            )
            .filter(part::Column::Id.eq(row.id))
            .filter(part::Column::State.eq(row.state))
            .exec(tx)
            .await?;
        Ok(moved.rows_affected > 0)
    }

    /// Writes it into the history, and tells the shop's own till.
    pub(super) async fn remember(
        &self,
        tx: &Transaction,
        row: &part::Model,
        to: PartState,
    ) -> Result<(), DbErr> {
        let history = change::ActiveModel {
            id: Set(secret::id()),
            part_id: Set(row.id),
            actor: Set(self.actor),
            member_id: Set(self.member),
            from_state: Set(Some(row.state)),
            to_state: Set(to),
            act: Set(Some(self.act)),
            detail: Set(self.detail.clone()),
            at: Set(self.at),
        };
        change::Entity::insert(history).exec_without_returning(tx).await?;
        match self.for_till(to) {
            Some(event) => tills::tell(tx, row.shop_id, row.id, event, self.at).await,
            None => Ok(()),
        }
    }

    /// What the shop's own till hears of it; that somebody looked is nothing to it.
    fn for_till(&self, to: PartState) -> Option<TillEvent> {
        match (self.act, to) {
            (Act::See, _) => None,
            (Act::HandOver, _) => Some(TillEvent::HandedOver),
            (_, PartState::Refused | PartState::Cancelled | PartState::Expired) => Some(TillEvent::Cancelled),
            _ => Some(TillEvent::Changed),
        }
    }
}

/// Puts back what some parts of one town still promise, in the order in which orders take it, so that the two never wait
/// for each other.
pub(super) async fn return_goods(
    tx: &Transaction,
    parts: &[(ShopId, OrderPartId)],
) -> Result<(), Error<ChangeRefused>> {
    let Some((one, _)) = parts.first() else {
        return Ok(());
    };
    let town = shops::town_id_of(tx, *one).await.map_err(Error::widen)?;
    tx.seen_in_shops(town, parts.iter().map(|(shop, _)| *shop));
    let lines = line::Entity::find()
        .filter(line::Column::PartId.is_in(parts.iter().map(|(_, part)| *part)))
        .order_by_asc(line::Column::ProductId)
        .all(tx)
        .await?;
    put_back(tx, &lines).await?;
    Ok(())
}

/// What was adjusted away is not there to be sold again: only what was still promised goes back. The lines come in the
/// order of their products.
pub(super) async fn put_back(tx: &impl ConnectionTrait, lines: &[line::Model]) -> Result<(), DbErr> {
    for line in lines {
        let promised = line
            .given
            .map_or(line.quantity, |thousandths| thousandths / 1_000);
        if promised > 0 {
            catalogue::put_back(tx, line.product_id, promised).await?;
        }
    }
    Ok(())
}
