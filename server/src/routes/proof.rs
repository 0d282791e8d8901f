//! Officials, and whoever runs the instance, prove who they are: the key, the code that a device asks for, and the code before
//! what is grave.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    page::{NoPage, or_signed_out},
    proof::{
        Area, KeyPosted, KeySet, ProofPosted, ProveFirst,
        desk::{self, NotProved, Typed},
    },
    session,
};
use axum::{extract::State, response::Response};
use http::{StatusCode, request::Parts};
use services::accounts::{JustProved, OfficialOf, Operator, proof::Nonce};

fn typed(fields: &Fields) -> Option<Typed> {
    let text = |name| fields.has(name).then(|| fields.text(name));
    Typed::of(text("proof"), text("rescue"))
}

fn area(asked: &Parts) -> Area {
    Area::of(asked.uri.path()).unwrap_or(Area::TownHall)
}

/// `POST /mairie/preuve`, `POST /exploitant/preuve`
pub async fn prove(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let area = area(&asked);
    let who = match session::unproven(&server.house, &asked.headers, area).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let to = area.wanted(&fields.text("vers"));
    let Some(typed) = typed(&fields) else {
        return see_other(&area.proving(&to));
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

/// `POST /mairie/cle`, `POST /exploitant/cle`: takes the key that the page showed, if the code is one of its.
pub async fn set_up(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let area = area(&asked);
    let who = match session::unproven(&server.house, &asked.headers, area).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    let Ok(who) = who.may_set_up() else {
        return see_other(&area.proving(area.key()));
    };
    if !fields.has("nonce") {
        return see_other(area.key());
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
        self.prove_first(asked, Area::TownHall, fields).await?;
        let who = session::official(house, &asked.headers).await;
        match who.and_then(|who| who.just_proved(house.clock.now())) {
            Ok(who) => Ok(who),
            Err(error) => Err(self.instead(asked, or_signed_out(error)).await),
        }
    }

    /// The same for whoever runs the instance.
    pub async fn operator_just_proved(
        &self,
        asked: &Parts,
        fields: &Fields,
    ) -> Result<JustProved<Operator>, Response> {
        let house = &self.house;
        let who = match session::operator(house, &asked.headers).await {
            Ok(who) => who,
            Err(error) => return Err(self.instead(asked, or_signed_out(error)).await),
        };
        if let Ok(who) = who.just_proved(house.clock.now()) {
            return Ok(who);
        }
        self.prove_first(asked, Area::Instance, fields).await?;
        let who = session::operator(house, &asked.headers).await;
        match who.and_then(|who| who.just_proved(house.clock.now())) {
            Ok(who) => Ok(who),
            Err(error) => Err(self.instead(asked, or_signed_out(error)).await),
        }
    }

    /// Proves the device by the code that came with a form; without one, the form asks for it.
    async fn prove_first(&self, asked: &Parts, area: Area, fields: &Fields) -> Result<(), Response> {
        let mut wrong = false;
        if let Some(typed) = typed(fields) {
            match self.prove_now(asked, area, &typed).await {
                Ok(()) => return Ok(()),
                Err(NotProved::Wrong) => wrong = true,
                Err(NotProved::Instead(why)) => return Err(self.instead(asked, why).await),
            }
        }
        let fields = fields.all_as_typed();
        let first = NoPage::ProveFirst(ProveFirst { fields, wrong });
        Err(self.instead(asked, first).await)
    }

    async fn prove_now(&self, asked: &Parts, area: Area, typed: &Typed) -> Result<(), NotProved> {
        let who = session::unproven(&self.house, &asked.headers, area)
            .await
            .map_err(|error| NotProved::Instead(or_signed_out(error)))?;
        desk::prove(&self.house, &who, typed).await
    }
}
