//! The forms of the bell: a merchant's, and the town hall's.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::in_person,
    error::ApiError,
    notifications::{BellPosted, HallPosted, NotHeard, desk},
    routes, session,
};
use axum::{extract::State, response::Response};
use domain::shops::{BellError, BellForm};
use http::{StatusCode, Uri, request::Parts};
use services::notifications::HeardRefused;

/// `POST /comptoir/sonnette`: "I heard it", or how the bell is set.
pub async fn bell(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    if fields.text("act") == "entendue" {
        return match try_hear(&server, &asked).await {
            Ok(()) => see_other(&format!("{}?note=entendue", routes::BELL)),
            Err(ApiError::Refused(_)) => server.again(&asked, StatusCode::CONFLICT, NotHeard).await,
            Err(error) => server.instead(&asked, error).await,
        };
    }
    let form = BellForm {
        second_contact: fields.text("contact"),
        patience: fields.text("patience"),
        quiet_from: fields.text("quiet-from"),
        quiet_to: fields.text("quiet-to"),
    };
    match try_set(&server, &asked, &form).await {
        Ok(()) => see_other(&format!("{}?note=1", routes::BELL)),
        Err(ApiError::Refused(wrong)) => {
            let said = BellPosted { form, wrong };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_hear(server: &Server, asked: &Parts) -> Result<(), ApiError<HeardRefused>> {
    let who = in_person(&server.house, &asked.headers).await?;
    let device = desk::anybody(&server.house, &asked.headers).await?;
    desk::heard(&server.house, &device, &who).await
}

async fn try_set(server: &Server, asked: &Parts, form: &BellForm) -> Result<(), ApiError<BellError>> {
    let who = in_person(&server.house, &asked.headers).await?;
    let locale = session::locale_of(&asked.headers).to_string();
    desk::set(&server.house, &who, form, &locale).await
}

/// `POST /mairie/sonnette`
pub async fn town(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let typed = fields.text("contact");
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, app::page::or_signed_out(error)).await,
    };
    let locale = session::locale_of(&asked.headers).to_string();
    match desk::set_for_town(&server.house, &who, &typed, &locale).await {
        Ok(()) => see_other(routes::TOWN_HALL),
        Err(ApiError::Refused(wrong)) => {
            // Drawn on the board, from which it was sent.
            let mut board = asked.clone();
            board.uri = Uri::from_static(routes::TOWN_HALL);
            let said = HallPosted { typed, wrong };
            server.again(&board, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `GET /mairie/sonnette`, where only forms are sent: somebody loaded a refused form's answer again.
pub async fn to_board() -> Response {
    see_other(routes::TOWN_HALL)
}
