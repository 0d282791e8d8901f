//! What officials decide about shops, and what merchants answer.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk as merchant_desk,
    decisions::{
        LiftPosted, ReplyPosted, StatementPosted,
        desk::{self, NotDecided},
    },
    error::ApiError,
    page::or_signed_out,
    routes, session,
};
use axum::{extract::State, response::Response};
use domain::{
    decisions::{Measure, StatementForm},
    id::{DecisionId, ReplyId, ReportId, ShopId},
    text::TextError,
};
use http::{StatusCode, Uri, request::Parts};
use services::{accounts::OfficialOf, decisions::Matter, secret};

/// `POST /mairie/decisions`: decides about a shop or a report, or lifts what was decided.
pub async fn decide_or_lift(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let id = fields.read("id").unwrap_or_else(|| DecisionId(secret::id()));
    if let Some(lifts) = fields.read("lifts") {
        return lift(&server, asked, &who, (id, lifts), fields.text("facts")).await;
    }
    let Some(shop) = fields.read::<ShopId>("shop") else {
        return see_other(routes::TOWN_REPORTS);
    };
    let report = fields.read::<ReportId>("report");
    let matter = Matter {
        shop,
        product: fields.read("product"),
        report,
    };
    let form = StatementForm {
        measure: fields.text("measure"),
        rule: fields.text("rule"),
        why: fields.text("why"),
        facts: fields.text("facts"),
    };
    let who = if form.measure == Measure::Suspended.as_str() {
        match server.just_proved(&asked, who, &fields).await {
            Ok(who) => *who,
            Err(asks) => return asks,
        }
    } else {
        who
    };
    let page = report.map_or_else(|| routes::decisions_about(shop), routes::report);
    match desk::decide(&server.house, &who, id, &matter, &form).await {
        Ok(()) => see_other(&routes::decision(id)),
        Err(ApiError::Refused(why)) => {
            let status = match why {
                NotDecided::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
                NotDecided::Refused(_) => StatusCode::CONFLICT,
            };
            let said = StatementPosted {
                id,
                form,
                product: matter.product,
                why,
            };
            server.again(&drawn_on(asked, &page), status, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn lift(
    server: &Server,
    asked: Parts,
    who: &OfficialOf,
    (id, lifts): (DecisionId, DecisionId),
    facts: String,
) -> Response {
    match desk::lift(&server.house, who, id, lifts, &facts).await {
        Ok(()) => see_other(&routes::decision(lifts)),
        Err(ApiError::Refused(why)) => {
            let status = match why {
                desk::NotLifted::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
                desk::NotLifted::NotStanding => StatusCode::CONFLICT,
            };
            let said = LiftPosted {
                id,
                typed: facts,
                why,
            };
            let page = drawn_on(asked, &routes::decision(lifts));
            server.again(&page, status, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// What is refused is drawn on the page from which it was sent.
fn drawn_on(mut asked: Parts, page: &str) -> Parts {
    if let Ok(uri) = Uri::try_from(page) {
        asked.uri = uri;
    }
    asked
}

/// `POST /comptoir/decisions`: a merchant answers the town hall.
pub async fn reply(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match merchant_desk::in_person::<TextError>(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, error).await,
    };
    let Some(to) = fields.read::<DecisionId>("to") else {
        return see_other(routes::DECISIONS);
    };
    let id = fields.read("id").unwrap_or_else(|| ReplyId(secret::id()));
    let typed = fields.text("words");
    match desk::reply(&server.house, &who, id, to, &typed).await {
        Ok(()) => see_other(&format!("{}?envoye=1", routes::DECISIONS)),
        Err(ApiError::Refused(wrong)) => {
            let said = ReplyPosted { id, to, typed, wrong };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}
