//! The town's figures as tables for a spreadsheet.

use super::Fields;
use crate::pages::Server;
use app::{
    figures::{Table, desk},
    page::{NoPage, or_signed_out},
    session,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{header, request::Parts};

/// `GET /mairie/chiffres/{file}?annee=2026`
pub async fn file(
    State(server): State<Server>,
    Path(name): Path<String>,
    asked: Parts,
    fields: Fields,
) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let Some(table) = Table::of_file(&name) else {
        return server.instead(&asked, NoPage::NotFound).await;
    };
    let year = fields.read::<i32>("annee");
    if year.is_none() && !fields.text("annee").is_empty() {
        return server.instead(&asked, NoPage::NotFound).await;
    }
    let locale = session::locale_of(&asked.headers);
    match desk::file(&server.house, &who, table, year, locale).await {
        Ok(bytes) => {
            let year = year.map(|year| format!("-{year}")).unwrap_or_default();
            let name = format!("attachment; filename=\"{}{year}.csv\"", table.word());
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, name.as_str()),
                (header::CACHE_CONTROL, "private, no-store"),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => server.instead(&asked, NoPage::from(error)).await,
    }
}
