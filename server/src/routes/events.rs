//! What open screens hear: only that something changed. They then ask what is true, so nothing is lost when an event is.

use crate::pages::Server;
use app::{orders::shown, session};
use axum::{
    extract::{Path, Query, State},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{StreamExt, stream};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use services::{error::Error, live::Change, orders};
use std::{convert::Infallible, time::Duration};
use tokio_stream::wrappers::BroadcastStream;

/// Shorter than the minute after which many proxies close a silent connection.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// What the order's page shows.
#[derive(Deserialize)]
pub struct Seen {
    #[serde(default)]
    vu: String,
}

/// A shop's inbox: one event at once, for what happened while nobody listened, then one per change.
pub async fn inbox(State(server): State<Server>, headers: HeaderMap) -> Response {
    let changes = server.house.live.listen();
    let who = match session::merchant(&server.house, &headers).await {
        Ok(who) => who,
        Err(Error::Failed(failed)) => return failed_status(&failed),
        Err(_) => return StatusCode::UNAUTHORIZED.into_response(),
    };
    events(&server, changes, true, move |change| change.shop == who.shop())
}

/// A shopper's order: one event at once if the page shows something else than what is true, then one per change.
pub async fn order(
    State(server): State<Server>,
    Path(key): Path<String>,
    Query(seen): Query<Seen>,
) -> Response {
    let changes = server.house.live.listen();
    match orders::page(server.house.db.read(), &key).await {
        Ok((id, order)) => {
            let stale = shown(&order) != seen.vu;
            events(&server, changes, stale, move |change| change.order == id)
        }
        Err(Error::Failed(failed)) => failed_status(&failed),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn events(
    server: &Server,
    changes: tokio::sync::broadcast::Receiver<Change>,
    at_once: bool,
    mine: impl Fn(&Change) -> bool + Send + 'static,
) -> Response {
    // Who fell behind may have missed one that was theirs.
    let heard = BroadcastStream::new(changes).filter(move |heard| {
        let ours = heard.as_ref().map_or(true, &mine);
        async move { ours }
    });
    let mut stopping = server.stopping.clone();
    let told = stream::iter(at_once.then_some(()))
        .chain(heard.map(|_| ()))
        .map(|()| Ok::<_, Infallible>(Event::default().data("changed")))
        .take_until(async move { while stopping.changed().await.is_ok() {} });
    let mut response = Sse::new(told)
        .keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
        .into_response();
    // nginx would otherwise wait for a page's worth of events.
    response
        .headers_mut()
        .insert("x-accel-buffering", http::HeaderValue::from_static("no"));
    response
}

fn failed_status(failed: &services::error::Failed) -> Response {
    app::error::incident(failed);
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
