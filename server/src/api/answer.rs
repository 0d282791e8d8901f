//! How answers leave. What was made is kept as pages are: until a commit changes something in its town, or until what it says
//! of time is over, and never given out because "it cannot be old yet". Any site may have its readers' browsers fetch it:
//! it says the same to everybody, whoever they are, and no cookie is looked at.

use super::told::Problem;
use crate::{
    pages::Server,
    routes::abroad::{FOR_ALL, is_known},
};
use app::error::incident;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header, request::Parts};
use moka::sync::Cache;
use serde::Serialize;
use services::{
    addresses::{self, Whither},
    db::Where,
    error::{Error, Failed},
    pickup, secret,
};
use std::sync::Arc;

/// Bytes of answers in memory.
const ROOM: u64 = 16 * 1024 * 1024;
/// Answers to longer addresses are not kept.
const LONGEST: usize = 300;
/// Where in an address stand a town, a shop and a product.
const NAMED: [usize; 3] = [4, 6, 8];

const FROM_ANYWHERE: (HeaderName, HeaderValue) =
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
/// Whoever keeps it asks before using it again, which costs nobody anything.
const ASK_AGAIN: (HeaderName, HeaderValue) = (
    header::CACHE_CONTROL,
    HeaderValue::from_static("public, no-cache"),
);

/// What was told, by its address.
#[derive(Clone)]
pub struct Answers(Cache<String, Arc<Kept>>);

impl Default for Answers {
    fn default() -> Self {
        let size = |address: &String, kept: &Arc<Kept>| {
            u32::try_from(address.len() + kept.body.len() + 256).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().weigher(size).max_capacity(ROOM).build())
    }
}

struct Kept {
    /// What was committed when it was made.
    mark: u64,
    shows: Where,
    until: DateTime<Utc>,
    tag: String,
    body: Bytes,
}

/// What may be told.
pub struct Tellable<T> {
    value: T,
    shows: Where,
    until: DateTime<Utc>,
}

impl<T> Tellable<T> {
    /// It shows nothing but this, at this time.
    pub(super) fn new(value: T, shows: impl Into<Where>, now: DateTime<Utc>) -> Self {
        let until = pickup::next_quarter(now + chrono::Duration::seconds(1));
        Self {
            value,
            shows: shows.into(),
            until,
        }
    }

    /// It is true until then, if it says something of time.
    pub(super) fn until(self, over: Option<DateTime<Utc>>) -> Self {
        let until = over.map_or(self.until, |over| self.until.min(over));
        Self { until, ..self }
    }
}

/// Why nothing is told.
#[derive(Debug)]
pub enum Trouble {
    /// No such thing; where it went is looked up.
    NotFound,
    /// What was asked cannot be understood.
    Refused(&'static str),
    /// Logged, and told as an incident.
    Failed(Failed),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(never) => match never {},
            Error::NotFound => Self::NotFound,
            Error::Failed(failed) => Self::Failed(failed),
        }
    }
}

/// Answers with what is made, or with what was made before as long as it holds.
pub async fn tell<T: Serialize>(
    server: &Server,
    asked: &Parts,
    making: impl Future<Output = Result<Tellable<T>, Trouble>>,
) -> Response {
    let address = asked.uri.path_and_query().map_or("", |address| address.as_str());
    if let Some(kept) = server.answers.0.get(address)
        && kept.holds(server)
    {
        return kept.answer(&asked.headers);
    }
    let mark = server.house.db.revisions().mark();
    let made = match making.await {
        Ok(made) => Kept::new(mark, made),
        Err(trouble) => return trouble_with(server, &asked.uri, trouble).await,
    };
    match made {
        Ok(kept) => {
            let answer = kept.answer(&asked.headers);
            if address.len() <= LONGEST {
                server.answers.0.insert(address.to_owned(), kept);
            }
            answer
        }
        Err(failed) => failed_with(&failed),
    }
}

impl Kept {
    fn new<T: Serialize>(mark: u64, made: Tellable<T>) -> Result<Arc<Self>, Failed> {
        let body = serde_json::to_vec(&made.value).map_err(Failed::new)?;
        Ok(Arc::new(Self {
            mark,
            shows: made.shows,
            until: made.until,
            tag: secret::hash(&body),
            body: body.into(),
        }))
    }

    fn holds(&self, server: &Server) -> bool {
        let house = &server.house;
        house.clock.now() < self.until && house.db.revisions().hold(self.mark, self.shows)
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        // Weak: the same answer packed is other bytes.
        let tag = [(header::ETAG, format!("W/\"{}\"", self.tag))];
        let about = [FROM_ANYWHERE, ASK_AGAIN, FOR_ALL];
        if is_known(asked, &self.tag) {
            return (StatusCode::NOT_MODIFIED, about, tag).into_response();
        }
        let kind = [(header::CONTENT_TYPE, "application/json")];
        (about, tag, kind, self.body.clone()).into_response()
    }
}

async fn trouble_with(server: &Server, asked: &Uri, trouble: Trouble) -> Response {
    match trouble {
        Trouble::NotFound => elsewhere(server, asked).await,
        Trouble::Refused(why) => problem(StatusCode::BAD_REQUEST, "Bad request", why),
        Trouble::Failed(failed) => failed_with(&failed),
    }
}

fn failed_with(failed: &Failed) -> Response {
    let code = incident(failed);
    let says = format!("Something failed here; the operator finds it as incident {code}.");
    problem(StatusCode::INTERNAL_SERVER_ERROR, "Internal error", says)
}

/// Where it went under which nothing is found, as pages say it too.
async fn elsewhere(server: &Server, asked: &Uri) -> Response {
    let segments: Vec<&str> = asked.path().split('/').collect();
    let names: Vec<&str> = NAMED
        .into_iter()
        .filter_map(|at| segments.get(at).copied())
        .collect();
    match addresses::whither(server.house.db.read(), &names).await {
        Ok(Whither::Moved(to)) => {
            let Ok(address) = HeaderValue::from_str(&moved(asked, &to)) else {
                return nothing();
            };
            let cache = (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            let headers = [(header::LOCATION, address), cache, FROM_ANYWHERE];
            (StatusCode::MOVED_PERMANENTLY, headers).into_response()
        }
        Ok(Whither::Gone(..) | Whither::Left(..)) => problem(
            StatusCode::GONE,
            "Gone",
            "It was here, and was taken back for good: forget it.",
        ),
        Ok(Whither::Away(..) | Whither::Suspended(..)) | Err(Error::NotFound) => nothing(),
        Err(Error::Refused(never)) => match never {},
        Err(Error::Failed(failed)) => failed_with(&failed),
    }
}

fn nothing() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "Not found",
        "There is nothing at this address, or it is not shown just now.",
    )
}

/// The same address with what moved under its names of today.
fn moved(asked: &Uri, to: &[String]) -> String {
    let mut segments: Vec<&str> = asked.path().split('/').collect();
    for (at, name) in NAMED.into_iter().zip(to) {
        if let Some(segment) = segments.get_mut(at) {
            *segment = name;
        }
    }
    let query = asked
        .query()
        .map_or_else(String::new, |query| format!("?{query}"));
    format!("{}{query}", segments.join("/"))
}

/// An answer that says why there is no other.
pub fn problem(status: StatusCode, title: &'static str, detail: impl Into<String>) -> Response {
    let said = Problem {
        r#type: "about:blank",
        title,
        status: status.as_u16(),
        detail: detail.into(),
    };
    // Four plain fields are always JSON.
    let body = serde_json::to_vec(&said).unwrap_or_default();
    let kind = (
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    let cache = (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    (status, [kind, cache, FROM_ANYWHERE, FOR_ALL], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_found_below_its_new_names() {
        let to = |address: &str, to: &[&str]| {
            let to: Vec<String> = to.iter().map(ToString::to_string).collect();
            moved(&address.parse().unwrap(), &to)
        };
        assert_eq!(
            to("/api/v1/towns/old/shops", &["dourdan"]),
            "/api/v1/towns/dourdan/shops"
        );
        assert_eq!(
            to(
                "/api/v1/towns/old/shops/b/products?limit=2",
                &["dourdan", "la-pause"]
            ),
            "/api/v1/towns/dourdan/shops/la-pause/products?limit=2"
        );
        assert_eq!(
            to("/api/v1/towns/t/shops/s/products/p", &["t", "s", "miel"]),
            "/api/v1/towns/t/shops/s/products/miel"
        );
    }
}
