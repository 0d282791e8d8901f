//! What was refused to somebody, for the operator: at which route and why, and never who asked or what for.

use app::{
    error::refused,
    routes::{API, COUNTER, HELP, OPERATOR, TOWN_HALL},
    session,
    state::House,
};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::StatusCode;

/// Notes answers that refuse. A page that was left open asks now and then, and is not noted once its device is signed out.
pub async fn watch(State(house): State<House>, asked: Request, next: Next) -> Response {
    let route = asked.extensions().get::<MatchedPath>().cloned();
    let has_cookie = session::has_cookie(&house, asked.headers());
    let response = next.run(asked).await;
    let route = route.as_ref().map_or("", MatchedPath::as_str);
    if let Some(why) = why(response.status(), route, has_cookie) {
        refused(route, why);
    }
    response
}

fn why(status: StatusCode, route: &str, has_cookie: bool) -> Option<&'static str> {
    let is_api = route.starts_with(API);
    let is_guarded = is_api
        || [COUNTER, TOWN_HALL, OPERATOR, HELP]
            .iter()
            .any(|area| route.starts_with(area));
    match status {
        StatusCode::FORBIDDEN => Some("sent by another site"),
        StatusCode::PAYLOAD_TOO_LARGE => Some("too long"),
        StatusCode::NOT_FOUND if has_cookie && is_guarded => Some("not theirs, or not there"),
        StatusCode::UNAUTHORIZED if has_cookie && !is_api => Some("not for this device"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_is_noted_and_what_nobody_tried_is_not() {
        for (status, route, has_cookie, noted) in [
            (403, "/{town}/panier", false, true),
            (413, "/signaler", false, true),
            (404, "/comptoir/cahier", true, true),
            (404, "/api/comptoir/photos/{product}", true, true),
            (401, "/mairie", true, true),
            (404, "/exploitant/villes", true, true),
            (404, "/aider", true, true),
            (404, "/{town}/{shop}", true, false),
            (404, "/comptoir/cahier", false, false),
            (401, "/comptoir", false, false),
            (401, "/apiapp/orders/api//unseen", true, false),
            (200, "/mairie", true, false),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(
                why(status, route, has_cookie).is_some(),
                noted,
                "{status} {route}"
            );
        }
    }
}
