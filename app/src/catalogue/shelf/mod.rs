//! The merchant's own shelf: what is on sale, at what price, and every change that cannot wait. Drawn by the server as
//! plain forms, thirty products a page; once awake, it holds the whole shelf, searches in it, and sends each change by
//! the counter's post, so that it works without a network too.

mod bulk;
mod fields;
mod hearing;
mod line;
mod measure;
mod morning;
#[cfg(feature = "ssr")]
pub mod page;
mod row;
mod standing;

pub use row::{Row, Sight};

use super::post::Post;
use crate::{browser::new_id, i18n::Locale, routes, ui::Icon};
use bulk::Bulk;
use domain::{
    catalogue::Wish,
    id::{ProductId, ShopId},
    shops::ShopKind,
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;
use line::Line;
use morning::Morning;
use serde::{Deserialize, Serialize};
use standing::Standing;
use std::collections::HashMap;
use wasm_bindgen_futures::spawn_local;

/// Products drawn at once: more than a phone shows, and few enough to wake up in a moment.
pub const PAGE: usize = 30;

/// What a form without scripts was refused: shown again with what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which product.
    pub product: ProductId,
    /// About what: the word of its form.
    pub about: String,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub says: String,
}

/// The shelf while it is worked on.
#[derive(Clone, Copy)]
struct Shelf {
    locale: Locale,
    kind: ShopKind,
    rows: RwSignal<Vec<RwSignal<Row>>>,
    chosen: RwSignal<Vec<ProductId>>,
    /// What another phone or the market answered, in words.
    says: RwSignal<Option<String>>,
    /// Whether this device only lends a hand here.
    lends: bool,
    /// How the market knows the products about which something is wished: what it refuses goes back to that.
    known: RwSignal<HashMap<ProductId, Row>>,
    post: Post,
}

impl Shelf {
    /// Grants a wish at once on this page, and asks the market for it.
    fn wish(self, product: ProductId, wish: Wish) {
        self.grant(product, &wish);
        self.ask(product, wish);
    }

    /// Asks the market for a wish that this page grants by itself.
    fn ask(self, product: ProductId, wish: Wish) {
        self.says.set(None);
        self.remember(product);
        self.post.wish(product, wish);
    }

    /// How the market knows it, before anything is wished of it.
    fn remember(self, product: ProductId) {
        if let Some(row) = self.row(product) {
            self.known.update_untracked(|known| {
                known.entry(product).or_insert_with(|| row.get_untracked());
            });
        }
    }

    fn grant(self, product: ProductId, wish: &Wish) {
        let Some(row) = self.row(product) else { return };
        self.remember(product);
        match wish {
            Wish::Withdraw => self.forget(product),
            Wish::Duplicate(id) => {
                let mut another = row.get_untracked();
                another.id = *id;
                another.hidden = true;
                let known = self.row(*id).is_some();
                if !known {
                    self.rows.update(|rows| rows.insert(0, RwSignal::new(another)));
                }
            }
            wish => row.update(|row| row.grant(wish)),
        }
    }

    fn row(self, product: ProductId) -> Option<RwSignal<Row>> {
        self.rows.with_untracked(|rows| {
            rows.iter()
                .find(|row| row.with_untracked(|row| row.id == product))
                .copied()
        })
    }

    fn forget(self, product: ProductId) {
        self.rows
            .update(|rows| rows.retain(|row| row.with_untracked(|row| row.id != product)));
    }
}

/// The shelf.
#[island]
pub fn ShelfList(
    /// Language of the texts.
    locale: Locale,
    /// Whose shelf.
    shop: ShopId,
    /// Whether this device only lends a hand there.
    lends: bool,
    /// Stands in for pictures.
    kind: ShopKind,
    /// All of it, the newest first.
    rows: Vec<Row>,
    /// What is looked for.
    query: String,
    /// Which products are looked at.
    sight: Sight,
    /// How many pages are open.
    pages: usize,
    /// What was refused before, without scripts.
    refused: Option<Refused>,
) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(RwSignal::new).collect();
    let shelf = Shelf {
        locale,
        kind,
        rows: RwSignal::new(rows),
        chosen: RwSignal::new(Vec::new()),
        says: RwSignal::new(None),
        lends,
        known: RwSignal::new(HashMap::new()),
        post: Post::new(shop, lends),
    };
    let query = RwSignal::new(query);
    let sight = RwSignal::new(sight);
    let pages = RwSignal::new(pages);
    // What was wished in an earlier page and has not left yet is shown as wished.
    Effect::new(move |_| {
        spawn_local(async move {
            for (product, wish) in shelf.post.open().await {
                shelf.grant(product, &wish);
            }
        });
    });
    Effect::new(move |_| {
        shelf.hear(shelf.post.hear());
    });
    let found = Memo::new(move |_| {
        let wanted = row::words(&query.get());
        let sight = sight.get();
        shelf.rows.with(|rows| {
            rows.iter()
                .filter(|row| row.with(|row| sight.sees(row) && row.is_called(&wanted, locale, kind)))
                .copied()
                .collect::<Vec<_>>()
        })
    });
    let shown = move || {
        let mut rows = found.get();
        rows.truncate(pages.get() * PAGE);
        rows
    };
    let look = move |event: ev::SubmitEvent| event.prevent_default();
    let typed = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        query.set(event.target().value());
        pages.set(1);
    };
    let more = move |event: ev::MouseEvent| {
        event.prevent_default();
        pages.update(|pages| *pages += 1);
    };
    let line = move |row: RwSignal<Row>| {
        let refused = refused
            .clone()
            .filter(|refused| row.with_untracked(|row| row.id == refused.product));
        view! { <Line shelf=shelf row=row refused=refused /> }
    };
    let next = move || {
        format!(
            "{}?q={}&voir={}&pages={}",
            routes::SHELF,
            query.get(),
            sight.get(),
            pages.get() + 1
        )
    };
    view! {
        <Standing shelf=shelf />
        <Morning shelf=shelf />
        <form class="shelf-search" role="search" method="get" action=routes::SHELF on:submit=look>
            <label class="visually-hidden" for="shelf-query">{td_string!(locale, shelf.search)}</label>
            <input class="field__input" id="shelf-query" name="q" type="search" autocomplete="off" placeholder=td_string!(locale, shelf.search)
                value=query.get_untracked() prop:value=move || query.get() on:input:target=typed />
            <Sights locale=locale sight=sight pages=pages shelf=shelf />
        </form>
        <Bulk shelf=shelf found=found />
        <p class="soft" hidden=move || !found.with(Vec::is_empty)>{td_string!(locale, shelf.none)}</p>
        <ul class="shelf-list" role="list">
            <For each=shown key=|row| row.with_untracked(|row| row.id) children=line />
        </ul>
        <p hidden={move || found.with(Vec::len) <= pages.get() * PAGE}>
            <a class="button button--quiet button--wide" href=next on:click=more>{td_string!(locale, shelf.more)}</a>
        </p>
    }
}

/// Which products are looked at.
#[component]
fn Sights(locale: Locale, sight: RwSignal<Sight>, pages: RwSignal<usize>, shelf: Shelf) -> impl IntoView {
    let choose = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        sight.set(event.target().value().parse().unwrap_or(Sight::All));
        pages.set(1);
    };
    // All of them in one look at each product: there may be two thousand.
    let counts = Memo::new(move |_| {
        let mut counts = [0_usize; Sight::ALL.len()];
        shelf.rows.with(|rows| {
            for row in rows {
                row.with(|row| {
                    for (count, of) in counts.iter_mut().zip(Sight::ALL) {
                        *count += usize::from(of.sees(row));
                    }
                });
            }
        });
        counts
    });
    let options = Sight::ALL.iter().enumerate().map(|(at, of)| {
        let of = *of;
        view! {
            <option value=of.as_str() selected=sight.get_untracked() == of>
                {move || format!("{} ({})", of.in_words(locale), counts.get()[at])}
            </option>
        }
    });
    view! {
        <label class="visually-hidden" for="shelf-sight">{td_string!(locale, shelf.sight)}</label>
        <select class="field__input" id="shelf-sight" name="voir" on:change:target=choose>{options.collect_view()}</select>
        <button class="button button--plain" type="submit"><Icon name="search" />" "<span class="visually-hidden">{td_string!(locale, shelf.search)}</span></button>
    }
}

/// An id for a product that is made from another.
fn another() -> ProductId {
    ProductId(new_id())
}
