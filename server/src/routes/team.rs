//! Who works at the town hall.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    page::{NoPage, or_signed_out},
    routes, session,
    town_hall::{
        TeamPosted,
        team_desk::{self, NotInvited},
    },
};
use axum::{extract::State, response::Response};
use domain::{id::MemberId, text::Name};
use http::{StatusCode, request::Parts};
use services::{
    accounts::{ByKey, OwnAccess},
    error::Error,
    secret::Secret,
};

/// `POST /mairie/equipe`: invites a colleague, makes one a new link, or takes their access away.
pub async fn act(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let who = match server.just_proved(&asked, who, &fields).await {
        Ok(who) => who,
        Err(asks) => return asks,
    };
    // The page offers nothing before there is a key.
    let Ok(who) = who.by_key() else {
        return see_other(routes::OFFICIAL_KEY);
    };
    let colleague = fields.read::<MemberId>("who");
    match (fields.text("act").as_str(), colleague) {
        ("inviter", _) => invite(&server, &asked, &who, &fields.text("name")).await,
        ("lien", Some(colleague)) => link(&server, &asked, &who, colleague).await,
        ("retirer", Some(colleague)) => let_go(&server, &asked, &who, colleague).await,
        _ => see_other(routes::TEAM),
    }
}

async fn invite(server: &Server, asked: &Parts, who: &ByKey, typed: &str) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    match team_desk::invite(&server.house, who, typed).await {
        Ok(made) => show(server, asked, made).await,
        Err(ApiError::Refused(why)) => {
            let status = match why {
                NotInvited::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
                NotInvited::Taken => StatusCode::CONFLICT,
            };
            let said = TeamPosted::NotInvited(typed.to_owned(), why);
            server.again(asked, status, said).await
        }
        Err(error) => server.instead(asked, error).await,
    }
}

async fn link(server: &Server, asked: &Parts, who: &ByKey, colleague: MemberId) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    match team_desk::link(&server.house, who, colleague).await {
        Ok(made) => show(server, asked, made).await,
        Err(error) => server.instead(asked, error).await,
    }
}

async fn show(server: &Server, asked: &Parts, (name, secret): (Name, Secret)) -> Response {
    let said = TeamPosted::Link(name.to_string(), secret);
    server.again(asked, StatusCode::OK, said).await
}

async fn let_go(server: &Server, asked: &Parts, who: &ByKey, colleague: MemberId) -> Response {
    match team_desk::let_go(&server.house, who, colleague).await {
        Ok(()) => see_other(&routes::asking(routes::TEAM, "retire", "1")),
        Err(Error::Refused(OwnAccess)) => {
            server
                .again(asked, StatusCode::CONFLICT, TeamPosted::OwnAccess)
                .await
        }
        Err(Error::NotFound) => server.instead(asked, NoPage::NotFound).await,
        Err(Error::Failed(failed)) => server.instead(asked, failed).await,
    }
}
