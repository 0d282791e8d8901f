//! Styles, scripts and icons.

use crate::{pages::Server, site, workers};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Uri, header};

/// A file of a build.
pub async fn of_build(Path((build, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    site::of_build(&build, &file, &headers)
}

/// A file beside the builds.
pub async fn file(address: Uri, headers: HeaderMap) -> Response {
    site::file(address.path().trim_start_matches('/'), &headers)
}

/// `/sw.js`: asked for again at every visit of the counter, so that an update is seen.
pub async fn worker(State(server): State<Server>) -> Response {
    script(workers::counter::script(&server.house))
}

/// `/commandes.js`: the same for a shopper's orders.
pub async fn order_worker(State(server): State<Server>) -> Response {
    script(workers::orders::script(&server.house))
}

fn script(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, workers::POLICY),
    ];
    (headers, text).into_response()
}

/// What a browser may fetch while a finger comes down on a link of the market: pages to look at, and never one that changes
/// or shows what is somebody's own.
pub async fn speculation_rules() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/speculationrules+json"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, SPECULATION_RULES).into_response()
}

const SPECULATION_RULES: &str = r#"{
  "prefetch": [
    {
      "source": "document",
      "where": {
        "and": [
          { "selector_matches": ".market main a, .market-footer a" },
          { "href_matches": "/*" },
          { "not": { "href_matches": [
            "/*/panier", "/*/panier?*", "/*\\?*ajouter=*",
            "/commande/*", "/comptoir*", "/exploitant*", "/mairie*", "/invitation/*", "/entrer/*", "/sortie*", "/api/*", "/photos/*", "/pkg/*"
          ] } }
        ]
      },
      "eagerness": "moderate"
    }
  ]
}
"#;

#[cfg(test)]
mod tests {
    use super::SPECULATION_RULES;

    #[test]
    fn only_pages_to_look_at_are_fetched_early() {
        let rules: serde_json::Value = serde_json::from_str(SPECULATION_RULES).unwrap();
        let rule = &rules["prefetch"][0];
        assert_eq!(rule["eagerness"], "moderate");
        let not = rule["where"]["and"][2]["not"]["href_matches"].to_string();
        for never in [
            "panier",
            "ajouter",
            "/commande",
            "/comptoir",
            "/exploitant",
            "/mairie",
            "/sortie",
            "/invitation",
        ] {
            assert!(not.contains(never), "{never}");
        }
        assert!(rules.get("prerender").is_none());
    }
}
