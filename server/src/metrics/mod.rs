//! What an operator's monitoring reads: how the market is asked and how it keeps up, as Prometheus wants it said. It is
//! always counted, and told only where `HALLE_METRICS_ADDR` listens, which is never the market's own address. Labels are
//! words of this program: no address, name or number that anybody typed.

mod requests;
mod text;

pub(crate) use requests::{Place, at, here};
pub use requests::{Requests, around, mark};

use crate::pages::Server;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::header;
use services::notifications;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use text::{Kind, Text};

/// Counts. Cheap to clone; clones count together.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// By route.
    pub(crate) requests: Arc<Requests>,
    /// Of pages that may be kept.
    pub(crate) kept: Arc<KeptPages>,
}

/// How often a page was given out again, and how often it had to be drawn.
#[derive(Debug, Default)]
pub(crate) struct KeptPages {
    pub(crate) given: AtomicU64,
    pub(crate) drawn: AtomicU64,
}

impl Metrics {
    /// Counts from nothing, at these addresses as axum writes them.
    pub fn of(routes: impl IntoIterator<Item = String>) -> Self {
        Self {
            requests: Arc::new(Requests::at(routes)),
            kept: Arc::default(),
        }
    }
}

/// What listens for whoever collects them.
pub fn router(server: Server) -> Router {
    Router::new().route("/metrics", get(show)).with_state(server)
}

/// `GET /metrics`
async fn show(State(server): State<Server>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, told(&server).await).into_response()
}

/// Everything, as Prometheus reads it.
pub async fn told(server: &Server) -> String {
    let mut text = Text::default();
    server.metrics.requests.tell(&mut text);
    kept(&mut text, &server.metrics.kept);
    database(&mut text, server);
    photos(&mut text, server);
    outbox(&mut text, server).await;
    text.into_string()
}

fn kept(text: &mut Text, kept: &KeptPages) {
    text.begin(
        "halle_kept_pages_total",
        Kind::Counter,
        "Pages that are the same for everybody: given out again (hit), or drawn (miss)",
    );
    for (outcome, count) in [("hit", &kept.given), ("miss", &kept.drawn)] {
        text.say(&[("outcome", outcome)], count.load(Relaxed));
    }
}

fn database(text: &mut Text, server: &Server) {
    let db = &server.house.db;
    let load = db.load();
    text.begin(
        "halle_statement_duration_seconds",
        Kind::Histogram,
        "Statements of the database, without the wait for a connection",
    );
    text.durations(&[], &load.statements());
    text.begin(
        "halle_statements_failed_total",
        Kind::Counter,
        "Statements that the database did not do",
    );
    text.say(&[], load.failed());
    text.begin(
        "halle_writers_waiting",
        Kind::Gauge,
        "Changes that wait to be written",
    );
    text.say(&[], load.writers().length());
    let pools = db.pools();
    text.begin(
        "halle_connections_open",
        Kind::Gauge,
        "Connections to the database",
    );
    for pool in &pools {
        text.say(&[("pool", pool.name)], pool.open);
    }
    text.begin(
        "halle_connections_busy",
        Kind::Gauge,
        "Connections to the database that are in use",
    );
    for pool in &pools {
        text.say(&[("pool", pool.name)], pool.busy);
    }
}

fn photos(text: &mut Text, server: &Server) {
    let photos = &server.house.photos;
    text.begin(
        "halle_photos_being_made",
        Kind::Gauge,
        "Photos that a processor works on",
    );
    text.say(&[], photos.being_made());
    text.begin(
        "halle_photos_waiting",
        Kind::Gauge,
        "Photos that wait for a processor",
    );
    text.say(&[], photos.waiting().length());
}

/// What the database knows. When it does not answer, that is said, and nothing of the outbox.
async fn outbox(text: &mut Text, server: &Server) {
    let backlog = notifications::backlog(server.house.db.read()).await;
    text.begin(
        "halle_database_up",
        Kind::Gauge,
        "1 when the database answers, else 0",
    );
    text.say(&[], u8::from(backlog.is_ok()));
    let Ok(backlog) = backlog else {
        return;
    };
    text.begin(
        "halle_outbox_waiting",
        Kind::Gauge,
        "Messages that are not sent yet",
    );
    text.say(&[], backlog.waiting);
    text.begin(
        "halle_outbox_oldest_seconds",
        Kind::Gauge,
        "Age of the oldest of these",
    );
    let age = backlog.oldest.map(|told| server.house.clock.now() - told);
    text.say(&[], age.map_or(0, |age| age.num_seconds().max(0)));
    text.begin(
        "halle_outbox_dead",
        Kind::Gauge,
        "Messages that were given up: see halle outbox",
    );
    text.say(&[], backlog.dead);
}
