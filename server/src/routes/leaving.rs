//! A shop, or a town, leaves with everything in one file.

use crate::{
    archive::{Leaving, stream},
    pages::Server,
};
use anyhow::Result;
use app::{
    error::incident,
    page::{NoPage, or_signed_out},
    session,
};
use axum::{
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::{id::TownId, ledger::Deed, orders::Actor};
use http::{header, request::Parts};
use services::{
    accounts::InPerson,
    error::{Error, Failed},
    ledger::{self, Doer, Note},
};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Pieces that wait for a slow line.
const AHEAD: usize = 8;

/// `GET /comptoir/mes-donnees/boutique.zip`: for the shop's owner alone.
pub async fn shop(State(server): State<Server>, asked: Parts) -> Response {
    let who = match session::merchant(&server.house, &asked.headers).await {
        Ok(who) => who.in_person().map_err(NoPage::from),
        Err(error) => Err(or_signed_out(error)),
    };
    let who = who.and_then(|who| match who.actor() {
        Actor::Merchant => Ok(who),
        _ => Err(NoPage::NotFound),
    });
    match who {
        Ok(who) => of_shop(&server, &asked, &who).await,
        Err(why) => server.instead(&asked, why).await,
    }
}

async fn of_shop(server: &Server, asked: &Parts, who: &InPerson) -> Response {
    let leaving = Leaving::shop(server.house.db.read(), who.shop()).await;
    send(server, asked, leaving, &who.doer()).await
}

/// The whole of a town, for whoever may take it along.
pub async fn town(server: &Server, asked: &Parts, town: TownId, doer: &Doer) -> Response {
    let leaving = Leaving::town(server.house.db.read(), town).await;
    send(server, asked, leaving, doer).await
}

async fn send(server: &Server, asked: &Parts, leaving: Result<Leaving>, doer: &Doer) -> Response {
    let leaving = match leaving {
        Ok(leaving) => leaving,
        Err(error) => return broken(server, asked, &error).await,
    };
    if let Err(error) = written_down(server, doer, server.house.clock.now()).await {
        return server.instead(asked, error).await;
    }
    let name = format!("attachment; filename=\"{}\"", leaving.file_name());
    let (sender, pieces) = mpsc::channel(AHEAD);
    let (house, locale) = (server.house.clone(), session::locale_of(&asked.headers));
    tokio::spawn(async move {
        let left = stream(&house, &leaving, locale, sender.clone()).await;
        if let Err(error) = left {
            tracing::warn!(error = format!("{error:#}"), "an archive was not sent to its end");
            // The browser learns that the file is not whole; whoever hung up does not.
            let _ = sender.send(Err(std::io::Error::other("not whole"))).await;
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, Body::from_stream(ReceiverStream::new(pieces))).into_response()
}

async fn broken(server: &Server, asked: &Parts, error: &anyhow::Error) -> Response {
    let code = incident(&Failed::new(format!("{error:#}")));
    server.instead(asked, NoPage::Failed(code)).await
}

async fn written_down(server: &Server, doer: &Doer, at: DateTime<Utc>) -> Result<(), Error> {
    let tx = server.house.db.write_in(doer.town).await?;
    ledger::note(&tx, doer, Note::of(Deed::Archived), at).await?;
    Ok(tx.commit().await?)
}
