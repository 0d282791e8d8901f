//! The showcase, the one page that may stand in somebody else's frame. It has no script, no cookie and no form: nothing
//! in it can be made to act for anybody.

use super::{FOR_ALL, elsewhere};
use crate::pages::Server;
use app::{abroad, page::NoPage, session};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{StatusCode, header, request::Parts};
use services::error::Error;

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors *";

/// `/{town}/vitrine`
pub async fn showcase(State(server): State<Server>, Path(town): Path<String>, asked: Parts) -> Response {
    let locale = session::locale_of(&asked.headers);
    match abroad::showcase(&server.house, &town, locale).await {
        Ok(page) => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::CACHE_CONTROL, "public, max-age=60"),
                (header::VARY, "accept-language, cookie"),
            ];
            (headers, [FOR_ALL], page).into_response()
        }
        Err(NoPage::NotFound) => {
            let gone = elsewhere(&server, &asked.uri, Error::NotFound).await;
            if gone.status() == StatusCode::NOT_FOUND {
                return server.instead(&asked, NoPage::NotFound).await;
            }
            gone
        }
        Err(why) => server.instead(&asked, why).await,
    }
}
