//! The forms of orders: the shopper's, and the merchant's without scripts.

use super::Fields;
use crate::{
    limits::again_in,
    pages::{Server, see_other},
};
use app::{
    catalogue::desk as merchant_desk,
    error::ApiError,
    orders::{
        ReservationPosted, TicketPosted, WithdrawalPosted,
        api::{TicketAct, TicketRefused},
        desk::{self, ReserveRefused, WithdrawRefused},
    },
    page::NoPage,
    routes, session,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use domain::{
    basket::Basket,
    id::OrderPartId,
    limits::TooMany,
    orders::{RefusalForm, ReservationForm, Shown},
    towns::Town,
};
use http::{StatusCode, header, request::Parts};
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
    if let Some(too_many) = asked.extensions.get::<TooMany>() {
        let seconds = too_many.seconds(server.house.clock.now());
        let refused = ReserveRefused::TooMany(seconds);
        let posted = ReservationPosted { form, refused };
        let page = server.again(&asked, StatusCode::TOO_MANY_REQUESTS, posted).await;
        return again_in(seconds, page);
    }
    match try_reserve(&server, &asked, &town, &form).await {
        Ok(placed) => see_other(&routes::order(&placed.page_key)),
        Err(ApiError::Refused(refused)) => {
            let status = match refused {
                ReserveRefused::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
                ReserveRefused::Market(_) => StatusCode::CONFLICT,
                ReserveRefused::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
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

/// `POST /commande/{key}`: takes a part back, or all that can be; or forgets whose it was.
pub async fn cancel(
    State(server): State<Server>,
    Path(key): Path<String>,
    asked: Parts,
    fields: Fields,
) -> Response {
    if fields.has("oublier") {
        return forget(&server, &key, &asked).await;
    }
    let cancelled = match fields.read("part") {
        Some(part) => desk::cancel(&server.house, &key, part).await,
        None if fields.has("tout") => desk::cancel_all(&server.house, &key).await,
        None => return see_other(&routes::order(&key)),
    };
    match cancelled {
        Ok(()) => see_other(&routes::order(&key)),
        // It is too late: the page says so, and what is true now.
        Err(ApiError::Refused(_)) => see_other(&format!("{}?tard=1", routes::order(&key))),
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn forget(server: &Server, key: &str, asked: &Parts) -> Response {
    match desk::forget(&server.house, key).await {
        Ok(()) => see_other(&routes::order(key)),
        // Somebody still needs it: the page says who, and until when.
        Err(ApiError::Refused(_)) => server.again(asked, StatusCode::CONFLICT, ()).await,
        Err(error) => server.instead(asked, error).await,
    }
}

/// `GET /commande/{key}/donnees.json`: all that is kept about an order.
pub async fn export(State(server): State<Server>, Path(key): Path<String>, asked: Parts) -> Response {
    match desk::export(&server.house, &key).await {
        Ok(json) => file("application/json", "commande.json", json),
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `POST /commande/{key}/retractation/{part}`: withdraws from a part of a firm order. The page is then its receipt.
pub async fn withdraw(
    State(server): State<Server>,
    Path((key, part)): Path<(String, String)>,
    asked: Parts,
    fields: Fields,
) -> Response {
    let Ok(part) = part.parse() else {
        return server.instead(&asked, NoPage::NotFound).await;
    };
    let posted = WithdrawalPosted {
        name: fields.text("name"),
        email: fields.text("email"),
        ..WithdrawalPosted::default()
    };
    let locale = session::language_of(&asked.headers);
    match desk::withdraw(&server.house, &key, part, posted, locale).await {
        // Without the right to it the page says why.
        Ok(()) | Err(ApiError::Refused(WithdrawRefused::NoRight(_))) => {
            see_other(&routes::withdrawal(&key, part))
        }
        Err(ApiError::Refused(WithdrawRefused::Fields(posted))) => {
            server
                .again(&asked, StatusCode::UNPROCESSABLE_ENTITY, posted)
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `GET /commande/{key}/retractation/{part}/accuse.txt`: the receipt to keep, for who left no address.
pub async fn receipt(
    State(server): State<Server>,
    Path((key, part)): Path<(String, String)>,
    asked: Parts,
) -> Response {
    let Ok(part) = part.parse() else {
        return server.instead(&asked, NoPage::NotFound).await;
    };
    let locale = session::language_of(&asked.headers);
    match desk::receipt(&server.house, &key, part, locale).await {
        Ok(text) => file("text/plain; charset=utf-8", "accuse-de-reception.txt", text),
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `GET /commande/{key}/agenda.ics`
pub async fn agenda(State(server): State<Server>, Path(key): Path<String>, asked: Parts) -> Response {
    let locale = session::locale_of(&asked.headers);
    match desk::agenda(&server.house, &key, locale).await {
        Ok(calendar) => file("text/calendar; charset=utf-8", "halle.ics", calendar),
        Err(error) => server.instead(&asked, error).await,
    }
}

/// A file to take along; it speaks of one person.
fn file(media_type: &'static str, name: &str, content: String) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, content).into_response()
}

/// `POST /comptoir/commandes`
pub async fn move_ticket(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let Some((shown, act)) = wanted(&fields) else {
        return see_other(routes::INBOX);
    };
    match try_move(&server, &asked, shown, &act).await {
        Ok(()) => see_other(routes::INBOX),
        Err(ApiError::Refused(refused)) => ticket_again(&server, &asked, shown.part, refused).await,
        Err(error) => server.instead(&asked, error).await,
    }
}

/// The page once more, with the ticket that does not move.
async fn ticket_again(server: &Server, asked: &Parts, part: OrderPartId, refused: TicketRefused) -> Response {
    let status = match refused {
        TicketRefused::TooManyCodes(_) => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::CONFLICT,
    };
    let page = server.again(asked, status, TicketPosted { part, refused }).await;
    match refused {
        TicketRefused::TooManyCodes(seconds) => again_in(seconds, page),
        _ => page,
    }
}

/// `POST /comptoir/remise/{code}`: the ticket that a scanned code opened.
pub async fn hand_over(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let Some((shown, act)) = wanted(&fields) else {
        return see_other(routes::INBOX);
    };
    match try_move(&server, &asked, shown, &act).await {
        // The goods are still on this side of the counter.
        Ok(()) if matches!(act, TicketAct::MakeReady | TicketAct::Adjust(_)) => see_other(asked.uri.path()),
        Ok(()) => see_other(routes::INBOX),
        Err(ApiError::Refused(TicketRefused::TooManyCodes(seconds))) => {
            server.instead(&asked, NoPage::TooMany(seconds)).await
        }
        Err(ApiError::Refused(refused)) => ticket_again(&server, &asked, shown.part, refused).await,
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_move(
    server: &Server,
    asked: &Parts,
    shown: Shown,
    act: &TicketAct,
) -> Result<(), ApiError<TicketRefused>> {
    let who = merchant_desk::merchant(&server.house, &asked.headers).await?;
    desk::move_ticket(&server.house, &who, shown, act).await
}

/// Which ticket, as the page showed it, and what is to be done to it; none when the form was tampered with.
fn wanted(fields: &Fields) -> Option<(Shown, TicketAct)> {
    let act = match fields.text("act").as_str() {
        "pret" => TicketAct::MakeReady,
        "remettre" => TicketAct::HandOver(fields.text("code")),
        "accepter" => TicketAct::Accept,
        "annuler" => TicketAct::Undo,
        "ajuster" => TicketAct::Adjust(given(fields)),
        "refuser" => TicketAct::Refuse(refusal(fields)),
        _ => return None,
    };
    let shown = Shown {
        part: fields.read("part")?,
        state: fields.read("shown"),
    };
    Some((shown, act))
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
