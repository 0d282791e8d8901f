//! Photographs: in from a phone's script, out to everybody.

use crate::pages::Server;
use app::{
    catalogue::{desk, photo_refused},
    error::ApiError,
    routes, session, speech,
};
use axum::{
    body::Bytes,
    extract::{Path, RawQuery, State, rejection::BytesRejection},
    response::{IntoResponse, Response},
};
use domain::{catalogue::EditError, id::ProductId};
use http::{HeaderMap, StatusCode, header};
use services::{
    accounts::Suspended,
    photos::{MAX_BYTES, PhotoFormat, PhotoHash, PhotoRefused},
};

/// Seconds after which a picture may be asked for again that could not be had.
const LATER: &str = "10";

/// `/photos/{hash}/{width}.{webp|jpg}`: never changes, so browsers keep it for ever.
pub async fn picture(State(server): State<Server>, Path((hash, file)): Path<(String, String)>) -> Response {
    let Some((hash, width, format)) = wanted(&hash, &file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match server.house.photos.read(&hash, width, format).await {
        Ok(Some(bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, format.media_type()),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                // Link previews of other sites show it too.
                (
                    header::HeaderName::from_static("cross-origin-resource-policy"),
                    "cross-origin",
                ),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        // The store has told the journal.
        Err(_) => {
            let later = [(header::RETRY_AFTER, LATER), (header::CACHE_CONTROL, "no-store")];
            (StatusCode::SERVICE_UNAVAILABLE, later).into_response()
        }
    }
}

fn wanted(hash: &str, file: &str) -> Option<(PhotoHash, u32, PhotoFormat)> {
    let (width, ending) = file.split_once('.')?;
    Some((
        hash.parse().ok()?,
        width.parse().ok()?,
        PhotoFormat::from_extension(ending)?,
    ))
}

/// `PUT /api/comptoir/photos/{product}`: the picture as it is; the answer to a refusal is the sentence to show. From a page of
/// another shop's counter it is not taken: this phone went elsewhere since, and keeps it for the day when it comes back.
pub async fn attach(
    State(server): State<Server>,
    Path(product): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    picture: Result<Bytes, BytesRejection>,
) -> Response {
    let pages = query.as_deref().and_then(routes::named_shop);
    match try_attach(&server, &product, pages, &headers, picture).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let status = error.status();
            let locale = session::locale_of(&headers);
            match error {
                ApiError::Refused(NotHung::Photo(why)) => {
                    (status, photo_refused(locale, &why)).into_response()
                }
                // The phone keeps it, and sends it again.
                ApiError::Refused(NotHung::Suspended) => {
                    let says = speech::edit_error(locale, EditError::Suspended);
                    (StatusCode::CONFLICT, says).into_response()
                }
                ApiError::Failed(code) => (status, code).into_response(),
                ApiError::NotFound => (status, routes::NO_SUCH_PRODUCT).into_response(),
                _ => status.into_response(),
            }
        }
    }
}

/// Why a picture hangs above no product.
enum NotHung {
    Photo(PhotoRefused),
    Suspended,
}

async fn try_attach(
    server: &Server,
    product: &str,
    pages: Option<&str>,
    headers: &HeaderMap,
    picture: Result<Bytes, BytesRejection>,
) -> Result<(), ApiError<NotHung>> {
    let who = desk::merchant(&server.house, headers).await?;
    if pages.is_some_and(|shop| shop != who.shop().to_string()) {
        return Err(ApiError::SignedOut);
    }
    let product: ProductId = product.parse().map_err(|_| ApiError::NotFound)?;
    // The only body that cannot be read is one over the limit, or one whose sender hung up and hears no answer.
    let picture = picture
        .map_err(|_| ApiError::Refused(NotHung::Photo(PhotoRefused::TooManyBytes { max: MAX_BYTES })))?;
    let photo = desk::take_photo(&server.house, picture.to_vec())
        .await
        .map_err(|error| error.map_refused(NotHung::Photo))?;
    desk::hang_photo(&server.house, &who, product, &photo)
        .await
        .map_err(|error| error.map_refused(|Suspended| NotHung::Suspended))
}
