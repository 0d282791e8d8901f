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
use services::{
    error::Error,
    live::{Change, Told},
    orders,
};
use std::{convert::Infallible, time::Duration};
use tokio::sync::broadcast::Receiver;
use tokio_stream::wrappers::BroadcastStream;

/// Shorter than the minute after which many proxies close a silent connection.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// By which a browser that comes back says what it heard last.
const LAST_EVENT_ID: &str = "last-event-id";
const CHANGED: &str = "changed";
/// What is said first when there is nothing to say.
const HERE: &str = app::browser::ear::HERE;

/// What the page that listens knows already.
#[derive(Deserialize)]
pub struct Seen {
    /// What an order's page shows.
    #[serde(default)]
    vu: String,
    /// The last mark it heard, when it opens a new connection by itself.
    #[serde(default)]
    depuis: String,
}

impl Seen {
    /// The last mark that was heard: the browser's own word for it when it came back by itself.
    fn mark(&self, headers: &HeaderMap) -> Option<String> {
        let told = headers.get(LAST_EVENT_ID).and_then(|value| value.to_str().ok());
        let mark = told.unwrap_or(&self.depuis);
        (!mark.is_empty()).then(|| mark.to_owned())
    }
}

/// A shop's inbox: one event at once, for what happened while nobody listened, then one per change.
pub async fn inbox(State(server): State<Server>, Query(seen): Query<Seen>, headers: HeaderMap) -> Response {
    let told = server.house.live.listen();
    let who = match session::merchant(&server.house, &headers).await {
        Ok(who) => who,
        Err(Error::Failed(failed)) => return failed_status(&failed),
        Err(_) => return StatusCode::UNAUTHORIZED.into_response(),
    };
    let mine = move |change: &Change| change.shop == who.shop();
    let missed = seen
        .mark(&headers)
        .is_none_or(|mark| server.house.live.changed_since(&mark, mine));
    events(&server, told, missed, mine)
}

/// A shopper's order: one event at once if the page shows something else than what is true, then one per change.
pub async fn order(
    State(server): State<Server>,
    Path(key): Path<String>,
    Query(seen): Query<Seen>,
    headers: HeaderMap,
) -> Response {
    let told = server.house.live.listen();
    match orders::page(server.house.db.read(), &key).await {
        Ok((id, order)) => {
            let mine = move |change: &Change| change.order == id;
            let missed = match seen.mark(&headers) {
                Some(mark) => server.house.live.changed_since(&mark, mine),
                None => shown(&order) != seen.vu,
            };
            events(&server, told, missed, mine)
        }
        Err(Error::Failed(failed)) => failed_status(&failed),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Every event carries a mark of what was told so far, which comes back with the next connection.
fn events(
    server: &Server,
    told: Receiver<Told>,
    missed: bool,
    mine: impl Fn(&Change) -> bool + Copy + Send + 'static,
) -> Response {
    let live = server.house.live.clone();
    let first = Event::default().id(live.mark());
    // Whoever hears it knows that events come through, and not only headers.
    let first = if missed {
        first.data(CHANGED)
    } else {
        first.event(HERE).data(HERE)
    };
    let heard = BroadcastStream::new(told).filter_map(move |told| {
        let event = match told {
            Ok(told) if told.heard.concerns(mine) => {
                Some(Event::default().id(live.mark_of(&told)).data(CHANGED))
            }
            Ok(_) => None,
            // Who fell behind may have missed one that was theirs.
            Err(_) => Some(Event::default().id(live.mark()).data(CHANGED)),
        };
        async move { event }
    });
    // An event and no comment: pages do not see comments, and would take a connection that died for a quiet one.
    let sign = Event::default().event(HERE).data(HERE);
    let mut stopping = server.stopping.clone();
    let told = stream::once(async move { first })
        .chain(heard)
        .map(Ok::<_, Infallible>)
        .take_until(async move { while stopping.changed().await.is_ok() {} });
    let mut response = Sse::new(told)
        .keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE).event(sign))
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
