//! Pages that say the same to everybody are drawn once and given out again as long as they are true: until a commit changes
//! something that they show ([`Revisions`]), or until a door does what they say. Nothing is ever given out because "it
//! cannot be old yet". Of many who ask at once for a page that is not there, one draws it and the others wait.

mod page;
mod policy;

use crate::{
    layers,
    metrics::{self, Metrics},
};
use app::{kept::ToKeep, routes, session, state::House};
use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use domain::{
    towns::RESERVED_SLUGS,
    visits::{CAME_BY, CameBy},
};
use http::{HeaderMap, Method, Uri, header};
use moka::future::Cache;
use page::Page;
use services::{clock::Clock, db::Revisions};
use std::sync::{Arc, atomic::Ordering::Relaxed};
use tower::Layer;

/// Bytes of pages in memory.
const ROOM: u64 = 64 * 1024 * 1024;
/// Longer addresses are nobody's.
const LONGEST: usize = 300;

/// Where pages are kept.
pub struct Kept {
    pages: Cache<Key, Drawn>,
    revisions: Revisions,
    clock: Clock,
    metrics: Metrics,
}

/// The same page in another language is another page; so is what was found for other words.
type Key = (String, &'static str);

#[derive(Clone)]
enum Drawn {
    Kept(Arc<Page>),
    /// It says something else to everybody, or it is none.
    NotKept,
}

/// Puts it around the whole site: what is kept goes out as it once left, with all its headers.
pub fn around(site: Router, house: &House, metrics: &Metrics) -> Router {
    // Cloned for each request, so in one piece.
    let kept = Arc::new(Kept {
        pages: Cache::builder()
            .weigher(|_: &Key, drawn: &Drawn| drawn.size())
            .max_capacity(ROOM)
            .build(),
        revisions: house.db.revisions().clone(),
        clock: house.clock.clone(),
        metrics: metrics.clone(),
    });
    Router::new().fallback_service(from_fn_with_state(kept, answer).layer(site))
}

impl Drawn {
    /// Bytes.
    fn size(&self) -> u32 {
        match self {
            Self::Kept(page) => page.size(),
            Self::NotKept => 64,
        }
    }
}

impl Kept {
    fn holds(&self, drawn: &Drawn) -> bool {
        let Drawn::Kept(page) = drawn else {
            return false;
        };
        self.clock.now() < page.keep.until && self.revisions.hold(page.mark, page.keep.shows)
    }

    /// Gives out what another drew.
    fn give(&self, page: &Page, asked: &HeaderMap) -> Response {
        self.metrics.kept.given.fetch_add(1, Relaxed);
        metrics::at(page.place);
        page.answer(asked)
    }
}

async fn answer(State(kept): State<Arc<Kept>>, asked: Request, next: Next) -> Response {
    let Some(key) = key(&asked) else {
        return next.run(asked).await;
    };
    let headers = asked.headers().clone();
    if let Some(Drawn::Kept(page)) = kept.pages.get(&key).await.filter(|drawn| kept.holds(drawn)) {
        return kept.give(&page, &headers);
    }
    // What is drawn for whoever came by a poster may say so, in a redirection to another address.
    if asked.uri().query().is_some() && !is_search(asked.uri()) {
        return next.run(asked).await;
    }
    let mut asked = Some((asked, next));
    let mut answered = None;
    let draw = async {
        let Some((asked, next)) = asked.take() else {
            return Drawn::NotKept;
        };
        match draw(&kept, asked, next).await {
            Ok(page) => Drawn::Kept(Arc::new(page)),
            Err(other) => {
                answered = Some(other);
                Drawn::NotKept
            }
        }
    };
    let entry = kept.pages.entry(key);
    let drawn = entry
        .or_insert_with_if(draw, |old| !kept.holds(old))
        .await
        .into_value();
    match (drawn, answered, asked) {
        (Drawn::Kept(page), _, Some(_)) => kept.give(&page, &headers),
        (Drawn::Kept(page), _, None) => {
            kept.metrics.kept.drawn.fetch_add(1, Relaxed);
            page.answer(&headers)
        }
        (Drawn::NotKept, Some(answered), _) => answered,
        // Somebody else drew it, and it is not for everybody.
        (Drawn::NotKept, None, Some((asked, next))) => next.run(asked).await,
        (Drawn::NotKept, None, None) => unreachable!("whoever takes the request answers it"),
    }
}

/// The page, or the answer to whoever asked, when it is not to be kept.
async fn draw(kept: &Kept, mut asked: Request, next: Next) -> Result<Page, Response> {
    let to_keep = ToKeep::default();
    asked.extensions_mut().insert(to_keep.clone());
    // It is packed here, once; what is not kept is packed on its way out.
    let encodings = asked.headers_mut().remove(header::ACCEPT_ENCODING);
    let mark = kept.revisions.mark();
    let response = next.run(asked).await;
    let drawn = match to_keep.said() {
        Some(keep) => Page::new(response, keep, mark).await,
        None => Err(response),
    };
    match drawn {
        Ok(page) => Ok(page),
        Err(other) => Err(layers::packed(other, encodings).await),
    }
}

/// Under which a page is kept. None: what is asked for is no page of the market, or may be about somebody: a form, a basket
/// in the address, a device that is signed in. A language that was chosen by hand is as good as one that the browser prefers.
fn key(asked: &Request) -> Option<Key> {
    let uri = asked.uri();
    let is_for_all = asked.method() == Method::GET
        && session::has_only_language(asked.headers())
        && says_no_more(uri)
        && uri.path().len() + uri.query().map_or(0, str::len) <= LONGEST
        && is_of_the_market(uri);
    let address = match uri.path_and_query() {
        Some(all) if is_search(uri) => all.as_str(),
        _ => uri.path(),
    };
    is_for_all.then(|| (address.to_owned(), session::language_of(asked.headers())))
}

/// Whether the address asks for nothing beyond its path: how somebody came by it is counted, and changes nothing of the page.
/// Of a search it may say what is looked for, but not what lies in somebody's basket.
fn says_no_more(uri: &Uri) -> bool {
    let Some(query) = uri.query() else {
        return true;
    };
    if is_search(uri) {
        let mut names = query.split('&').filter_map(|said| said.split('=').next());
        return names.all(|name| name != routes::CARRIED);
    }
    let word = query
        .strip_prefix(CAME_BY)
        .and_then(|rest| rest.strip_prefix('='));
    word.is_some_and(|word| word.parse::<CameBy>().is_ok())
}

fn is_search(uri: &Uri) -> bool {
    uri.path() == routes::search(first(uri))
}

fn is_of_the_market(uri: &Uri) -> bool {
    let first = first(uri);
    !first.contains('.') && !RESERVED_SLUGS.contains(&first)
}

fn first(uri: &Uri) -> &str {
    uri.path().split('/').nth(1).unwrap_or_default()
}

/// Whether the browser unpacks brotli.
fn takes_brotli(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|list| list.to_str().ok())
        .is_some_and(|list| {
            list.split(',')
                .any(|one| one.trim().split(';').next() == Some("br"))
        })
}
