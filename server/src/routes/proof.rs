//! Officials prove who they are: the key, the code that a device asks for, and the code before what is grave.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    page::{NoPage, or_signed_out},
    proof::{
        KeyPosted, KeySet, ProofPosted, ProveFirst,
        desk::{self, NotProved, Typed},
    },
    routes, session,
};
use axum::{extract::State, response::Response};
use http::{StatusCode, request::Parts};
use services::accounts::{JustProved, OfficialOf, proof::Nonce};

fn typed(fields: &Fields) -> Option<Typed> {
    let text = |name| fields.has(name).then(|| fields.text(name));
    Typed::of(text("proof"), text("rescue"))
}

/// `POST /mairie/preuve`
pub async fn prove(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::unproven(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let to = desk::wanted(&fields.text("vers"));
    let Some(typed) = typed(&fields) else {
        return see_other(&routes::proving(&to));
    };
    match desk::prove(&server.house, &who, &typed).await {
        Ok(()) => see_other(&to),
        Err(NotProved::Wrong) => {
            let recovery = matches!(typed, Typed::Recovery(_));
            let said = ProofPosted { recovery, to };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(NotProved::Instead(why)) => server.instead(&asked, why).await,
    }
}

/// `POST /mairie/cle`: takes the key that the page showed, if the code is one of its.
pub async fn set_up(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let who = match session::unproven(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let Ok(who) = who.may_set_up() else {
        return see_other(&routes::proving(routes::OFFICIAL_KEY));
    };
    if !fields.has("nonce") {
        return see_other(routes::OFFICIAL_KEY);
    }
    let nonce = Nonce::presented(&fields.text("nonce"));
    match desk::set_up(&server.house, &who, &nonce, &fields.text("proof")).await {
        Ok(codes) => server.again(&asked, StatusCode::OK, KeySet(codes)).await,
        Err(NotProved::Wrong) => {
            server
                .again(&asked, StatusCode::UNPROCESSABLE_ENTITY, KeyPosted(nonce))
                .await
        }
        Err(NotProved::Instead(why)) => server.instead(&asked, why).await,
    }
}

impl Server {
    /// The guard of what is grave. Whoever proved it too long ago is asked for a code, with all that was sent kept in the page.
    pub async fn just_proved(
        &self,
        asked: &Parts,
        who: OfficialOf,
        fields: &Fields,
    ) -> Result<JustProved, Response> {
        let house = &self.house;
        if let Ok(who) = who.just_proved(house.clock.now()) {
            return Ok(who);
        }
        let mut wrong = false;
        if let Some(typed) = typed(fields) {
            match self.prove_now(asked, &typed).await {
                Ok(who) => return Ok(who),
                Err(NotProved::Wrong) => wrong = true,
                Err(NotProved::Instead(why)) => return Err(self.instead(asked, why).await),
            }
        }
        let fields = fields.all_as_typed();
        let first = NoPage::ProveFirst(ProveFirst { fields, wrong });
        Err(self.instead(asked, first).await)
    }

    async fn prove_now(&self, asked: &Parts, typed: &Typed) -> Result<JustProved, NotProved> {
        let house = &self.house;
        let instead = |error| NotProved::Instead(or_signed_out(error));
        let who = session::unproven(house, &asked.headers).await.map_err(instead)?;
        desk::prove(house, &who, typed).await?;
        let who = session::official(house, &asked.headers).await.map_err(instead)?;
        who.just_proved(house.clock.now()).map_err(instead)
    }
}
