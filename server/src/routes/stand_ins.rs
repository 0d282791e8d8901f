//! What an official does at a shop's door: opens its stall, goes in and out, hands it over, gives it back.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    page::{NoPage, or_signed_out},
    place::PlacePosted,
    routes, session,
    shops::desk::place_at_the_door,
    stand_ins::{
        ConsentPosted, OrdersWaitPosted, SquarePosted,
        desk::{self, NotOpened},
    },
};
use axum::{extract::State, response::Response};
use domain::{id::ShopId, stand_in::ConsentForm};
use http::{StatusCode, Uri, request::Parts};
use services::{
    accounts::{CLAIM_LIFETIME, OfficialOf},
    stand_ins::GiveBackRefused,
};

/// `POST /mairie/etals`
pub async fn act(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let Some(shop) = fields.read::<ShopId>("shop") else {
        return see_other(routes::STALLS);
    };
    // What is refused is drawn on the shop's page.
    let mut page = asked.clone();
    if let Ok(uri) = Uri::try_from(routes::stall(shop)) {
        page.uri = uri;
    }
    match fields.text("act").as_str() {
        "ouvrir" => open(&server, &page, &who, shop, &fields).await,
        "entrer" => enter(&server, &page, &who, shop, &fields).await,
        "sortir" => match desk::go_out(&server.house, &who).await {
            Ok(()) => see_other(&routes::stall(shop)),
            Err(error) => server.instead(&page, error).await,
        },
        "rendre" => give_back(&server, &page, &who, shop).await,
        "placer" => place(&server, &page, &who, shop, &fields).await,
        "carre" => show_square(&server, &page, &who, shop).await,
        _ => see_other(&routes::stall(shop)),
    }
}

async fn open(server: &Server, page: &Parts, who: &OfficialOf, shop: ShopId, fields: &Fields) -> Response {
    let form = ConsentForm {
        by: fields.text("by"),
        term: fields.text("term"),
        heard: fields.has("heard"),
    };
    match desk::open(&server.house, who, shop, &form).await {
        Ok(()) => see_other(routes::COUNTER),
        Err(ApiError::Refused(NotOpened::Wrong(wrong))) => {
            let said = ConsentPosted { form, wrong };
            server.again(page, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        // The shop's page says that its merchant holds it.
        Err(ApiError::Refused(NotOpened::HasMerchant)) => see_other(&routes::stall(shop)),
        Err(error) => server.instead(page, error).await,
    }
}

async fn enter(server: &Server, page: &Parts, who: &OfficialOf, shop: ShopId, fields: &Fields) -> Response {
    let to = match fields.text("vers").as_str() {
        "identite" => routes::TRADER,
        "boutique" => routes::SHOP,
        _ => routes::COUNTER,
    };
    match desk::enter(&server.house, who, shop).await {
        Ok(()) => see_other(to),
        // Taken over or past its time meanwhile: the shop's page says so, if it is one of this town.
        Err(services::error::Error::NotFound) => server.again(page, StatusCode::CONFLICT, ()).await,
        Err(error) => server.instead(page, error).await,
    }
}

async fn give_back(server: &Server, page: &Parts, who: &OfficialOf, shop: ShopId) -> Response {
    match desk::give_back(&server.house, who, shop).await {
        Ok(()) => see_other(&routes::stall(shop)),
        Err(ApiError::Refused(GiveBackRefused::OrdersWait(count))) => {
            server
                .again(page, StatusCode::CONFLICT, OrdersWaitPosted(count))
                .await
        }
        Err(error) => server.instead(page, error).await,
    }
}

async fn place(server: &Server, page: &Parts, who: &OfficialOf, shop: ShopId, fields: &Fields) -> Response {
    let typed = fields.text("position");
    match place_at_the_door(&server.house, who, shop, &typed).await {
        Ok(()) => see_other(&format!("{}#place", routes::stall(shop))),
        Err(ApiError::Refused(wrong)) => {
            let said = PlacePosted { typed, wrong };
            server.again(page, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(page, error).await,
    }
}

async fn show_square(server: &Server, page: &Parts, who: &OfficialOf, shop: ShopId) -> Response {
    if let Err(why) = server.may_make_link(who.member()).await {
        return server.instead(page, why).await;
    }
    match desk::square(&server.house, who, shop).await {
        Ok(secret) => {
            let until = server.house.clock.now() + CLAIM_LIFETIME;
            server
                .again(page, StatusCode::OK, SquarePosted { secret, until })
                .await
        }
        Err(error) => server.instead(page, NoPage::from(error)).await,
    }
}
