//! Who works at a shop, and who lends a hand there for a while.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::owner,
    error::{ApiError, Nothing, refused},
    hands::{
        HelpPosted, HelpersPosted,
        desk::{self, NotInvited, NotTaken},
    },
    routes, session,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    hand::HelpForm,
    id::{HandId, MemberId},
    text::Name,
};
use http::{StatusCode, header, request::Parts};
use services::{
    accounts::{OwnerOf, SignedIn},
    error::Error,
    secret::Secret,
};

/// `POST /comptoir/aides`: invites a helper, makes one a new link, or takes their access away; makes a code for somebody who
/// lends a hand, voids it, or ends their help.
pub async fn of_shop(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match owner::<Nothing>(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, error).await,
    };
    let helper = fields.read::<MemberId>("who");
    let hand = fields.read::<HandId>("hand");
    match (fields.text("act").as_str(), helper, hand) {
        ("inviter", ..) => invite(&server, &asked, &who, &fields.text("name")).await,
        ("lien", Some(helper), _) => link(&server, &asked, &who, helper).await,
        ("retirer", Some(helper), _) => {
            let gone = desk::let_go(&server.house, &who, helper).await;
            done(&server, &asked, gone, "retire").await
        }
        ("demander", ..) => ask(&server, &asked, &who, &fields).await,
        ("annuler", ..) => {
            let void = desk::void(&server.house, &who).await;
            done(&server, &asked, void, "annule").await
        }
        ("arreter", _, Some(hand)) => {
            let over = desk::take_back(&server.house, &who, hand).await;
            done(&server, &asked, over, "fini").await
        }
        _ => see_other(routes::HELPERS),
    }
}

/// Back to the page, which says what was done.
async fn done(server: &Server, asked: &Parts, done: Result<(), Error>, what: &str) -> Response {
    match done {
        Ok(()) => see_other(&routes::asking(routes::HELPERS, "note", what)),
        Err(error) => server.instead(asked, error).await,
    }
}

async fn invite(server: &Server, asked: &Parts, who: &OwnerOf, typed: &str) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    match desk::invite(&server.house, who, typed).await {
        Ok(made) => show(server, asked, made).await,
        Err(ApiError::Refused(why)) => {
            let status = match why {
                NotInvited::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
                NotInvited::Taken => StatusCode::CONFLICT,
            };
            let said = HelpersPosted::NotInvited(typed.to_owned(), why);
            server.again(asked, status, said).await
        }
        Err(error) => server.instead(asked, error).await,
    }
}

async fn link(server: &Server, asked: &Parts, who: &OwnerOf, helper: MemberId) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    match desk::link(&server.house, who, helper).await {
        Ok(made) => show(server, asked, made).await,
        Err(error) => server.instead(asked, error).await,
    }
}

async fn show(server: &Server, asked: &Parts, (name, secret): (Name, Secret)) -> Response {
    let said = HelpersPosted::Link(name.to_string(), secret);
    server.again(asked, StatusCode::OK, said).await
}

async fn ask(server: &Server, asked: &Parts, who: &OwnerOf, fields: &Fields) -> Response {
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(asked, page).await;
    }
    // A word that no form of ours sends asks for the shortest help.
    let term = fields.read("term").unwrap_or_default();
    match desk::ask(&server.house, who, term).await {
        Ok(code) => {
            server
                .again(asked, StatusCode::OK, HelpersPosted::Code(code))
                .await
        }
        Err(error) => server.instead(asked, error).await,
    }
}

/// `POST /aider`: takes a code; or goes to a shelf again, comes back, or has done.
pub async fn help(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let device = match session::signed_in(&server.house, &asked.headers).await {
        Ok(who) => Some(who),
        Err(Error::NotFound) => None,
        Err(error) => return server.instead(&asked, error).await,
    };
    let act = fields.text("act");
    let Some(who) = device.filter(|_| !act.is_empty()) else {
        // Of a page whose device is nobody's any more.
        if !act.is_empty() {
            return see_other(routes::HELP);
        }
        return take(&server, &asked, device.as_ref(), &fields).await;
    };
    let went = match act.as_str() {
        "entrer" => enter(&server, &who, fields.read("hand")).await,
        "sortir" => go_out(&server, &who).await,
        "terminer" => finish(&server, &who).await,
        _ => Err(Error::NotFound),
    };
    match went {
        Ok(response) => response,
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn take(server: &Server, asked: &Parts, device: Option<&SignedIn>, fields: &Fields) -> Response {
    let form = HelpForm {
        code: fields.text("code"),
        name: fields.text("name"),
    };
    let agent = asked.headers.get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    match desk::take(&server.house, device, agent, &form).await {
        Ok(taken) => {
            let page = see_other(routes::SHELF);
            match taken.session {
                Some(session) => {
                    let cookie = session::cookie(&server.house, &session);
                    ([(header::SET_COOKIE, cookie)], page).into_response()
                }
                None => page,
            }
        }
        Err(ApiError::Refused(why)) => {
            let status = match why {
                NotTaken::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
                NotTaken::Refused(why) => {
                    refused("hand", why.as_str());
                    StatusCode::CONFLICT
                }
            };
            server.again(asked, status, HelpPosted { form, why }).await
        }
        Err(error) => server.instead(asked, error).await,
    }
}

async fn enter(server: &Server, who: &SignedIn, hand: Option<HandId>) -> Result<Response, Error> {
    desk::enter(&server.house, who, hand.ok_or(Error::NotFound)?).await?;
    Ok(see_other(routes::SHELF))
}

async fn go_out(server: &Server, who: &SignedIn) -> Result<Response, Error> {
    desk::go_out(&server.house, who).await?;
    Ok(see_other(routes::HELP))
}

/// A device that came only to help is nobody's afterwards.
async fn finish(server: &Server, who: &SignedIn) -> Result<Response, Error> {
    if desk::finish(&server.house, who).await? {
        return Ok(see_other(routes::HELP));
    }
    let forget = session::forget_cookie(&server.house);
    Ok(([(header::SET_COOKIE, forget)], see_other("/")).into_response())
}
