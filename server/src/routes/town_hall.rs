//! The forms of the town hall.

use super::{Fields, orders::refusal};
use crate::pages::{Server, see_other};
use app::{
    error::ApiError,
    orders::desk,
    routes, session,
    town_hall::{InvitePosted, ShopPosted},
};
use axum::{extract::State, response::Response};
use domain::{
    id::ShopId,
    roster::{EntryError, EntryForm},
};
use http::{StatusCode, request::Parts};
use services::{
    accounts::OfficialOf,
    error::Error,
    roster::{self, Fate},
    shops,
};

/// `POST /mairie`: a shop to invite, a new one for the roster, or an answer for a shop that did not look.
pub async fn add_or_invite(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, app::page::or_signed_out(error)).await,
    };
    if fields.has("part") {
        return answer_for_shop(&server, &asked, &who, &fields).await;
    }
    if fields.has("shop") {
        let Some(shop) = fields.read("shop") else {
            return see_other(routes::TOWN_HALL);
        };
        if let Err(page) = server.may_make_link(who.member()).await {
            return server.instead(&asked, page).await;
        }
        return match invite(&server, &who, shop).await {
            Ok(posted) => server.again(&asked, StatusCode::OK, posted).await,
            Err(error) => server.instead(&asked, error).await,
        };
    }
    let form = EntryForm {
        name: fields.text("name"),
        kind: fields.text("kind"),
        address: fields.text("address"),
        phone: fields.text("phone"),
    };
    match add(&server, &who, &form).await {
        Ok(fate) => see_other(&format!("{}?commerce={}", routes::TOWN_HALL, word(fate))),
        Err(ApiError::Refused(wrong)) => {
            let said = ShopPosted { form, wrong };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

const fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "ajoute",
        Fate::Completed => "complete",
        Fate::Known => "connu",
    }
}

/// What a shop said on the phone about an order that nobody there had seen.
async fn answer_for_shop(server: &Server, asked: &Parts, who: &OfficialOf, fields: &Fields) -> Response {
    let Some(part) = fields.read("part") else {
        return see_other(routes::TOWN_HALL);
    };
    let refusal = (fields.text("act") == "refuser").then(|| refusal(fields));
    match desk::answer_for_shop(&server.house, who, part, refusal.as_ref()).await {
        Ok(()) => see_other(routes::TOWN_HALL),
        // Somebody was faster, most often the shop itself: nothing is left to be done.
        Err(ApiError::Refused(_)) => see_other(&format!("{}?deja=1", routes::TOWN_HALL)),
        Err(error) => server.instead(asked, error).await,
    }
}

async fn invite(server: &Server, who: &OfficialOf, shop: ShopId) -> Result<InvitePosted, Error> {
    let house = &server.house;
    let tx = house.db.write_in(who.town()).await?;
    let secret = who.invite(&tx, shop, house.clock.now()).await?;
    let shop = shops::by_id(&tx, shop).await?;
    tx.commit().await?;
    Ok(InvitePosted {
        shop: shop.name.to_string(),
        secret,
    })
}

async fn add(server: &Server, who: &OfficialOf, form: &EntryForm) -> Result<Fate, ApiError<EntryError>> {
    let house = &server.house;
    let entry = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    let (_, fate) = roster::add(&tx, who, entry, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(fate)
}
