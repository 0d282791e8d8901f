//! Pictures that another app of the phone shares with Halle.

use crate::pages::{Server, see_other};
use app::{catalogue::desk, error::Nothing, offline, routes, session};
use axum::{
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use http::{StatusCode, header, request::Parts};

/// Read and thrown away, so that the browser hears the answer; more is not worth the wait.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// `POST /comptoir/partage`: the phone's service worker takes these and lays them into the deck. What arrives here comes
/// from a browser whose worker is gone, and the counter says that it was not kept.
pub async fn pictures(State(server): State<Server>, asked: Parts, body: Body) -> Response {
    if let Err(error) = desk::at_shelf::<Nothing>(&server.house, &asked.headers).await {
        return server.instead(&asked, error).await;
    }
    if is_short(body).await {
        see_other(&format!("{}?jeu=echec", routes::COUNTER))
    } else {
        let says = offline::too_much(session::locale_of(&asked.headers));
        (
            StatusCode::PAYLOAD_TOO_LARGE,
            [(header::CONNECTION, "close")],
            says,
        )
            .into_response()
    }
}

async fn is_short(body: Body) -> bool {
    let mut bytes = 0;
    let mut parts = body.into_data_stream();
    while let Some(Ok(part)) = parts.next().await {
        bytes += part.len();
        if bytes > MOST_BYTES {
            return false;
        }
    }
    true
}
