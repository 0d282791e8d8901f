//! What the public reports.

use super::Fields;
use crate::{limits::again_in, pages::Server};
use app::{
    error::ApiError,
    reports::{Fate, ReportPosted, desk},
    session,
};
use axum::{extract::State, response::Response};
use domain::{id::ReportId, limits::TooMany, reports::ReportForm};
use http::{StatusCode, request::Parts};
use services::secret;

/// `POST /signaler`: the answer says at once that it came.
pub async fn report(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let form = ReportForm {
        place: fields.text("place"),
        concern: fields.text("concern"),
        words: fields.text("words"),
        name: fields.text("name"),
        email: fields.text("email"),
        in_good_faith: fields.has("faith"),
    };
    let id = fields.read("id").unwrap_or_else(|| ReportId(secret::id()));
    let posted = |fate| ReportPosted {
        id,
        form: form.clone(),
        fate,
    };
    if let Some(too_many) = asked.extensions.get::<TooMany>() {
        let seconds = too_many.seconds(server.house.clock.now());
        let said = posted(Fate::TooMany(seconds));
        let page = server.again(&asked, StatusCode::TOO_MANY_REQUESTS, said).await;
        return again_in(seconds, page);
    }
    let locale = session::language_of(&asked.headers);
    match desk::report(&server.house, id, &form, locale).await {
        Ok(()) => server.again(&asked, StatusCode::OK, posted(Fate::Taken)).await,
        Err(ApiError::Refused(wrong)) => {
            let said = posted(Fate::Wrong(wrong));
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}
