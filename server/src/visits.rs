//! Counts the market's pages as they leave, whoever made them: the layer stands outside of everything that may answer
//! from memory. It reads what a browser says of itself and keeps none of it.

use crate::pages::Server;
use app::{session, state::House};
use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use domain::{
    towns::RESERVED_SLUGS,
    visits::{CameBy, is_robot},
};
use http::{HeaderMap, Method, StatusCode, Uri, header};
use services::visits::{Seen, Tally};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::{sync::watch, time};

/// Between two writes; what a crash may lose.
const EVERY: Duration = Duration::from_secs(5);
/// Longer addresses are nobody's.
const LONGEST: usize = 300;

/// Puts the count around all that answers.
pub fn around(router: Router, house: &House, tally: &Tally) -> Router {
    // Cloned for each request, so in one piece.
    let counting = Arc::new((house.clone(), tally.clone()));
    router.layer(from_fn_with_state(counting, count))
}

async fn count(State(counting): State<Arc<(House, Tally)>>, request: Request, next: Next) -> Response {
    let ((house, tally), headers) = (&*counting, request.headers());
    let by_a_person = request.method() == Method::GET && is_asked_now(headers) && is_a_visit(house, headers);
    let seen = by_a_person.then(|| seen(request.uri())).flatten();
    let response = next.run(request).await;
    if let Some((seen, came_by)) = seen
        && is_a_page(&response)
    {
        tally.count(seen, came_by);
    }
    response
}

/// `POST /api/vu`: a page that was fetched ahead is shown now. Its address, which a page of ours says from inside.
pub async fn shown(State(server): State<Server>, headers: HeaderMap, address: String) -> StatusCode {
    let asked: Option<Uri> = (address.len() <= LONGEST).then(|| address.parse().ok()).flatten();
    if let Some((seen, came_by)) = asked.as_ref().and_then(seen)
        && is_a_visit(&server.house, &headers)
    {
        server.visits.count(seen, came_by);
    }
    StatusCode::NO_CONTENT
}

fn says<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Whether a person looks who is no merchant and no official, and no robot.
fn is_a_visit(house: &House, headers: &HeaderMap) -> bool {
    !is_robot(says(headers, header::USER_AGENT.as_str())) && !session::has_cookie(house, headers)
}

/// Whether the page is for somebody's eyes now: no browser that fetches ahead, no script, no frame.
fn is_asked_now(headers: &HeaderMap) -> bool {
    let ahead = ["sec-purpose", "purpose", "x-purpose", "x-moz"];
    let is_ahead = ahead
        .into_iter()
        .map(|name| says(headers, name))
        .any(|said| said.contains("prefetch") || said.contains("preview"));
    !is_ahead && matches!(says(headers, "sec-fetch-dest"), "" | "document")
}

/// The page of a town, a shop or a product behind an address, as far as the address alone can tell.
fn seen(asked: &Uri) -> Option<(Seen, Option<CameBy>)> {
    let is_slug = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let segments: Vec<&str> = asked.path().split('/').filter(|text| !text.is_empty()).collect();
    if !segments.iter().all(|text| is_slug(text)) || RESERVED_SLUGS.contains(segments.first()?) {
        return None;
    }
    let (town, shop, product) = match segments.as_slice() {
        [town] => (town, None, None),
        [town, shop] => (town, Some(shop), None),
        [town, shop, product] => (town, Some(shop), Some(product)),
        _ => return None,
    };
    let seen = Seen {
        town: (*town).to_owned(),
        shop: shop.map(ToString::to_string),
        product: product.map(ToString::to_string),
    };
    Some((seen, asked.query().and_then(CameBy::of_query)))
}

/// A page, or the word that the browser's own copy of it is still good.
fn is_a_page(response: &Response) -> bool {
    let is_html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    match response.status() {
        StatusCode::OK => is_html,
        StatusCode::NOT_MODIFIED => true,
        _ => false,
    }
}

/// Writes every few seconds until the server stops. Call [`last`] once it has stopped.
pub async fn write(house: House, tally: Tally, mut stopping: watch::Receiver<()>) {
    loop {
        if time::timeout(EVERY, stopping.changed()).await.is_ok() {
            return;
        }
        last(&house, &tally).await;
    }
}

/// Writes what is counted so far. What could not be written is counted still.
pub fn last<'h>(house: &'h House, tally: &'h Tally) -> impl Future<Output = ()> + Send + 'h {
    let now = house.clock.now();
    async move {
        if let Err(failed) = tally.flush(&house.db, now).await {
            app::error::incident(&failed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(address: &str) -> Option<(String, Option<CameBy>)> {
        let (seen, came_by) = seen(&address.parse().unwrap())?;
        let all = [Some(seen.town), seen.shop, seen.product];
        Some((all.into_iter().flatten().collect::<Vec<_>>().join(" "), came_by))
    }

    #[test]
    fn only_what_may_be_a_town_a_shop_or_a_product_is_counted() {
        assert_eq!(segments("/dourdan"), Some(("dourdan".into(), None)));
        assert_eq!(
            segments("/dourdan/la-pause/miel?q=prix"),
            Some(("dourdan la-pause miel".into(), Some(CameBy::PriceCard)))
        );
        for other in [
            "/",
            "/mairie",
            "/exploitant",
            "/comptoir/etal",
            "/commande/abc",
            "/favicon.svg",
            "/dourdan/nouveautes.rss",
            "/dourdan/la-pause/carte.jpg",
            "/a/b/c/d",
            "/DOURDAN",
            "/d%C3%A9",
        ] {
            assert_eq!(segments(other), None, "{other}");
        }
    }
}
