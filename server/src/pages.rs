//! How a page is drawn, and drawn again with what was typed when a form was refused.

use crate::{
    api::Answers,
    cards::Cards,
    layers,
    limits::{Limits, Networks},
    metrics::Metrics,
    router,
};
use app::{app::App, page::NoPage, shell::shell, state::House};
use axum::{
    body::Body,
    extract::{FromRef, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{Method, Request, StatusCode, request::Parts};
use leptos::{
    config::{LeptosOptions, get_config_from_str},
    context::provide_context,
};
use services::visits::Tally;
use tokio::sync::watch;

/// What every handler may reach.
#[derive(Clone)]
pub struct Server {
    /// The rooms shared by all requests.
    pub house: House,
    /// Where Leptos finds what the browser loads.
    pub options: LeptosOptions,
    /// The pictures beside links.
    pub cards: Cards,
    /// What programs were told.
    pub answers: Answers,
    /// What was counted of the market's pages.
    pub visits: Tally,
    /// What the operator's monitoring is told.
    pub metrics: Metrics,
    /// What everybody did lately, as far as it is limited.
    pub limits: Limits,
    /// Closes when the server stops: answers that would never end must end then.
    pub stopping: watch::Receiver<()>,
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(server: &Server) -> Self {
        server.options.clone()
    }
}

impl Server {
    /// A server over a house; it stops when the sender that belongs to `stopping` is dropped.
    pub fn new(house: House, stopping: watch::Receiver<()>) -> Self {
        let mut options = leptos_options();
        options.site_pkg_dir = format!("{}/{}", options.site_pkg_dir, house.version).into();
        Self {
            limits: Limits::new(Networks::default(), house.clock.now()),
            house,
            options,
            cards: Cards::default(),
            answers: Answers::default(),
            visits: Tally::default(),
            metrics: Metrics::of(router::listed().into_paths()),
            stopping,
        }
    }

    /// Believes these about the addresses of others; nobody until somebody says so.
    #[must_use]
    pub fn trusting(mut self, proxies: Networks) -> Self {
        self.limits = Limits::new(proxies, self.house.clock.now());
        self
    }

    /// What pages and server functions find around them.
    pub fn contexts(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let house = self.house.clone();
        move || {
            provide_context(house.clone());
            layers::guard_page(&house);
        }
    }

    /// The page at the address of a form that was sent, with something to say about it.
    pub async fn again<Said>(&self, asked: &Parts, status: StatusCode, said: Said) -> Response
    where
        Said: Clone + Send + Sync + 'static,
    {
        let contexts = self.contexts();
        let options = self.options.clone();
        let draw = leptos_axum::render_app_async_with_context(
            move || {
                contexts();
                provide_context(said.clone());
            },
            move || shell(options.clone()),
        );
        let mut request = Request::from_parts(asked.clone(), Body::empty());
        *request.method_mut() = Method::GET;
        let mut response = draw(request).await;
        // A page that could not be drawn knows better.
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }

    /// The page that says why there is none.
    pub async fn instead(&self, asked: &Parts, why: impl Into<NoPage>) -> Response {
        self.again(asked, StatusCode::OK, why.into()).await
    }
}

/// After a form that was taken: the browser asks for a page, which may be loaded again without harm.
pub fn see_other(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// The page of an address that nothing answers.
pub async fn not_found(State(server): State<Server>, asked: Parts) -> Response {
    server.instead(&asked, NoPage::NotFound).await
}

/// The document's frame, for Leptos.
pub fn frame(server: &Server) -> impl Fn() -> leptos::prelude::AnyView + Clone + Send + Sync + 'static {
    use leptos::prelude::IntoAny;
    let options = server.options.clone();
    move || shell(options.clone()).into_any()
}

/// Every page of the site, as Leptos lists them.
pub fn all() -> Vec<leptos_axum::AxumRouteListing> {
    leptos_axum::generate_route_list(App)
}

/// What `Leptos.toml` says, which is inside the binary.
fn leptos_options() -> LeptosOptions {
    get_config_from_str(include_str!("../../Leptos.toml")).expect("Leptos.toml is read by this module's test")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_and_the_build_driver_agree() {
        let built = get_config_from_str(include_str!("../../Cargo.toml")).unwrap();
        let run = leptos_options();
        assert_eq!(run.output_name, built.output_name);
        assert_eq!(run.site_root, built.site_root);
        assert_eq!(run.site_pkg_dir, built.site_pkg_dir);
    }
}
