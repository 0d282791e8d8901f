//! What shoppers, merchants and officials do to orders, from a script or from a plain form alike: guard, parse, one verb,
//! commit, and a word to the screens that are open.

use super::api::{TicketAct, TicketRefused};
use crate::{error::ApiError, state::House};
use domain::{
    id::OrderPartId,
    orders::{Code, Given, PartState, RefusalForm, Reservation, ReservationError, ReservationForm, Ticket},
    towns::Town,
};
use services::{
    accounts::{MerchantOf, OfficialOf},
    db::Transaction,
    error::Error,
    live::Change,
    orders::{self, ChangeRefused, PlaceRefused, Placed, Placer, Weighed},
};

/// Why a basket was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReserveRefused {
    /// Fields that need another look.
    Fields(ReservationError),
    /// The market has moved on.
    Market(PlaceRefused),
}

/// Sends a basket; `locale` is the language of messages to the shopper, as "fr".
pub async fn reserve(
    house: &House,
    town: &Town,
    form: &ReservationForm,
    by: Placer,
    locale: &str,
) -> Result<Placed, ApiError<ReserveRefused>> {
    let wanted: Reservation = form
        .parse()
        .map_err(|wrong| ApiError::Refused(ReserveRefused::Fields(wrong)))?;
    let placed = orders::place(&house.db, town, &wanted, by, locale, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, ReserveRefused::Market))?;
    for shop in &placed.shops {
        house.live.tell(Change {
            shop: *shop,
            order: placed.order,
        });
    }
    Ok(placed)
}

/// Takes one shop's part back.
pub async fn cancel(house: &House, page_key: &str, part: OrderPartId) -> Result<(), ApiError<TicketRefused>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = orders::cancel(&tx, page_key, part, house.clock.now()).await;
    commit_and_tell(house, tx, change).await
}

/// The rail of a shop; when somebody `looked`, what was new counts as seen.
pub async fn inbox<R>(house: &House, who: &MerchantOf, looked: bool) -> Result<Vec<Ticket>, ApiError<R>> {
    let now = house.clock.now();
    let tickets = orders::inbox(house.db.read(), who, now).await?;
    if !looked || tickets.iter().all(|ticket| ticket.state() != PartState::Placed) {
        return Ok(tickets);
    }
    let tx = house.db.write().await.map_err(Error::from)?;
    let seen = orders::see_all(&tx, who, now).await?;
    tx.commit().await.map_err(Error::from)?;
    for change in seen {
        house.live.tell(change);
    }
    Ok(orders::inbox(house.db.read(), who, now).await?)
}

/// Moves a ticket on.
pub async fn move_ticket(
    house: &House,
    who: &MerchantOf,
    part: OrderPartId,
    act: &TicketAct,
) -> Result<(), ApiError<TicketRefused>> {
    let now = house.clock.now();
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = match act {
        TicketAct::Accept => orders::accept(&tx, who, part, now).await,
        TicketAct::MakeReady => orders::make_ready(&tx, who, part, now).await,
        TicketAct::Undo => orders::undo(&tx, who, part, now).await,
        TicketAct::Refuse(form) => {
            let refusal = form
                .parse()
                .map_err(|wrong| ApiError::Refused(TicketRefused::Words(wrong)))?;
            orders::refuse(&tx, who, part, &refusal, now).await
        }
        TicketAct::HandOver(typed) => {
            let code: Code = typed
                .parse()
                .map_err(|_| ApiError::Refused(TicketRefused::WrongCode))?;
            orders::hand_over(&tx, who, part, &code, now).await
        }
        TicketAct::Adjust(typed) => {
            let weighed = weighed(&tx, who, part, typed).await?;
            orders::adjust(&tx, who, part, &weighed, now).await
        }
    };
    commit_and_tell(house, tx, change).await
}

/// What was typed for each line; nothing typed means as ordered.
async fn weighed(
    tx: &Transaction,
    who: &MerchantOf,
    part: OrderPartId,
    typed: &[String],
) -> Result<Weighed, ApiError<TicketRefused>> {
    let ticket = orders::ticket(tx, who, part).await?;
    let lines = ticket.lines.iter().zip(typed).enumerate();
    lines
        .map(|(at, (line, typed))| {
            if typed.trim().is_empty() {
                return Ok(None);
            }
            let given = Given::parse(typed, line.unit);
            given
                .map(Some)
                .map_err(|_| ApiError::Refused(TicketRefused::Given(at)))
        })
        .collect()
}

/// What an official heard when calling a shop whose order nobody had seen: yes, or why not.
pub async fn answer_for_shop(
    house: &House,
    who: &OfficialOf,
    part: OrderPartId,
    refusal: Option<&RefusalForm>,
) -> Result<(), ApiError<TicketRefused>> {
    let refusal = refusal
        .map(RefusalForm::parse)
        .transpose()
        .map_err(|wrong| ApiError::Refused(TicketRefused::Words(wrong)))?;
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = orders::answer_for_shop(&tx, who, part, refusal.as_ref(), house.clock.now()).await;
    commit_and_tell(house, tx, change).await
}

async fn commit_and_tell(
    house: &House,
    tx: Transaction,
    change: Result<Change, Error<ChangeRefused>>,
) -> Result<(), ApiError<TicketRefused>> {
    let change = change.map_err(|error| {
        ApiError::from_verb(error, |why| match why {
            ChangeRefused::Moved(state) => TicketRefused::Moved(state),
            ChangeRefused::WrongCode => TicketRefused::WrongCode,
            ChangeRefused::TooLate => TicketRefused::TooLate,
        })
    })?;
    tx.commit().await.map_err(Error::from)?;
    house.live.tell(change);
    Ok(())
}
