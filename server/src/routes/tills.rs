//! The form of the shop's own till.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::in_person,
    error::ApiError,
    routes,
    tills::{TillPosted, desk},
};
use axum::{extract::State, response::Response};
use http::{StatusCode, request::Parts};
use services::tills::{AddressRefused, TillSecret, TrialRefused};

/// `POST /comptoir/caisse`: plugs it in, tries it, unplugs it.
pub async fn act(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let act = fields.text("act");
    if act == "essai" || act == "debrancher" {
        return match try_or_unplug(&server, &asked, &act).await {
            Ok(()) => see_other(&format!("{}?note={act}", routes::TILL)),
            Err(ApiError::Refused(why)) => {
                let said = TillPosted::NotTried(why);
                server.again(&asked, StatusCode::CONFLICT, said).await
            }
            Err(error) => server.instead(&asked, error).await,
        };
    }
    let typed = fields.text("address");
    match plug(&server, &asked, &typed).await {
        // Shown in this answer and nowhere else.
        Ok(secret) => {
            let said = TillPosted::Connected(secret);
            server.again(&asked, StatusCode::OK, said).await
        }
        Err(ApiError::Refused(why)) => {
            let said = TillPosted::Wrong { typed, why };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn plug(server: &Server, asked: &Parts, typed: &str) -> Result<TillSecret, ApiError<AddressRefused>> {
    let who = in_person(&server.house, &asked.headers).await?;
    desk::connect(&server.house, &who, typed).await
}

async fn try_or_unplug(server: &Server, asked: &Parts, act: &str) -> Result<(), ApiError<TrialRefused>> {
    let who = in_person(&server.house, &asked.headers).await?;
    if act == "essai" {
        desk::try_it(&server.house, &who).await
    } else {
        desk::disconnect(&server.house, &who).await
    }
}
