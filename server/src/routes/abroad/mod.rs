//! What other sites and programs fetch: pictures beside links, feeds, the list of all pages, the town's showcase.

mod cards;
mod feeds;
mod showcase;
mod sitemap;

pub use cards::{of_product, of_shop, of_town};
pub use feeds::{shop as shop_feed, town as town_feed};
pub use showcase::showcase;
pub use sitemap::{all as sitemap, part as sitemap_part, robots};

use crate::pages::Server;
use app::error::incident;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use services::{
    addresses::{self, Whither},
    error::{Error, Failed},
};

/// Whoever shows links or collects news may embed the answer.
pub(crate) const FOR_ALL: (HeaderName, HeaderValue) = (
    HeaderName::from_static("cross-origin-resource-policy"),
    HeaderValue::from_static("cross-origin"),
);

/// To a program that asked for what is not there: the way to where it moved with its page, as in
/// `/{former}/nouveautes.rss`; else no page, which it would not read.
async fn elsewhere(server: &Server, asked: &Uri, error: Error) -> Response {
    let segments: Vec<&str> = asked.path().split('/').skip(1).collect();
    if let (Error::NotFound, Some((file, page))) = (&error, segments.split_last()) {
        match addresses::whither(server.house.db.read(), page).await {
            Ok(Whither::Moved(to)) => {
                let address = format!("/{}/{file}", to.join("/"));
                let headers = [
                    (header::LOCATION, address.as_str()),
                    (header::CACHE_CONTROL, "no-cache"),
                ];
                return (StatusCode::MOVED_PERMANENTLY, headers).into_response();
            }
            Ok(Whither::Gone(..) | Whither::Left(..)) => return StatusCode::GONE.into_response(),
            Ok(Whither::Away(..) | Whither::Suspended(..)) | Err(_) => {}
        }
    }
    nothing(error)
}

/// No page either.
fn nothing(error: Error) -> Response {
    match error {
        Error::Refused(never) => match never {},
        Error::NotFound => StatusCode::NOT_FOUND.into_response(),
        Error::Failed(failed) => broken(&failed),
    }
}

fn broken(failed: &Failed) -> Response {
    incident(failed);
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Whether the asker holds this very content already.
pub(crate) fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok())
        .is_some_and(|tags| tags.contains(tag))
}
