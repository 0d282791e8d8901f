//! What an official's phone may ask.

use crate::error::{ApiError, Nothing};
use domain::tour::{CallForm, Noted};
use leptos::prelude::*;

/// Calls sent at once.
pub const AT_ONCE: usize = 50;

/// Notes calls in the order in which they were made; one answer a call. Sent again, each is noted once. Of more than
/// [`AT_ONCE`] the rest is left unanswered.
#[server(endpoint = "note_calls", input = server_fn::codec::Json)]
pub async fn note_calls(calls: Vec<CallForm>) -> Result<Vec<Noted>, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = super::desk::official(&house, &crate::session::headers()).await?;
    let mut noted = Vec::with_capacity(calls.len().min(AT_ONCE));
    for call in calls.iter().take(AT_ONCE) {
        noted.push(match super::desk::note(&house, &who, call).await {
            Ok(()) => Noted::Done,
            Err(ApiError::Refused(why)) => Noted::Refused(why),
            Err(ApiError::NotFound) => Noted::Gone,
            Err(ApiError::SignedOut) => return Err(ApiError::SignedOut),
            Err(ApiError::Crowded) => return Err(ApiError::Crowded),
            Err(ApiError::Failed(code)) => return Err(ApiError::Failed(code)),
            Err(ApiError::Unreached | ApiError::Garbled) => return Err(ApiError::Garbled),
        });
    }
    Ok(noted)
}
