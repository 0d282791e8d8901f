//! What a search page is asked for, in its address.

use crate::routes;
use domain::{
    basket::Basket,
    search::{Filters, Query},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// All that a search's address says.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What was typed, on one line and cut.
    pub said: String,
    pub filters: Filters,
    /// From 1.
    pub page: usize,
}

impl Asked {
    /// Of the page that is being made. What cannot be read is as if it were not there.
    pub fn here() -> Self {
        let map = use_query_map().read_untracked();
        let value = |name: &str| map.get(name).filter(|value| !value.is_empty());
        Self {
            said: Query::parse(&value("q").unwrap_or_default()).said().to_owned(),
            filters: Filters {
                open: value("ouvert").is_some(),
                price: value("prix").and_then(|word| word.parse().ok()),
                category: value("rayon").and_then(|word| word.parse().ok()),
                shop: value("commerce").filter(|slug| slug.len() <= 80),
            },
            page: value("page").and_then(|page| page.parse().ok()).unwrap_or(1),
        }
    }

    /// The same on its first page, with other filters.
    pub fn with(&self, change: impl FnOnce(&mut Filters)) -> Self {
        let mut other = Self {
            page: 1,
            ..self.clone()
        };
        change(&mut other.filters);
        other
    }

    /// The same on another page.
    pub fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// Where it is.
    pub fn address(&self, town: &str, basket: &Basket) -> String {
        let mut said = Vec::new();
        if !self.said.is_empty() {
            said.push(("q", self.said.clone()));
        }
        if self.filters.open {
            said.push(("ouvert", "1".to_owned()));
        }
        said.extend(self.filters.price.map(|band| ("prix", band.to_string())));
        said.extend(
            self.filters
                .category
                .map(|category| ("rayon", category.to_string())),
        );
        said.extend(self.filters.shop.clone().map(|slug| ("commerce", slug)));
        if self.page > 1 {
            said.push(("page", self.page.to_string()));
        }
        let address = said.iter().fold(routes::search(town), |address, (name, value)| {
            routes::asking(&address, name, value)
        });
        routes::carrying(&address, basket)
    }
}
