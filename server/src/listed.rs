//! A router that remembers which addresses it was given, so that a test can ask at each of them who may do what there.

use crate::{pages::Server, site};
use axum::{Router, routing::MethodRouter};
use leptos::server_fn::axum::server_fn_paths;
use std::collections::BTreeSet;

/// Takes routes as [`Router::route`] does.
#[derive(Default)]
#[must_use]
pub struct Listed {
    router: Router<Server>,
    paths: BTreeSet<String>,
}

impl Listed {
    /// Answers at an address, or in one more way at an address that it knows.
    pub fn route(mut self, path: &str, answers: MethodRouter<Server>) -> Self {
        self.paths.insert(path.to_owned());
        Self {
            router: self.router.route(path, answers),
            paths: self.paths,
        }
    }

    /// The same for every file beside the builds, which are as many addresses and one thing.
    pub fn files(mut self, answers: &MethodRouter<Server>) -> Self {
        for file in site::files() {
            self.router = self.router.route(&format!("/{file}"), answers.clone());
        }
        self
    }

    /// What was listed, to be given its layers.
    pub fn into_router(self) -> Router<Server> {
        self.router
    }

    /// Every address as axum writes it, `/commande/{key}`: what was listed, all pages, and all server functions.
    pub fn into_paths(self) -> BTreeSet<String> {
        let mut paths = self.paths;
        paths.extend(crate::pages::all().iter().map(|page| page.path().to_owned()));
        paths.extend(server_fn_paths().map(|(path, _)| path.to_owned()));
        paths
    }
}
