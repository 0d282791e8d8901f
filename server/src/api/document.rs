//! All of it in the words of OpenAPI, made from the types that are served and from the comments beside the handlers. A test
//! walks it and asks at every address.

use crate::routes::api;
use std::sync::LazyLock;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Halle",
        version = "1",
        description = "What everybody sees on the market, for programs: towns, shops with their hours, products. No key, no account. \
                       Send back the `ETag` of an answer as `If-None-Match`: as long as nothing changed, the next one is an empty 304. \
                       Fields may be added; none goes or changes its meaning within version 1."
    ),
    paths(api::towns, api::shops, api::shop, api::of_town, api::of_shop, api::product)
)]
struct Document;

static WRITTEN: LazyLock<String> = LazyLock::new(|| {
    let mut document = Document::openapi();
    // The program's own, which say nothing about what is read through it.
    document.info.license = None;
    document.info.contact = None;
    document.to_json().unwrap_or_default()
});

/// The whole document.
pub fn json() -> &'static str {
    &WRITTEN
}
