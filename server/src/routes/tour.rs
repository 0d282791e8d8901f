//! The form at each door.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    routes,
    tour::{CallPosted, desk},
};
use axum::{extract::State, response::Response};
use domain::{
    id::ShopId,
    tour::{CallError, CallForm, Said},
};
use http::{StatusCode, request::Parts};

/// `POST /mairie/tournee`: what was said at a door.
pub async fn note(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let (Some(id), Some(shop)) = (fields.read("id"), fields.read::<ShopId>("shop")) else {
        return see_other(routes::TOUR);
    };
    let said: Option<Said> = fields.read("said");
    let posted = |wrong: Option<CallError>| CallPosted {
        shop,
        said,
        on: fields.text("on"),
        note: fields.text("note"),
        wrong,
    };
    let Some(said) = said else {
        return match desk::official::<CallError>(&server.house, &asked.headers).await {
            Ok(_) => {
                server
                    .again(&asked, StatusCode::UNPROCESSABLE_ENTITY, posted(None))
                    .await
            }
            Err(error) => server.instead(&asked, error).await,
        };
    };
    let form = CallForm {
        id,
        shop,
        said,
        on: fields.text("on"),
        note: fields.text("note"),
        age: 0,
    };
    match try_note(&server, &asked, &form).await {
        Ok(()) => see_other(&format!("{}#porte-{shop}", routes::TOUR)),
        Err(ApiError::Refused(wrong)) => {
            server
                .again(&asked, StatusCode::UNPROCESSABLE_ENTITY, posted(Some(wrong)))
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_note(server: &Server, asked: &Parts, form: &CallForm) -> Result<(), ApiError<CallError>> {
    let who = desk::official(&server.house, &asked.headers).await?;
    desk::note(&server.house, &who, form).await
}
