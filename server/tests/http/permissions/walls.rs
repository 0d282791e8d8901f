//! What holds at every address: the guards in each answer's headers, and what is refused before anybody looks at it.

use super::{
    ask,
    asked::{ROWS, Row, Sends},
    things::{Things, Whose},
};
use crate::support::{Stage, cookie};
use axum::body::Body;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use services::{on_both_engines, testing::Cast};

/// Each answer has these, and what must stand in them.
const GUARDS: [(&str, &str); 7] = [
    ("content-security-policy", "default-src 'none'"),
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self)"),
];
/// Below these, an answer speaks to one person.
const PERSONAL: [&str; 9] = [
    "/aider",
    "/comptoir",
    "/exploitant",
    "/mairie",
    "/commande/",
    "/invitation/",
    "/entrer/lettre/",
    "/mes-commandes",
    "/{town}/panier",
];
/// Longer than any form that is no picture.
const TOO_LONG: usize = 80 * 1024;

/// Panics unless the answer carries every guard.
pub fn guarded(row: &Row, status: StatusCode, headers: &HeaderMap) {
    let at = row.endpoint;
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    for (name, wanted) in GUARDS {
        // The showcase is made to stand in the frame of another site, and a picture beside a link to be shown there.
        let is_for_others = name == "cross-origin-resource-policy" && text(name) == "cross-origin";
        assert!(
            text(name).contains(wanted) || is_for_others,
            "{at} {status}: {name}: {:?}",
            text(name)
        );
    }
    // The showcase may stand in anybody's frame: it is made for that, and does nothing.
    let policy = text("content-security-policy").replace("frame-ancestors *", "");
    for never in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
        assert!(!policy.contains(never), "{at} {status}: {never} in {policy}");
    }
    // A worker has no document and may ask its own site.
    let is_worker = policy == server::workers::POLICY;
    for wanted in ["base-uri 'none'", "form-action "] {
        assert!(is_worker || policy.contains(wanted), "{at} {status}: {policy}");
    }
    let is_named = text("content-type").contains("charset=");
    for kind in [
        "text/html",
        "text/css",
        "text/csv",
        "text/calendar",
        "application/xml",
        "application/rss+xml",
        "image/svg+xml",
    ] {
        assert!(
            is_named || !text("content-type").starts_with(kind),
            "{at} {status}: {kind} in which letters?"
        );
    }
    let address = at.split(' ').nth(1).unwrap_or_default();
    // What programs read is the same for everybody; all else is for pages of this site only.
    let readers = if address.starts_with("/api/v1/") { "*" } else { "" };
    assert_eq!(text("access-control-allow-origin"), readers, "{at} {status}");
    if status == StatusCode::OK && PERSONAL.iter().any(|place| address.starts_with(place)) {
        let kept = text("cache-control");
        assert!(
            kept.contains("private") || kept.contains("no-store"),
            "{at}: {kept:?}"
        );
    }
}

fn changing() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(|row| !row.endpoint.starts_with("GET"))
}

on_both_engines! {
    async fn what_another_site_makes_a_browser_send_changes_nothing_anywhere(db: &Db) {
        let stage = Stage::on(db).await;
        let there = Cast::named(db, "etampes").await;
        let things = Things::of(&stage, &there).await;
        let mut refused = 0;
        for row in changing() {
            // Whoever may do it.
            let who = if row.endpoint.contains("/mairie") { &stage.cast.official_session } else { &stage.cast.grocer_session };
            let fresh = things.standing(Whose::Ours);
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("origin", "https://elsewhere.example"),
                // Plain HTTP of the same name: anybody on the way can write that.
                ("origin", "http://halle.example"),
                ("origin", "https://halle.example:8443"),
                ("origin", "https://halle.example.elsewhere.example"),
                ("origin", "null"),
            ] {
                let fill = |text: &str| fresh.fill(text, true);
                let (mut headers, body) = row.sends.request(fill, Some(&cookie(who)));
                headers.insert(name, HeaderValue::from_static(value));
                headers.insert(header::HOST, HeaderValue::from_static("halle.example"));
                let answer = ask(&stage, method(row), &fill(row.address), &headers, body).await;
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{} with {name}: {value}", row.endpoint);
                refused += 1;
            }
        }
        println!("{refused} requests from other sites, all refused");
        // Nobody was signed out, nothing was taken off the shelf.
        assert!(stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.text().contains("Miel de Dourdan"));
    }

    async fn a_form_that_is_too_long_is_refused_everywhere(db: &Db) {
        let stage = Stage::on(db).await;
        let there = Cast::named(db, "etampes").await;
        let things = Things::of(&stage, &there).await;
        let words = things.standing(Whose::Ours);
        for row in changing().filter(|row| matches!(row.sends, Sends::Form(_) | Sends::Json(_))) {
            let who = if row.endpoint.contains("/mairie") { &stage.cast.official_session } else { &stage.cast.grocer_session };
            let fill = |text: &str| words.fill(text, true);
            let (headers, _) = row.sends.request(fill, Some(&cookie(who)));
            let long = match row.sends {
                Sends::Json(_) => format!("{{\"ean\":\"{}\"}}", "1".repeat(TOO_LONG)),
                _ => format!("typed={}", "a".repeat(TOO_LONG)),
            };
            let answer = ask(&stage, method(row), &fill(row.address), &headers, Body::from(long)).await;
            let status = answer.status();
            assert!(status.is_client_error(), "{}: {status}", row.endpoint);
            if matches!(row.sends, Sends::Form(_)) {
                assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{}", row.endpoint);
            }
        }
    }

    async fn nobody_is_shown_what_their_own_request_held(db: &Db) {
        let stage = Stage::on(db).await;
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(&cookie(&stage.cast.grocer_session)).unwrap());
        for address in ["/", "/dourdan", "/comptoir", "/healthz", "/nulle-part/du/tout"] {
            let answer = ask(&stage, Method::TRACE, address, &headers, Body::empty()).await;
            assert!(answer.status().is_client_error(), "{address}: {}", answer.status());
            assert_ne!(text_of(&answer, "content-type"), "message/http", "{address}");
        }
    }
}

fn text_of<'a>(answer: &'a http::Response<Body>, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn method(row: &Row) -> Method {
    let (method, _) = row.endpoint.split_once(' ').unwrap();
    method.parse().unwrap()
}
