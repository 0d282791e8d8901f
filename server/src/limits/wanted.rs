//! What is asked for, as far as it is limited.

use app::{catalogue::api::PutOnSale, routes};
use axum::extract::{MatchedPath, Request};
use domain::limits::Limited;
use http::Method;
use leptos::server_fn::ServerFn;

/// Which allowances a request is counted against.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) by_address: &'static [Limited],
    pub(super) by_person: Option<Limited>,
    pub(super) by_shop: Option<Limited>,
    /// What is guessed at when nothing is found.
    pub(super) guess: Option<Limited>,
    /// What is tried, and counted before anybody looks whether it is right.
    pub(super) tries: Option<Limited>,
    /// The handler says that it is too much, with what was typed.
    pub(super) shows_form_again: bool,
}

impl Wanted {
    /// None: files and pictures, which cost nothing and are asked for by the dozen.
    pub(super) fn of(asked: &Request) -> Option<Self> {
        let path = asked
            .extensions()
            .get::<MatchedPath>()
            .map_or("", MatchedPath::as_str);
        Self::at(asked.method(), path)
    }

    fn at(method: &Method, path: &str) -> Option<Self> {
        if is_file(path) {
            return None;
        }
        let any = Self {
            by_address: &[Limited::Request],
            ..Self::default()
        };
        let wanted = match (method.as_str(), path) {
            ("POST", "/{town}/panier") => Self {
                by_address: &[Limited::Request, Limited::Order],
                by_person: Some(Limited::OrderForOthers),
                shows_form_again: true,
                ..any
            },
            ("POST", routes::REPORT) => Self {
                by_address: &[Limited::Request, Limited::Report],
                shows_form_again: true,
                ..any
            },
            ("GET", "/{town}/recherche" | "/api/recherche/{town}") => Self {
                by_address: &[Limited::Request, Limited::Search],
                ..any
            },
            _ if is_upload(method, path) => Self {
                by_person: Some(Limited::Upload),
                by_shop: Some(Limited::ShopUpload),
                ..any
            },
            ("POST", routes::HELP) => Self {
                tries: Some(Limited::Hand),
                ..any
            },
            (_, "/invitation/{secret}" | "/entrer/lettre/{secret}") => Self {
                guess: Some(Limited::Link),
                ..any
            },
            (_, path) if path.starts_with("/commande/{key}") || path.starts_with("/api/commande/{key}") => {
                Self {
                    guess: Some(Limited::OrderKey),
                    ..any
                }
            }
            _ => any,
        };
        Some(wanted)
    }
}

fn is_file(path: &str) -> bool {
    let is_site_file = path.matches('/').count() == 1 && path.contains('.') && !path.contains('{');
    is_site_file || path == routes::HEALTH || path.starts_with("/pkg/") || path.starts_with("/photos/")
}

fn is_upload(method: &Method, path: &str) -> bool {
    let by_form = [routes::COUNTER, routes::SHARE, routes::COVER, PutOnSale::PATH];
    let is_picture = method == Method::PUT && path == "/api/comptoir/photos/{product}";
    is_picture || (method == Method::POST && by_form.contains(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_not_counted() {
        for file in [
            "/pkg/{build}/{*file}",
            "/photos/{hash}/{file}",
            "/healthz",
            "/favicon.svg",
            "/sw.js",
        ] {
            assert_eq!(Wanted::at(&Method::GET, file), None, "{file}");
        }
        for page in [
            "/",
            "/{town}",
            "",
            "/{town}/carte.jpg",
            "/comptoir/affiches/prix.pdf",
        ] {
            let wanted = Wanted::at(&Method::GET, page).unwrap();
            assert_eq!(wanted.by_address, [Limited::Request], "{page}");
        }
    }

    #[test]
    fn whatever_holds_a_key_is_watched() {
        let guess = |path: &str| Wanted::at(&Method::GET, path).unwrap().guess;
        for link in ["/invitation/{secret}", "/entrer/lettre/{secret}"] {
            assert_eq!(guess(link), Some(Limited::Link));
        }
        assert_eq!(guess(routes::WAY_BACK), None);
        assert_eq!(guess("/commande/{key}/donnees.json"), Some(Limited::OrderKey));
        assert_eq!(guess("/api/commande/{key}/evenements"), Some(Limited::OrderKey));
        assert_eq!(guess("/{town}/{shop}"), None);
        let tries = |method: Method| Wanted::at(&method, routes::HELP).unwrap().tries;
        assert_eq!(
            (tries(Method::POST), tries(Method::GET)),
            (Some(Limited::Hand), None)
        );
    }

    #[test]
    fn what_a_counter_sends_is_counted_by_person_and_by_shop() {
        for (method, path) in [
            (Method::POST, routes::COUNTER),
            (Method::PUT, "/api/comptoir/photos/{product}"),
            (Method::POST, PutOnSale::PATH),
        ] {
            let wanted = Wanted::at(&method, path).unwrap();
            assert_eq!(wanted.by_shop, Some(Limited::ShopUpload), "{path}");
        }
        assert_eq!(Wanted::at(&Method::GET, routes::COUNTER).unwrap().by_shop, None);
    }
}
