//! Whether the server can serve.

use crate::pages::Server;
use axum::extract::State;
use http::StatusCode;

/// 200 once the database answers.
pub async fn healthz(State(server): State<Server>) -> StatusCode {
    match server.house.db.ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
