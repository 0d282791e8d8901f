//! The signature screen: a photo, a price, on sale. The server draws it as a plain form that works by itself; once
//! awake, the island opens the camera over it. Nothing here waits for the network: what was confirmed goes into the
//! ribbon and leaves on its own.

mod bench;
mod cards;
mod coach;
mod finder;
mod habits;
mod hand;
mod keypad;
mod naming;
mod plain_form;
mod pricing;
mod ribbon;
mod scanning;

use crate::i18n::Locale;
use bench::{Bench, Stage};
use domain::{
    catalogue::{Category, ListingError, ListingForm, Unit},
    id::{ProductId, ShopId},
    shops::ShopKind,
};
use finder::Finder;
use habits::Habits;
use leptos::prelude::*;
use plain_form::PlainForm;
pub(super) use plain_form::units;
use pricing::Pricing;
use ribbon::Ribbon;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

/// What the merchant said so far, and what needs another look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// As typed.
    pub form: ListingForm,
    /// Nothing wrong by default.
    pub wrong: ListingError,
    /// Name of the picture that was sent along and is stored already.
    pub kept: Option<String>,
    /// Why the picture that was sent along was not kept.
    pub photo_wrong: Option<String>,
    /// The product of the shelf that gets another picture; none when a new one is put on sale.
    pub again: Option<Again>,
}

/// A product of the shelf whose picture is taken again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// Which product.
    pub product: ProductId,
    /// What it is called here.
    pub name: String,
}

/// The capture screen.
#[island]
pub fn Capture(
    /// Language of the texts.
    locale: Locale,
    /// Whose shelf is filled.
    shop: ShopId,
    /// Its sign.
    sign: String,
    /// Stands in for pictures.
    kind: ShopKind,
    /// The unit of the newest product, or the usual one.
    unit: Unit,
    /// The category of the two newest products, if they agree; none: what the shop usually sells.
    category: Option<Category>,
    /// The shop's own words: names of its products and where shoppers look for them, the newest first.
    words: Vec<(String, Option<Category>)>,
    /// What was typed before, if it was refused.
    said: Said,
    /// Whether nobody has heard the shop's bell yet.
    unproven: bool,
) -> impl IntoView {
    let names: Vec<String> = words.iter().map(|(name, _)| name.clone()).collect();
    let bench = Bench::new(locale, shop, unit, Habits { words, category });
    let stage = bench.stage;
    if let Some(again) = said.again.clone() {
        bench.again.set(Some(again.name));
        bench.retake_of(again.product);
    }
    Effect::new(move |_| {
        spawn_local(async move {
            bench.open().await;
            if bench.deck.with_untracked(|deck| !deck.is_empty()) && was_shared() {
                bench.next_card();
            }
        });
    });
    Effect::new(move |_| blacken(stage.get()));
    let is_finding = move || matches!(stage.get(), Stage::Viewfinder | Stage::Scanning);
    view! {
        <div hidden=move || stage.get() != Stage::Plain>
            <PlainForm locale=locale said=said choose=move |files| bench.choose(files) />
        </div>
        <div class="capture-stage" hidden=move || !is_finding()>
            <Finder bench=bench sign=sign />
        </div>
        <div class="capture-stage" hidden=move || stage.get() != Stage::Pricing>
            <Pricing bench=bench names=names />
        </div>
        <Ribbon bench=bench kind=kind unproven=unproven />
    }
}

/// Whether pictures were just shared to Halle from another app: those are priced first.
fn was_shared() -> bool {
    window()
        .location()
        .search()
        .is_ok_and(|query| query.contains("jeu=partage"))
}

/// The counter turns black while the camera is open, and has no room for tabs while a price is typed.
fn blacken(stage: Stage) {
    if let Some(body) = document().body() {
        // A body without a class list does not exist.
        let _ = body
            .class_list()
            .toggle_with_force("capture", stage != Stage::Plain);
        let _ = body
            .class_list()
            .toggle_with_force("capture--pricing", stage == Stage::Pricing);
    }
}
