//! Answers, by the route that gave them: `/{town}/{shop}`, never `/dourdan/la-pause`. All routes are known from the start, so
//! that counting looks one up and adds.

use super::text::{Kind, Text};
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use http::{Method, StatusCode};
use services::meters::{Durations, Taken};
use std::{
    cell::Cell,
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};
use tokio::task_local;
use tower::util::MapRequestLayer;

const METHODS: [&str; 5] = ["GET", "HEAD", "POST", "PUT", "other"];
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// What no route answers.
const NOWHERE: Place = Place(0);
/// Files beside the builds: as many addresses, and one thing.
const FILE: Place = Place(1);
const BESIDES: [&str; 2] = ["none", "file"];

/// Which of the routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(usize);

task_local! {
    /// Which route the request that is being answered came to. Whoever counts stands outside of all that may answer, also of
    /// the pages that are kept, and only the router knows its routes.
    static PLACE: Cell<Place>;
}

/// Counts of all routes.
#[derive(Debug)]
pub struct Requests {
    places: HashMap<String, Place>,
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    label: String,
    answers: [Answers; METHODS.len()],
}

#[derive(Debug, Default)]
struct Answers {
    by_class: [AtomicU64; CLASSES.len()],
    took: Durations,
}

impl Requests {
    pub(super) fn at(routes: impl IntoIterator<Item = String>) -> Self {
        let labels = BESIDES.into_iter().map(str::to_owned).chain(routes);
        let routes: Vec<Route> = labels
            .map(|label| Route {
                label,
                answers: std::array::from_fn(|_| Answers::default()),
            })
            .collect();
        let places = routes.iter().enumerate().skip(BESIDES.len());
        Self {
            places: places
                .map(|(at, route)| (route.label.clone(), Place(at)))
                .collect(),
            routes,
        }
    }

    fn place(&self, matched: Option<&MatchedPath>) -> Place {
        matched.map_or(NOWHERE, |path| {
            self.places.get(path.as_str()).copied().unwrap_or(FILE)
        })
    }

    fn note(&self, place: Place, method: &Method, status: StatusCode, took: Duration) {
        let answers = &self.routes[place.0].answers[method_at(method)];
        if let Some(class) = answers.by_class.get(usize::from(status.as_u16() / 100 - 1)) {
            class.fetch_add(1, Relaxed);
        }
        answers.took.note(took);
    }

    pub(super) fn tell(&self, text: &mut Text) {
        text.begin(
            "halle_requests_total",
            Kind::Counter,
            "Requests answered, by route, method and class of status",
        );
        for (route, method, answers) in self.answered() {
            for (class, count) in CLASSES.iter().zip(&answers.by_class) {
                let count = count.load(Relaxed);
                if count > 0 {
                    text.say(&[("route", route), ("method", method), ("status", *class)], count);
                }
            }
        }
        text.begin(
            "halle_request_duration_seconds",
            Kind::Histogram,
            "Until the first byte of the answer",
        );
        for (route, method, answers) in self.answered() {
            let taken: Taken = answers.took.taken();
            if taken.count() > 0 {
                text.durations(&[("route", route), ("method", method)], &taken);
            }
        }
    }

    fn answered(&self) -> impl Iterator<Item = (&str, &'static str, &Answers)> {
        self.routes.iter().flat_map(|route| {
            let by_method = METHODS.iter().zip(&route.answers);
            by_method.map(move |(method, answers)| (route.label.as_str(), *method, answers))
        })
    }
}

fn method_at(method: &Method) -> usize {
    match *method {
        Method::GET => 0,
        Method::HEAD => 1,
        Method::POST => 2,
        Method::PUT => 3,
        _ => 4,
    }
}

/// Puts the count around all that answers.
pub fn around(site: Router, requests: &Arc<Requests>) -> Router {
    site.layer(from_fn_with_state(Arc::clone(requests), count))
}

/// Has the router say which of its routes it was.
pub fn mark(router: Router, requests: &Arc<Requests>) -> Router {
    let requests = Arc::clone(requests);
    router.layer(MapRequestLayer::new(move |asked: Request| {
        at(requests.place(asked.extensions().get()));
        asked
    }))
}

async fn count(State(requests): State<Arc<Requests>>, asked: Request, next: Next) -> Response {
    let (method, since) = (asked.method().clone(), Instant::now());
    let answering = async {
        let response = next.run(asked).await;
        (response, here())
    };
    let (response, place) = PLACE.scope(Cell::new(NOWHERE), answering).await;
    requests.note(place, &method, response.status(), since.elapsed());
    response
}

/// Where the request that is being answered came to.
pub(crate) fn here() -> Place {
    PLACE.try_with(Cell::get).unwrap_or(NOWHERE)
}

/// Says where it came to.
pub(crate) fn at(place: Place) {
    // Nobody counts a page that is drawn for another reason than a request.
    let _ = PLACE.try_with(|here| here.set(place));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_asked_is_not_told() {
        let requests = Requests::at(["/{town}".to_owned(), "/healthz".to_owned()]);
        let took = Duration::from_millis(1);
        requests.note(Place(2), &Method::GET, StatusCode::OK, took);
        requests.note(Place(2), &Method::GET, StatusCode::NOT_MODIFIED, took);
        requests.note(Place(2), &Method::DELETE, StatusCode::METHOD_NOT_ALLOWED, took);
        requests.note(NOWHERE, &Method::GET, StatusCode::NOT_FOUND, took);
        let mut text = Text::default();
        requests.tell(&mut text);
        let said = text.into_string();
        for line in [
            "halle_requests_total{route=\"/{town}\",method=\"GET\",status=\"2xx\"} 1",
            "halle_requests_total{route=\"/{town}\",method=\"GET\",status=\"3xx\"} 1",
            "halle_requests_total{route=\"/{town}\",method=\"other\",status=\"4xx\"} 1",
            "halle_requests_total{route=\"none\",method=\"GET\",status=\"4xx\"} 1",
            "halle_request_duration_seconds_count{route=\"/{town}\",method=\"GET\"} 2",
        ] {
            assert!(said.lines().any(|said| said == line), "{line} in\n{said}");
        }
        assert!(!said.contains("/healthz") && !said.contains("file"), "{said}");
    }
}
