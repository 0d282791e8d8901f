//! What the counter's scripts may ask about orders.

use crate::error::{ApiError, Nothing};
use domain::{
    id::OrderPartId,
    orders::{PartState, Ticket},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Why a ticket does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketRefused {
    /// It stands elsewhere by now.
    Moved(PartState),
    /// Not this order's code.
    WrongCode,
}

/// What a merchant does to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketAct {
    /// The goods wait on the counter.
    MakeReady,
    /// The goods change hands for this code, as typed.
    HandOver(String),
    /// It cannot be served.
    Refuse,
}

/// The tickets on the rail; what was new counts as seen from now on.
#[server(endpoint = "inbox", input = server_fn::codec::Json)]
pub async fn inbox() -> Result<Vec<Ticket>, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = crate::catalogue::desk::merchant(&house, &crate::session::headers()).await?;
    super::desk::inbox(&house, &who).await
}

/// Moves a ticket on; answers with the rail as it is then.
#[server(endpoint = "move_ticket", input = server_fn::codec::Json)]
pub async fn move_ticket(part: OrderPartId, act: TicketAct) -> Result<Vec<Ticket>, ApiError<TicketRefused>> {
    let house = crate::state::House::here();
    let who = crate::catalogue::desk::merchant(&house, &crate::session::headers()).await?;
    super::desk::move_ticket(&house, &who, part, &act).await?;
    super::desk::inbox(&house, &who).await
}
