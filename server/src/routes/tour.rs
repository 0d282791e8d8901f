//! The form at each door.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    routes,
    tour::{CallPosted, desk, door_address},
};
use axum::{extract::State, response::Response};
use domain::{
    id::ShopId,
    tour::{CallError, CallForm, Said},
};
use http::{StatusCode, request::Parts};
use services::tour;

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
        Ok(doors) => see_other(&door_address(shop, doors)),
        Err(ApiError::Refused(wrong)) => {
            server
                .again(&asked, StatusCode::UNPROCESSABLE_ENTITY, posted(Some(wrong)))
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// Says how many doors there are in town.
async fn try_note(server: &Server, asked: &Parts, form: &CallForm) -> Result<usize, ApiError<CallError>> {
    let who = desk::official(&server.house, &asked.headers).await?;
    desk::note(&server.house, &who, form).await?;
    let doors = tour::count(server.house.db.read(), &who).await?;
    Ok(usize::try_from(doors).unwrap_or(usize::MAX))
}
