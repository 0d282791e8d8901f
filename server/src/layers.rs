//! What every answer goes through: limits on the way in, guards in the headers on the way out.

use app::{error::ApiError, shell, state::House};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, MatchedPath},
    middleware::map_response,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, Request, StatusCode, header, request::Parts};
use leptos::context::use_context;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use leptos_axum::ResponseOptions;
use services::error::Failed;
use std::{any::Any, convert::Infallible, time::Duration};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    set_header::SetResponseHeaderLayer, timeout::TimeoutLayer, trace::TraceLayer,
};

/// Forms are short; routes that take pictures say so themselves.
const FORM_BYTES: usize = 64 * 1024;
/// Until the answer's first byte.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is neither a page nor says otherwise may load nothing and be framed by nobody.
const CLOSED: &str = "default-src 'none'; frame-ancestors 'none'";

const GUARDS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()",
    ),
];

/// Puts the layers around all routes.
pub fn around(router: Router, house: &House) -> Router {
    let mut router = router
        .layer(map_response(server_function_status))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(compression())
        .layer(csrf(house))
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
    // A page speaks to one person, in their language.
    response.insert_header(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
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
