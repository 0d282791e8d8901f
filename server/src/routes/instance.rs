//! What whoever runs the instance asks for: a town opened, its first officials let in, its archive, messages sent again.

use super::{Fields, leaving};
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    instance::{OfficialPosted, OpenPosted, desk},
    page::{NoPage, or_signed_out},
    routes, session,
    town_hall::team_desk::NotInvited,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{id::MemberId, text::Name};
use http::{StatusCode, request::Parts};
use services::{
    accounts::{JustProved, Operator},
    communes,
    secret::Secret,
    towns,
};

/// `POST /exploitant/ouvrir`: opens a commune's market.
pub async fn open(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::operator(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let Some(commune) = communes::by_code(&fields.text("insee")) else {
        return server.instead(&asked, NoPage::NotFound).await;
    };
    match desk::open(&server.house, &who, &commune).await {
        Ok(town) => see_other(&routes::asking(
            &routes::instance_town(&town.slug),
            "ouverte",
            "1",
        )),
        Err(ApiError::Refused(_)) => {
            let said = OpenPosted(commune.name());
            server.again(&asked, StatusCode::CONFLICT, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `POST /exploitant/villes/{town}`: makes somebody an official of the town, or one who has not come in yet a new link; or
/// sends the whole town as a file.
pub async fn of_town(
    State(server): State<Server>,
    Path(town): Path<String>,
    asked: Parts,
    fields: Fields,
) -> Response {
    let who = match server.operator_just_proved(&asked, &fields).await {
        Ok(who) => who,
        Err(asks) => return asks,
    };
    let official = fields.read::<MemberId>("who");
    match (fields.text("act").as_str(), official) {
        ("inviter", _) => invite(&server, &asked, &who, (&town, &fields.text("name"))).await,
        ("lien", Some(official)) => link(&server, &asked, &who, (&town, official)).await,
        ("archive", _) => archive(&server, &asked, &who, &town).await,
        _ => see_other(&routes::instance_town(&town)),
    }
}

async fn invite(
    server: &Server,
    asked: &Parts,
    who: &JustProved<Operator>,
    (town, typed): (&str, &str),
) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    match desk::invite(&server.house, who, town, typed).await {
        Ok(made) => show(server, asked, made).await,
        Err(ApiError::Refused(why)) => {
            let status = match why {
                NotInvited::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
                NotInvited::Taken => StatusCode::CONFLICT,
            };
            let said = OfficialPosted::NotInvited(typed.to_owned(), why);
            server.again(asked, status, said).await
        }
        Err(error) => server.instead(asked, error).await,
    }
}

async fn link(
    server: &Server,
    asked: &Parts,
    who: &JustProved<Operator>,
    (town, official): (&str, MemberId),
) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    match desk::link(&server.house, who, town, official).await {
        Ok(made) => show(server, asked, made).await,
        Err(error) => server.instead(asked, error).await,
    }
}

/// A town leaves with everything.
async fn archive(server: &Server, asked: &Parts, who: &JustProved<Operator>, town: &str) -> Response {
    match towns::by_slug(server.house.db.read(), town).await {
        Ok(town) => leaving::town(server, asked, town.id, &who.doer(town.id)).await,
        Err(error) => server.instead(asked, error).await,
    }
}

async fn show(server: &Server, asked: &Parts, (name, secret): (Name, Secret)) -> Response {
    let said = OfficialPosted::Link(name.to_string(), secret);
    server.again(asked, StatusCode::OK, said).await
}

/// `POST /exploitant/sante`: gives a message that was given up another day, or all of them.
pub async fn send_again(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::operator(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let only = match fields.text("which").as_str() {
        "all" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => return see_other(routes::OPERATOR_HEALTH),
        },
    };
    match desk::send_again(&server.house, &who, only).await {
        Ok(count) => see_other(&routes::asking(
            routes::OPERATOR_HEALTH,
            "renvoyes",
            &count.to_string(),
        )),
        Err(error) => server.instead(&asked, error).await,
    }
}
