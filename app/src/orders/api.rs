//! What the counter's scripts may ask about orders.

#[cfg(feature = "ssr")]
use super::desk::Looked;
use crate::error::{ApiError, Nothing};
use domain::{
    id::OrderPartId,
    orders::{PartState, RefusalForm, Ticket},
    text::TextError,
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
    /// Too many wrong codes were tried at this shop; in so many seconds one may try again.
    TooManyCodes(u64),
    /// It is too long ago to be taken back.
    TooLate,
    /// The words to the shopper do not fit.
    Words(TextError),
    /// What is given of the line at this place cannot be read.
    Given(usize),
    /// More is given of the line at this place than was ordered; only so many more are on the shelf.
    NotThere(usize, u32),
}

/// What a merchant does to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketAct {
    /// Yes, it will be there.
    Accept,
    /// The goods wait on the counter.
    MakeReady,
    /// The goods change hands for this code, as typed.
    HandOver(String),
    /// What is given of each line, as typed, in the ticket's order.
    Adjust(Vec<String>),
    /// A finger slipped.
    Undo,
    /// It cannot be served.
    Refuse(RefusalForm),
}

/// The tickets on the rail. What was new of those that somebody has `seen` counts as seen from now on.
#[server(endpoint = "inbox", input = server_fn::codec::Json)]
pub async fn inbox(#[server(default)] seen: Vec<OrderPartId>) -> Result<Vec<Ticket>, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = crate::catalogue::desk::merchant(&house, &crate::session::headers()).await?;
    super::desk::inbox(&house, &who, Looked::At(seen)).await
}

/// An order of this device in a few words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyOrder {
    /// Key of its page.
    pub key: String,
    /// "La pause et Le cheval de bois".
    pub shops: String,
    /// "C’est prêt."
    pub now: String,
    /// "La pause vous attend demain entre 9 h et 12 h 30."
    pub lead: Option<String>,
}

/// What became of the orders with these keys; a dozen of them, those that are not known left out.
#[server(endpoint = "my_orders", input = server_fn::codec::Json)]
pub async fn my_orders(keys: Vec<String>) -> Result<Vec<MyOrder>, ApiError<Nothing>> {
    super::order_page::mine(&crate::state::House::here(), &keys).await
}

/// How many orders nobody at the shop has seen.
#[server(endpoint = "unseen", input = server_fn::codec::Json)]
pub async fn unseen() -> Result<u64, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = crate::catalogue::desk::merchant(&house, &crate::session::headers()).await?;
    Ok(services::orders::count_unseen(house.db.read(), &who).await?)
}

/// Whether the shop wants quiet now: nothing rings then.
#[server(endpoint = "quiet", input = server_fn::codec::Json)]
pub async fn is_quiet() -> Result<bool, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = crate::catalogue::desk::merchant(&house, &crate::session::headers()).await?;
    Ok(services::notifications::is_quiet(house.db.read(), &who, house.clock.now()).await?)
}

/// How an order stands, as its page says in its address when it listens; a page that hears nothing asks now and then.
#[server(endpoint = "standing", input = server_fn::codec::Json)]
pub async fn standing(key: String) -> Result<String, ApiError<Nothing>> {
    let (_, order) = services::orders::page(crate::state::House::here().db.read(), &key).await?;
    Ok(super::shown(&order))
}

/// Moves a ticket on from where the screen showed it; answers with the rail as it is then, of which nobody has seen
/// anything yet.
#[server(endpoint = "move_ticket", input = server_fn::codec::Json)]
pub async fn move_ticket(
    part: OrderPartId,
    #[server(default)] shown: Option<PartState>,
    act: TicketAct,
) -> Result<Vec<Ticket>, ApiError<TicketRefused>> {
    let shown = domain::orders::Shown { part, state: shown };
    let house = crate::state::House::here();
    let who = crate::catalogue::desk::merchant(&house, &crate::session::headers()).await?;
    super::desk::move_ticket(&house, &who, shown, &act).await?;
    super::desk::inbox(&house, &who, Looked::At(Vec::new())).await
}
