//! Doors: going through a link, opening a second device, leaving.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{accounts::DevicePosted, catalogue::desk, devices::BackInPosted, page::NoPage, routes, session};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use domain::id::{SessionId, ShopId};
use http::{HeaderMap, StatusCode, header, request::Parts};
use services::{
    accounts::{self, InvitationRefused, JustProved, NewSession, SignedIn},
    error::Error,
    secret::Secret,
    shops,
};

/// `POST /invitation/{secret}`
pub async fn go_through(State(server): State<Server>, Path(secret): Path<String>, asked: Parts) -> Response {
    match try_go_through(&server, &secret, &asked.headers).await {
        Ok((session, home)) => (
            [(header::SET_COOKIE, session::cookie(&server.house, &session))],
            see_other(home),
        )
            .into_response(),
        // The link's own page says why it opens nothing.
        Err(Error::Refused(_)) => see_other(&routes::invitation(&secret)),
        Err(Error::NotFound) => server.instead(&asked, NoPage::NotFound).await,
        Err(Error::Failed(failed)) => server.instead(&asked, failed).await,
    }
}

async fn try_go_through(
    server: &Server,
    secret: &str,
    headers: &HeaderMap,
) -> Result<(NewSession, &'static str), Error<InvitationRefused>> {
    let house = &server.house;
    let device = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let now = house.clock.now();
    let tx = house.db.write().await?;
    let session = accounts::accept(&tx, &Secret::presented(secret), device, now).await?;
    tx.commit().await?;
    let who = accounts::signed_in(house.db.read(), &session.secret, now)
        .await
        .map_err(Error::widen)?;
    let home = if who.merchant(house.db.read()).await.is_ok() {
        routes::COUNTER
    } else if who.unproven_operator(house.db.read()).await.is_ok() {
        routes::OPERATOR
    } else {
        routes::TOWN_HALL
    };
    Ok((session, home))
}

/// `POST /comptoir/appareil`: closes another device of the merchant's; or makes a link for one more, shown on this page and
/// nowhere else.
pub async fn another_device(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    if fields.has("device") {
        return sign_out_there(&server, &asked, &fields, routes::DEVICE).await;
    }
    match try_another_device(&server, &asked.headers).await {
        Ok(secret) => server.again(&asked, StatusCode::OK, DevicePosted(secret)).await,
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_another_device(server: &Server, headers: &HeaderMap) -> Result<Secret, NoPage> {
    let house = &server.house;
    let who = desk::in_person::<NoPage>(house, headers).await?;
    server.may_make_link(who.member()).await?;
    let tx = house.db.write().await.map_err(Error::from)?;
    let secret = accounts::another_device(&tx, &who, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(secret)
}

/// `POST /mairie/appareils`: closes another device of the official's; or lets a merchant back in.
pub async fn of_town(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    if fields.has("device") {
        return sign_out_there(&server, &asked, &fields, routes::TOWN_DEVICES).await;
    }
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, app::page::or_signed_out(error)).await,
    };
    let Some(shop) = fields.read("shop") else {
        return see_other(routes::TOWN_DEVICES);
    };
    let who = match server.just_proved(&asked, who, &fields).await {
        Ok(who) => who,
        Err(asks) => return asks,
    };
    if let Err(page) = server.may_make_link(who.member()).await {
        return server.instead(&asked, page).await;
    }
    match let_back_in(&server, &who, shop).await {
        Ok(posted) => server.again(&asked, StatusCode::OK, posted).await,
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn let_back_in(server: &Server, who: &JustProved, shop: ShopId) -> Result<BackInPosted, Error> {
    let house = &server.house;
    let tx = house.db.write_in(who.town()).await?;
    let secret = who.let_back_in(&tx, shop, house.clock.now()).await?;
    let shop = shops::by_id(&tx, shop).await?;
    tx.commit().await?;
    Ok(BackInPosted {
        shop: shop.name.to_string(),
        secret,
    })
}

/// Closes a device that is not at hand.
async fn sign_out_there(server: &Server, asked: &Parts, fields: &Fields, page: &str) -> Response {
    let who = match session::signed_in(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(asked, app::page::or_signed_out(error)).await,
    };
    let Some(device) = fields.read("device") else {
        return server.instead(asked, NoPage::NotFound).await;
    };
    match try_sign_out_there(server, &who, device).await {
        Ok(()) => see_other(&format!("{page}?ferme=1")),
        Err(error) => server.instead(asked, error).await,
    }
}

async fn try_sign_out_there(server: &Server, who: &SignedIn, device: SessionId) -> Result<(), Error> {
    let tx = server.house.db.write().await?;
    accounts::sign_out_there(&tx, who, device, server.house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// `POST /sortie`: signs this device out; somebody who is not signed in is out already.
pub async fn sign_out(State(server): State<Server>, asked: Parts) -> Response {
    match try_sign_out(&server, &asked.headers).await {
        Ok(()) | Err(Error::NotFound) => (
            [(header::SET_COOKIE, session::forget_cookie(&server.house))],
            see_other("/"),
        )
            .into_response(),
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_sign_out(server: &Server, headers: &HeaderMap) -> Result<(), Error> {
    let who = session::signed_in(&server.house, headers).await?;
    let tx = server.house.db.write().await?;
    accounts::sign_out(&tx, &who, server.house.clock.now()).await?;
    Ok(tx.commit().await?)
}
