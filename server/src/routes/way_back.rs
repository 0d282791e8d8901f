//! The way back in by e-mail: asking for a letter, going through its link, and one's own address on the page of devices.

use super::{Fields, accounts::let_in};
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::in_person,
    error::refused,
    page::{NoPage, or_signed_out},
    routes, session,
    way_back::{ADDRESS, AddressPosted, REMOVE, WHO, WRITE, desk},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{id::MemberId, text::Email};
use http::{StatusCode, request::Parts};
use services::{
    accounts::{InvitationRefused, NewSession, way_back, way_back::Oneself},
    error::Error,
    secret::Secret,
};

/// `POST /entrer/lettre`: what is done and what is answered is the same for every address.
pub async fn ask(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let to = match typed(&server, &asked, &fields).await {
        Ok(to) => to,
        Err(again) => return again,
    };
    if let Err(page) = server.may_ask_for_letter(&asked, &to).await {
        return server.instead(&asked, page).await;
    }
    let locale = session::language_of(&asked.headers);
    match desk::ask(&server.house, &to, locale).await {
        Ok(()) => see_other(&routes::asking(routes::WAY_BACK, "note", "demandee")),
        Err(error) => server.instead(&asked, error).await,
    }
}

/// `POST /entrer/lettre/{secret}`: comes in as somebody, or confirms an address.
pub async fn go_through(
    State(server): State<Server>,
    Path(secret): Path<String>,
    asked: Parts,
    fields: Fields,
) -> Response {
    let opens = Secret::presented(&secret);
    let done = if let Some(who) = fields.read::<MemberId>(WHO) {
        match come_in(&server, &asked, &opens, who).await {
            Ok(session) => let_in(&server, &session).await.map_err(Error::widen),
            Err(why) => Err(why),
        }
    } else {
        let done = desk::confirm(&server.house, &opens).await;
        done.map(|()| see_other(&routes::asking(routes::WAY_BACK, "note", "confirmee")))
    };
    match done {
        Ok(answer) => answer,
        // The link's own page says why it opens nothing.
        Err(Error::Refused(why)) => {
            refused("letter", why.as_str());
            see_other(&routes::letter(&secret))
        }
        Err(Error::NotFound) => {
            refused("letter", "unknown");
            server.again(&asked, StatusCode::NOT_FOUND, ()).await
        }
        Err(Error::Failed(failed)) => server.instead(&asked, failed).await,
    }
}

async fn come_in(
    server: &Server,
    asked: &Parts,
    opens: &Secret,
    who: MemberId,
) -> Result<NewSession, Error<InvitationRefused>> {
    let house = &server.house;
    let earlier = session::presented(house, &asked.headers);
    let browser = session::browser(&asked.headers, earlier.as_ref());
    let tx = house.db.write().await?;
    let session = way_back::come_in(&tx, opens, who, browser, house.clock.now()).await?;
    tx.commit().await?;
    Ok(session)
}

/// Whether a form of the page of devices is about its person's address.
pub(super) fn is_about_address(fields: &Fields) -> bool {
    [WRITE, REMOVE].contains(&fields.text("act").as_str())
}

/// `POST /comptoir/appareil`, about the merchant's address.
pub(super) async fn of_merchant(server: &Server, asked: &Parts, fields: &Fields) -> Response {
    match in_person::<NoPage>(&server.house, &asked.headers).await {
        Ok(who) => own(server, asked, fields, (&who.oneself(), routes::DEVICE)).await,
        Err(error) => server.instead(asked, error).await,
    }
}

/// `POST /mairie/appareils`, about the official's address: by a code of a moment ago.
pub(super) async fn of_official(server: &Server, asked: &Parts, fields: &Fields) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(asked, or_signed_out(error)).await,
    };
    let who = match server.just_proved(asked, who, fields).await {
        Ok(who) => who,
        Err(asks) => return asks,
    };
    // The page offers nothing before there is a key.
    let Ok(who) = who.by_key() else {
        return see_other(routes::OFFICIAL_KEY);
    };
    own(server, asked, fields, (&who.oneself(), routes::TOWN_DEVICES)).await
}

async fn own(
    server: &Server,
    asked: &Parts,
    fields: &Fields,
    (who, page): (&Oneself, &'static str),
) -> Response {
    if fields.text("act") == REMOVE {
        return match desk::remove(&server.house, who).await {
            Ok(()) => see_other(&routes::asking(page, "adresse", "retiree")),
            Err(error) => server.instead(asked, error).await,
        };
    }
    let to = match typed(server, asked, fields).await {
        Ok(to) => to,
        Err(again) => return again,
    };
    if let Err(page) = server.may_write_to(&to).await {
        return server.instead(asked, page).await;
    }
    let locale = session::language_of(&asked.headers);
    match desk::write(&server.house, who, &to, locale).await {
        Ok(()) => see_other(page),
        Err(error) => server.instead(asked, error).await,
    }
}

/// The address that was typed, or the page again.
async fn typed(server: &Server, asked: &Parts, fields: &Fields) -> Result<Email, Response> {
    let typed = fields.text(ADDRESS);
    match typed.parse() {
        Ok(to) => Ok(to),
        Err(wrong) => {
            let said = AddressPosted { typed, wrong };
            Err(server.again(asked, StatusCode::UNPROCESSABLE_ENTITY, said).await)
        }
    }
}
