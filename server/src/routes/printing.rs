//! Files for the printer: the window's poster, price cards and labels, the day's pickups; for the whole town its posters,
//! its catalogue and a page for its council.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::merchant,
    error::{ApiError, Nothing},
    i18n::Locale,
    page::or_signed_out,
    printing::{
        CUTS, FEWS, ONLY_NEWEST, ORDERS, PAPERS, council_desk,
        desk::{self, Choice, NothingToPrint},
        pickups_desk, town_desk,
    },
    routes as at, session,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::id::ProductId;
use http::{HeaderMap, Uri, header, request::Parts};
use printing::NotPrinted;
use services::{accounts::OfficialOf, error::Failed};
use tokio::task::spawn_blocking;

/// A PDF and what to call it.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// `GET /comptoir/affiches/vitrine.pdf?format=a4&langue=fr`
pub async fn poster(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    match try_poster(&server, &asked.headers, &fields).await {
        Ok(file) => answer(file),
        Err(error) => instead(&server, asked, error, at::POSTERS).await,
    }
}

async fn try_poster(
    server: &Server,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<File, ApiError<Nothing>> {
    let who = merchant(&server.house, headers).await?;
    let format = chosen(&fields.text("format"), &PAPERS)?;
    let poster = desk::poster(&server.house, &who, format.1, language(headers, fields)).await?;
    Ok(File {
        name: format!("affiche-{}.pdf", format.0),
        bytes: on_paper(move || poster.print()).await?,
    })
}

/// `GET /comptoir/affiches/prix.pdf?format=cartes&product=…`: those products, else `lesquels=nouveaux`, else all.
pub async fn prices(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    match try_prices(&server, &asked.headers, &fields).await {
        Ok(file) => answer(file),
        // The page says that the shelf is empty, and how it fills.
        Err(ApiError::Refused(NothingToPrint)) => see_other(at::POSTERS),
        Err(error) => instead(&server, asked, error, at::POSTERS).await,
    }
}

async fn try_prices(
    server: &Server,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<File, ApiError<NothingToPrint>> {
    let who = merchant(&server.house, headers).await?;
    let format = chosen(&fields.text("format"), &CUTS)?;
    let choice = choice(fields)?;
    let cards = desk::price_cards(&server.house, &who, format.1, choice, language(headers, fields)).await?;
    Ok(File {
        name: format!("prix-{}.pdf", format.0),
        bytes: on_paper(move || cards.print()).await?,
    })
}

/// `GET /comptoir/commandes/retraits.pdf`: who comes today.
pub async fn pickups(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    match try_pickups(&server, &asked.headers, &fields).await {
        Ok(file) => answer(file),
        // The rail says that nothing waits.
        Err(ApiError::Refused(NothingToPrint)) => see_other(at::INBOX),
        Err(error) => instead(&server, asked, error, at::INBOX).await,
    }
}

async fn try_pickups(
    server: &Server,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<File, ApiError<NothingToPrint>> {
    let who = merchant(&server.house, headers).await?;
    let list = pickups_desk::pickups(&server.house, &who, language(headers, fields)).await?;
    Ok(File {
        name: "retraits.pdf".to_owned(),
        bytes: on_paper(move || list.print()).await?,
    })
}

/// `GET /mairie/papier/affiches.pdf?format=a4&langue=fr`
pub async fn town_posters(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let locale = language(&asked.headers, &fields);
    for_town(&server, asked, async |who| {
        let format = chosen(&fields.text("format"), &PAPERS)?;
        let posters = town_desk::posters(&server.house, &who, format.1, locale).await?;
        Ok(File {
            name: format!("affiches-{}.pdf", format.0),
            bytes: on_paper(move || posters.print()).await?,
        })
    })
    .await
}

/// `GET /mairie/papier/catalogue.pdf?ordre=boutiques&combien=dix&langue=fr`
pub async fn catalogue(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let locale = language(&asked.headers, &fields);
    for_town(&server, asked, async |who| {
        let order = chosen(&fields.text("ordre"), &ORDERS)?;
        let few = chosen(&fields.text("combien"), &FEWS)?;
        let catalogue = town_desk::catalogue(&server.house, &who, order.1, few.1, locale).await?;
        Ok(File {
            name: format!("catalogue-{}.pdf", order.0),
            bytes: on_paper(move || catalogue.print()).await?,
        })
    })
    .await
}

/// `GET /mairie/papier/conseil.pdf?langue=fr`
pub async fn council(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let locale = language(&asked.headers, &fields);
    for_town(&server, asked, async |who| {
        let sheet = council_desk::council(&server.house, &who, locale).await?;
        Ok(File {
            name: "conseil.pdf".to_owned(),
            bytes: on_paper(move || sheet.print()).await?,
        })
    })
    .await
}

/// A file for an official, or why there is none, on the page that offers it.
async fn for_town(
    server: &Server,
    asked: Parts,
    draw: impl AsyncFnOnce(OfficialOf) -> Result<File, ApiError<NothingToPrint>>,
) -> Response {
    let who = match session::official(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, or_signed_out(error)).await,
    };
    match draw(who).await {
        Ok(file) => answer(file),
        Err(ApiError::Refused(NothingToPrint)) => see_other(&at::asking(at::TOWN_PAPERS, "vide", "1")),
        Err(error) => instead(server, asked, error, at::TOWN_PAPERS).await,
    }
}

fn choice<R>(fields: &Fields) -> Result<Choice, ApiError<R>> {
    let ids: Vec<ProductId> = fields.all("product").map_err(|_| ApiError::NotFound)?;
    Ok(if !ids.is_empty() {
        Choice::These(ids)
    } else if fields.text("lesquels") == ONLY_NEWEST {
        Choice::Newest
    } else {
        Choice::OnSale
    })
}

/// The first when nothing is said; a word that we do not know leads nowhere.
fn chosen<T: Copy, R>(word: &str, among: &[(&'static str, T)]) -> Result<(&'static str, T), ApiError<R>> {
    let known = among.iter().find(|(known, _)| word.is_empty() || *known == word);
    known.copied().ok_or(ApiError::NotFound)
}

/// The poster speaks to the street, not to whoever prints it.
fn language(headers: &HeaderMap, fields: &Fields) -> Locale {
    match fields.text("langue").as_str() {
        "fr" => Locale::fr,
        "en" => Locale::en,
        _ => session::locale_of(headers),
    }
}

/// Drawing takes a processor for a moment.
async fn on_paper<R>(
    print: impl FnOnce() -> Result<Vec<u8>, NotPrinted> + Send + 'static,
) -> Result<Vec<u8>, ApiError<R>> {
    let drawn = spawn_blocking(print).await.map_err(Failed::new)?;
    Ok(drawn.map_err(Failed::new)?)
}

/// To be kept and not shown in place of the page: an installed counter has no way back from a PDF.
fn answer(file: File) -> Response {
    let name = format!("attachment; filename=\"{}\"", file.name);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, file.bytes).into_response()
}

/// Why there is no file is said where the file was asked for.
async fn instead<R>(server: &Server, mut asked: Parts, error: ApiError<R>, page: &'static str) -> Response {
    asked.uri = Uri::from_static(page);
    server.instead(&asked, error).await
}
