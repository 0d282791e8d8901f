//! Files for the printer: the window's poster, price cards and labels.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::merchant,
    error::{ApiError, Nothing},
    i18n::Locale,
    printing::{
        CUTS, ONLY_NEWEST, PAPERS,
        desk::{self, Choice, NothingToPrint},
    },
    routes, session,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::id::ProductId;
use http::{HeaderMap, Uri, header, request::Parts};
use printing::NotPrinted;
use services::error::Failed;
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
        Err(error) => instead(&server, asked, error).await,
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
        Err(ApiError::Refused(NothingToPrint)) => see_other(routes::POSTERS),
        Err(error) => instead(&server, asked, error).await,
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
async fn instead<R>(server: &Server, mut asked: Parts, error: ApiError<R>) -> Response {
    asked.uri = Uri::from_static(routes::POSTERS);
    server.instead(&asked, error).await
}
