//! The forms of orders: the shopper's, and the merchant's without scripts.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk as merchant_desk,
    error::ApiError,
    orders::{
        ReservationPosted, TicketPosted,
        api::{TicketAct, TicketRefused},
        desk::{self, ReserveRefused},
    },
    routes, session,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    basket::Basket,
    id::OrderPartId,
    orders::{RefusalForm, ReservationForm},
    towns::Town,
};
use http::{StatusCode, request::Parts};
use services::{orders::Placed, towns};

/// `POST /{town}/panier`
pub async fn reserve(
    State(server): State<Server>,
    Path(town): Path<String>,
    asked: Parts,
    fields: Fields,
) -> Response {
    let form = ReservationForm {
        key: fields.text("key"),
        basket: fields.text("basket"),
        name: fields.text("name"),
        phone: fields.text("phone"),
        email: fields.text("email"),
        plan: fields.text("plan"),
        kind: fields.text("kind"),
        of_age: fields.has("age"),
        windows: fields
            .beginning("window-")
            .filter_map(|(shop, window)| Some((shop.parse().ok()?, window.to_owned())))
            .collect(),
    };
    match try_reserve(&server, &asked, &town, &form).await {
        Ok(placed) => see_other(&routes::order(&placed.page_key)),
        Err(ApiError::Refused(refused)) => {
            let status = match refused {
                ReserveRefused::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
                ReserveRefused::Market(_) => StatusCode::CONFLICT,
            };
            server
                .again(&asked, status, ReservationPosted { form, refused })
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_reserve(
    server: &Server,
    asked: &Parts,
    town: &str,
    form: &ReservationForm,
) -> Result<Placed, ApiError<ReserveRefused>> {
    let town: Town = towns::by_slug(server.house.db.read(), town).await?;
    let by = session::placer(&server.house, &asked.headers).await?;
    let language = session::language_of(&asked.headers);
    desk::reserve(&server.house, &town, form, by, language).await
}

/// `POST /commande/{key}`: takes a part back.
pub async fn cancel(
    State(server): State<Server>,
    Path(key): Path<String>,
    asked: Parts,
    fields: Fields,
) -> Response {
    let Some(part) = fields.read("part") else {
        return see_other(&routes::order(&key));
    };
    match desk::cancel(&server.house, &key, part).await {
        Ok(()) => see_other(&routes::order(&key)),
        // It is too late: the page says so, and what is true now.
        Err(ApiError::Refused(_)) => see_other(&format!("{}?tard=1", routes::order(&key))),
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `POST /comptoir/commandes`
pub async fn move_ticket(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let Some((part, act)) = wanted(&fields) else {
        return see_other(routes::INBOX);
    };
    match try_move(&server, &asked, part, &act).await {
        Ok(()) => see_other(routes::INBOX),
        Err(ApiError::Refused(refused)) => {
            server
                .again(&asked, StatusCode::CONFLICT, TicketPosted { part, refused })
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `POST /comptoir/remise/{code}`: the ticket that a scanned code opened.
pub async fn hand_over(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let Some((part, act)) = wanted(&fields) else {
        return see_other(routes::INBOX);
    };
    match try_move(&server, &asked, part, &act).await {
        Ok(()) if act == TicketAct::MakeReady => see_other(asked.uri.path()),
        // Refused because it stands elsewhere by now: the inbox shows where.
        Ok(()) | Err(ApiError::Refused(_)) => see_other(routes::INBOX),
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_move(
    server: &Server,
    asked: &Parts,
    part: OrderPartId,
    act: &TicketAct,
) -> Result<(), ApiError<TicketRefused>> {
    let who = merchant_desk::merchant(&server.house, &asked.headers).await?;
    desk::move_ticket(&server.house, &who, part, act).await
}

/// Which ticket, and what is to be done to it; none when the form was tampered with.
fn wanted(fields: &Fields) -> Option<(OrderPartId, TicketAct)> {
    let act = match fields.text("act").as_str() {
        "pret" => TicketAct::MakeReady,
        "remettre" => TicketAct::HandOver(fields.text("code")),
        "accepter" => TicketAct::Accept,
        "annuler" => TicketAct::Undo,
        "ajuster" => TicketAct::Adjust(given(fields)),
        "refuser" => TicketAct::Refuse(refusal(fields)),
        _ => return None,
    };
    Some((fields.read("part")?, act))
}

/// What is given of each line, in the ticket's order.
fn given(fields: &Fields) -> Vec<String> {
    (0..Basket::MAX_PRODUCTS)
        .map(|at| format!("given-{at}"))
        .take_while(|name| fields.has(name))
        .map(|name| fields.text(&name))
        .collect()
}

/// Why not, and what could do instead.
pub(super) fn refusal(fields: &Fields) -> RefusalForm {
    RefusalForm {
        because: fields.text("because"),
        words: fields.text("words"),
        instead: fields.text("instead"),
    }
}
