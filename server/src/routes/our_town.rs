//! What an official says for the town.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    page::or_signed_out,
    routes, session,
    town_hall::{TownPosted, desk},
};
use axum::{extract::State, response::Response};
use domain::{
    shops::ShopKind,
    towns::{AnnouncementForm, DaysForm, FrontForm, LockdownForm},
};
use http::{StatusCode, request::Parts};
use services::{
    accounts::{JustProved, OfficialOf},
    error::Error,
};

/// `POST /mairie/ville`: an announcement, the town's page, or its shops closed and opened again.
pub async fn say(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let said = match fields.text("what").as_str() {
        "announcement" => announce(&server, &who, &fields).await,
        "front" => describe(&server, &who, &fields).await,
        "close" => match server.just_proved(&asked, who, &fields).await {
            Ok(who) => close(&server, &who, &fields).await,
            Err(asks) => return asks,
        },
        "reopen" => reopen(&server, &who).await,
        _ => return see_other(routes::OUR_TOWN),
    };
    match said {
        Ok(done) => see_other(&format!("{}?fait={done}", routes::OUR_TOWN)),
        Err(ApiError::Refused(posted)) => {
            server
                .again(&asked, StatusCode::UNPROCESSABLE_ENTITY, posted)
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// What was done, for the page that says so; or what to show again.
type Said = Result<&'static str, ApiError<TownPosted>>;

async fn announce(server: &Server, who: &OfficialOf, fields: &Fields) -> Said {
    let form = AnnouncementForm {
        words: fields.text("words"),
        days: days(fields),
    };
    let said = desk::announce(&server.house, who, &form).await;
    said.map_err(|error| error.map_refused(|wrong| TownPosted::Announcement(form, wrong)))?;
    Ok("annonce")
}

async fn describe(server: &Server, who: &OfficialOf, fields: &Fields) -> Said {
    let form = FrontForm {
        welcome: fields.text("welcome"),
        awning: fields.read("awning").unwrap_or_default(),
        counts: fields.has("counts"),
    };
    let said = desk::describe(&server.house, who, &form).await;
    said.map_err(|error| error.map_refused(|wrong| TownPosted::Front(form, wrong)))?;
    Ok("page")
}

async fn close(server: &Server, who: &JustProved, fields: &Fields) -> Said {
    // A word that is no kind is none of our boxes: it opens no shop.
    let essential = fields.beginning("essential").map(|(_, kind)| kind.parse());
    let form = LockdownForm {
        days: days(fields),
        essential: essential.filter_map(Result::<ShopKind, _>::ok).collect(),
    };
    let said = desk::close(&server.house, who, &form).await;
    said.map_err(|error| error.map_refused(|wrong| TownPosted::Lockdown(form, wrong)))?;
    Ok("ferme")
}

async fn reopen(server: &Server, who: &OfficialOf) -> Said {
    let reopened: Result<(), Error> = desk::reopen(&server.house, who).await;
    reopened?;
    Ok("rouvert")
}

fn days(fields: &Fields) -> DaysForm {
    DaysForm {
        from: fields.text("from"),
        to: fields.text("to"),
    }
}
