//! Styles, scripts, WebAssembly and icons: inside the binary in a release, read from the build's folder while working.
//!
//! Files of `pkg` are addressed through the version of the whole site (`/pkg/3f9a…/halle.js`), so browsers may keep
//! them for ever and never mix two builds. All others are asked for again, and answered "not modified".

use app::state::WHOLE_STYLE;
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::{borrow::Cow, fmt::Write, path::Path};

#[derive(RustEmbed)]
#[folder = "$HALLE_SITE"]
struct Site;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, no-cache");

/// What wakes shoppers' pages; the counter's script has a longer name.
const MARKET_SCRIPT: &str = "halle";

/// What shoppers' pages look like; all others have the whole sheet.
const MARKET_STYLE: &str = "halle-market";

/// The version before the front was built by the build driver.
pub const UNBUILT: &str = "none";

/// Changes whenever any file of the site does; "none" before the front was built.
pub fn version() -> String {
    let stamp = Site::get("version.txt");
    stamp.map_or_else(
        || UNBUILT.to_owned(),
        |file| String::from_utf8_lossy(&file.data).into_owned(),
    )
}

/// The name of what wakes the counter's pages: a script of its own from our build driver; other tools build a single
/// one for all pages.
pub fn counter_script() -> &'static str {
    if Site::get("pkg/halle-counter.js").is_some() {
        "halle-counter"
    } else {
        "halle"
    }
}

/// The name of what wakes the town hall's pages, likewise.
pub fn hall_script() -> &'static str {
    if Site::get("pkg/halle-hall.js").is_some() {
        "halle-hall"
    } else {
        counter_script()
    }
}

/// The name of the market's style sheet: one of its own from our build driver; other tools build a single one for all
/// pages.
pub fn market_style() -> &'static str {
    if Site::get("pkg/halle-market.css").is_some() {
        MARKET_STYLE
    } else {
        WHOLE_STYLE
    }
}

/// Paths of all files outside of `pkg`, without a slash in front.
pub fn files() -> Vec<String> {
    let ours = |path: &str| !path.starts_with("pkg/") && path != "version.txt" && !is_compressed(path);
    Site::iter()
        .filter(|path| ours(path))
        .map(Cow::into_owned)
        .collect()
}

/// Addresses of what the counter's pages are made of, for a phone that will have no network.
pub fn shell(version: &str, counter_script: &str) -> Vec<String> {
    Site::iter()
        .filter(|path| !is_compressed(path))
        .filter_map(|path| match path.strip_prefix("pkg/") {
            Some(file) if is_of_counter(file, counter_script) => Some(format!("/pkg/{version}/{file}")),
            None if path.ends_with(".svg") => Some(format!("/{path}")),
            _ => None,
        })
        .collect()
}

/// Addresses of what wakes the town hall's pages, for an official's phone that will have no network.
pub fn shell_of_hall(version: &str, hall_script: &str) -> Vec<String> {
    Site::iter()
        .filter(|path| !is_compressed(path))
        .filter_map(|path| path.strip_prefix("pkg/").map(str::to_owned))
        .filter(|file| file.starts_with(hall_script))
        .map(|file| format!("/pkg/{version}/{file}"))
        .collect()
}

/// Addresses of what a shopper's orders are made of, for a phone that will have no network.
pub fn shell_of_orders(version: &str) -> Vec<String> {
    Site::iter()
        .filter(|path| !is_compressed(path))
        .filter_map(|path| match path.strip_prefix("pkg/") {
            Some(file) if is_of_market(file, market_style()) => Some(format!("/pkg/{version}/{file}")),
            None if OF_ORDERS.contains(&path.as_ref()) => Some(format!("/{path}")),
            _ => None,
        })
        .collect()
}

/// Besides styles and scripts.
const OF_ORDERS: [&str; 2] = ["favicon.svg", "icons.svg"];

/// The counter's and the scanner's scripts have longer names.
fn is_of_market(file: &str, style: &str) -> bool {
    let path = Path::new(file);
    if path.extension().is_some_and(|ending| ending == "css") {
        return path.file_stem().is_some_and(|name| name == style);
    }
    let after = file.strip_prefix(MARKET_SCRIPT);
    after.is_none_or(|rest| rest.starts_with(['.', '_']))
}

/// Scripts are called after their side of the site; styles and what scripts bring along are for both.
fn is_of_counter(file: &str, counter_script: &str) -> bool {
    let is_style = Path::new(file).extension().is_some_and(|ending| ending == "css");
    if is_style {
        return !file.starts_with(MARKET_STYLE);
    }
    !file.starts_with(MARKET_SCRIPT) || file.starts_with(counter_script)
}

/// The files of one build, for as long as the browser likes; of another build, today's instead, this time only.
pub fn of_build(build: &str, file: &str, asked: &HeaderMap) -> Response {
    let today = version();
    let cache = if build == today && today != UNBUILT {
        FOR_EVER
    } else {
        ASK_AGAIN
    };
    answer(&format!("pkg/{file}"), asked, cache)
}

/// A file outside of `pkg`.
pub fn file(path: &str, asked: &HeaderMap) -> Response {
    answer(path, asked, ASK_AGAIN)
}

fn answer(path: &str, asked: &HeaderMap, cache: HeaderValue) -> Response {
    let Some(plain) = Site::get(path).filter(|_| !is_compressed(path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = etag(&plain);
    let same = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok())
        .is_some_and(|tags| tag.to_str().is_ok_and(|tag| tags.contains(tag)));
    if same {
        let known = [(header::CACHE_CONTROL, cache), (header::ETAG, tag)];
        return (StatusCode::NOT_MODIFIED, known).into_response();
    }
    let takes_brotli = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|list| list.to_str().ok())
        .is_some_and(|list| list.contains("br"));
    let smaller = takes_brotli.then(|| Site::get(&format!("{path}.br"))).flatten();
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type(path));
    headers.insert(header::CACHE_CONTROL, cache);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ETAG, tag);
    if smaller.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    *response.body_mut() = Body::from(smaller.unwrap_or(plain).data.into_owned());
    response
}

fn is_compressed(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "br")
}

fn etag(file: &EmbeddedFile) -> HeaderValue {
    let digits = file
        .metadata
        .sha256_hash()
        .iter()
        .take(12)
        .fold(String::new(), |mut text, byte| {
            // Writing into a string never fails.
            let _ = write!(text, "{byte:02x}");
            text
        });
    HeaderValue::from_str(&format!("\"{digits}\"")).expect("hexadecimal digits in quotes")
}

fn media_type(path: &str) -> HeaderValue {
    HeaderValue::from_static(match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_know_what_a_file_is() {
        assert_eq!(media_type("pkg/halle.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("drawings/a.svg"), "image/svg+xml; charset=utf-8");
        assert_eq!(media_type("odd"), "application/octet-stream");
    }

    #[test]
    fn the_counters_shell_leaves_the_shoppers_script_out() {
        let taken = |file, script| is_of_counter(file, script);
        assert!(taken("halle-counter.js", "halle-counter") && taken("halle.css", "halle-counter"));
        assert!(!taken("halle-market.css", "halle-counter"));
        assert!(!taken("halle-hall.js", "halle-counter"));
        assert!(!taken("halle.js", "halle-counter") && !taken("halle_bg.wasm", "halle-counter"));
        // One module for all, from other build tools.
        assert!(taken("halle.js", "halle") && taken("halle_bg.wasm", "halle"));
    }

    #[test]
    fn a_shoppers_shell_leaves_the_counters_scripts_out() {
        let taken = |file| is_of_market(file, "halle-market");
        assert!(
            ["halle-market.css", "halle.js", "halle_bg.wasm"]
                .into_iter()
                .all(taken)
        );
        assert!(
            ![
                "halle.css",
                "halle-counter.js",
                "halle-hall.js",
                "halle-scanner_bg.wasm"
            ]
            .into_iter()
            .any(taken)
        );
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(
            file("../Cargo.toml", &HeaderMap::new()).status(),
            StatusCode::NOT_FOUND
        );
    }
}
