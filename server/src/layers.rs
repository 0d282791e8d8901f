//! What every answer goes through: limits on the way in, guards in the headers on the way out.

use crate::refusals;
use app::{error::ApiError, routes, shell, state::House};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, MatchedPath, State},
    middleware::{Next, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header, request::Parts};
use leptos::context::use_context;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use leptos_axum::ResponseOptions;
use services::error::Failed;
use std::{any::Any, convert::Infallible, sync::Arc, time::Duration};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    set_header::SetResponseHeaderLayer, timeout::TimeoutLayer, trace::TraceLayer,
};

/// Forms are short; routes that take pictures say so themselves.
const FORM_BYTES: usize = 64 * 1024;
/// Until the answer's first byte.
const PATIENCE: Duration = Duration::from_secs(30);

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What is neither a page nor says otherwise may load nothing, send nothing and be framed by nobody.
const CLOSED: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// On the pages that say where a shop stands: a merchant's, or an official's at its door.
const MAY_ASK_WHERE: HeaderValue =
    HeaderValue::from_static("camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()");

const GUARDS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    ),
];

/// Puts the layers around all routes.
pub fn around(router: Router, house: &House) -> Router {
    let mut router = router
        .layer(map_response(server_function_status))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(compression())
        .layer(csrf(house))
        .layer(from_fn_with_state(secure_origin(&house.base_url), other_origins))
        .layer(from_fn_with_state(house.clone(), refusals::watch))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(guard(header::CONTENT_SECURITY_POLICY, CLOSED));
    for (name, value) in GUARDS {
        router = router.layer(guard(HeaderName::from_static(name), value));
    }
    if house.base_url.starts_with("https:") {
        router = router.layer(guard(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        ));
    }
    // What failed was logged where it failed, with its incident.
    router.layer(TraceLayer::new_for_http().make_span_with(span).on_failure(()))
}

fn compression() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Fastest)
}

/// An answer as it would have left if whoever asked had said so: these are the encodings that the browser unpacks.
pub async fn packed(response: Response, encodings: Option<HeaderValue>) -> Response {
    let mut asked = Request::new(Body::empty());
    asked
        .headers_mut()
        .extend(encodings.map(|list| (header::ACCEPT_ENCODING, list)));
    let mut response = Some(response);
    let answer = service_fn(|_| std::future::ready(Ok::<_, Infallible>(response.take().unwrap_or_default())));
    match compression().layer(answer).oneshot(asked).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// Called inside a page: its own policy, which lets it run our scripts and show our pictures, and nothing of anybody
/// else's; but for the tiles under a town's plan, where the operator names some.
pub fn guard_page(house: &House) {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), shell::nonce()) else {
        return;
    };
    let tiles = house.look.tiles.as_ref().filter(|_| is_plan());
    let tiles = tiles
        .map(|tiles| format!(" {}", tiles.origin))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:{tiles}; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    if asks_where() {
        response.insert_header(PERMISSIONS, MAY_ASK_WHERE);
    }
    // A page speaks to one person, in their language.
    response.insert_header(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
}

/// Whether the page that is asked for has a button that asks the phone where it is.
fn asks_where() -> bool {
    let asked = use_context::<Parts>();
    asked.is_some_and(|asked| [routes::SHOP, routes::STALLS].contains(&asked.uri.path()))
}

/// Whether the page that is asked for is a town's plan.
fn is_plan() -> bool {
    let asked = use_context::<Parts>();
    asked.is_some_and(|asked| {
        let mut segments = asked.uri.path().trim_matches('/').split('/').skip(1);
        (segments.next(), segments.next()) == (Some("plan"), None)
    })
}

/// Leptos answers every error of a server function as if the server had failed; most of them are somebody's wish that
/// cannot be granted.
async fn server_function_status(response: Response) -> Response {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, FORM_BYTES).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Ok(error) = serde_json::from_slice::<ApiError<serde_json::Value>>(&bytes) {
        parts.status = error.status();
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn guard(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Browsers say where a request comes from; what another site makes them send is refused.
fn csrf(house: &House) -> CsrfLayer {
    CsrfLayer::new().add_trusted_origin(&*house.base_url).unwrap_or_else(|error| {
        tracing::warn!(%error, "HALLE_BASE_URL is no origin: only the Host header says which site this is");
        CsrfLayer::new()
    })
}

/// The origin of a site with TLS, as browsers write it; none for others, and for a name that browsers would write otherwise.
fn secure_origin(base_url: &str) -> Option<Arc<str>> {
    let rest = base_url.strip_prefix("https://").filter(|rest| rest.is_ascii())?;
    let host = rest.split('/').next()?.to_ascii_lowercase();
    Some(format!("https://{}", host.strip_suffix(":443").unwrap_or(&host)).into())
}

/// A site with TLS has one origin, the one in its settings. The layer further in would also take what plain HTTP of the
/// same name sends, which anybody on the way can write, and any name that leads to this machine.
async fn other_origins(State(ours): State<Option<Arc<str>>>, asked: Request<Body>, next: Next) -> Response {
    if ours.is_none_or(|ours| asked.method().is_safe() || is_of(&ours, asked.headers())) {
        next.run(asked).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn is_of(ours: &str, headers: &HeaderMap) -> bool {
    let says = |name: HeaderName| headers.get(name).map(HeaderValue::as_bytes);
    // What somebody did beside all pages, such as sharing a picture to us, may have an origin that is none.
    let is_by_hand = says(SEC_FETCH_SITE) == Some(b"none");
    is_by_hand || says(header::ORIGIN).is_none_or(|origin| origin == ours.as_bytes())
}

fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| cause.downcast_ref::<&str>().map(ToString::to_string))
        .unwrap_or_else(|| "a panic without words".to_owned());
    let code = app::error::incident(&Failed::new(words));
    (StatusCode::INTERNAL_SERVER_ERROR, format!("Incident {code}")).into_response()
}

/// The route and not the address: addresses hold keys.
fn span<B>(request: &Request<B>) -> tracing::Span {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    tracing::debug_span!("request", method = %request.method(), route)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secure_origin_is_written_as_browsers_write_it() {
        let of = |base_url: &str| secure_origin(base_url).as_deref().map(str::to_owned);
        assert_eq!(
            of("https://halle.example").as_deref(),
            Some("https://halle.example")
        );
        assert_eq!(
            of("https://Halle.Example:443").as_deref(),
            Some("https://halle.example")
        );
        assert_eq!(
            of("https://halle.example:8443/ici").as_deref(),
            Some("https://halle.example:8443")
        );
        assert_eq!(of("http://127.0.0.1:3000"), None);
        assert_eq!(of("https://marché.example"), None);
    }
}
