//! Styles, scripts and icons.

use crate::site;
use axum::{extract::Path, response::Response};
use http::{HeaderMap, Uri};

/// A file of a build.
pub async fn of_build(Path((build, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    site::of_build(&build, &file, &headers)
}

/// A file beside the builds.
pub async fn file(address: Uri, headers: HeaderMap) -> Response {
    site::file(address.path().trim_start_matches('/'), &headers)
}
