//! Styles, scripts and icons.

use crate::{order_worker, pages::Server, site, worker};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Uri, header};

/// A file of a build.
pub async fn of_build(Path((build, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    site::of_build(&build, &file, &headers)
}

/// A file beside the builds.
pub async fn file(address: Uri, headers: HeaderMap) -> Response {
    site::file(address.path().trim_start_matches('/'), &headers)
}

/// `/sw.js`: asked for again at every visit of the counter, so that an update is seen.
pub async fn worker(State(server): State<Server>) -> Response {
    script(worker::script(&server.house))
}

/// `/commandes.js`: the same for a shopper's orders.
pub async fn order_worker(State(server): State<Server>) -> Response {
    script(order_worker::script(&server.house))
}

fn script(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, worker::POLICY),
    ];
    (headers, text).into_response()
}
