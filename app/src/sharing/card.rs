//! A merchant's button: a picture card, its words and the link.

use crate::{
    browser::{
        card::draw,
        share::{self, Shared},
    },
    i18n::Locale,
    ui::Icon,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use serde::{Deserialize, Serialize};
use std::{cell::RefCell, collections::HashMap};
use web_sys::File;

thread_local! {
    /// What was drawn on this page, by the address that it goes with. Kept between two taps: browsers open their sheet only
    /// right after a tap, and some lose patience while we draw. Not in a value of the island: the server makes islands on
    /// one thread and drops them on another.
    static DRAWN: RefCell<HashMap<String, File>> = RefCell::default();
}

/// What the picture shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// One product, or the newest.
    pub cells: Vec<Cell>,
    /// The product's name, or what they have in common.
    pub title: String,
    /// Shop and town.
    pub line: String,
    /// The address as one would type it.
    pub address: String,
}

/// One photograph with its slate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its address; none until the picture has arrived.
    pub photo: Option<String>,
    /// "9".
    pub euros: String,
    /// ",80", or nothing.
    pub cents: String,
    /// "le kilo", or nothing.
    pub unit: String,
}

/// Draws a picture card and hands it on. Hidden until it is awake: without scripts it can do nothing.
#[island]
pub fn ShareCard(
    /// Language of the texts.
    locale: Locale,
    /// What the picture shows.
    card: Card,
    /// The button's words.
    label: String,
    /// What it is about, for those who do not see beside what it stands; may be empty.
    of: String,
    /// What goes with the picture.
    text: String,
    /// The address, whole.
    url: String,
) -> impl IntoView {
    let asleep = RwSignal::new(true);
    let drawing = RwSignal::new(false);
    let says = RwSignal::new(String::new());
    Effect::new(move |_| asleep.set(false));
    let share = move |_| {
        if drawing.get_untracked() {
            return;
        }
        let (card, text, url) = (card.clone(), text.clone(), url.clone());
        spawn_local(async move {
            let mut picture = DRAWN.with_borrow(|drawn| drawn.get(&url).cloned());
            if picture.is_none() {
                drawing.set(true);
                says.set(td_string!(locale, sharing.drawing).to_owned());
                // Without its picture the link is still worth sharing.
                picture = draw(&card).await.ok();
                drawing.set(false);
                if let Some(picture) = picture.clone() {
                    DRAWN.with_borrow_mut(|drawn| drawn.insert(url.clone(), picture));
                }
            }
            says.set(String::new());
            share::offer(
                &card.title,
                &text,
                &url.clone(),
                picture.as_ref(),
                move |shared| {
                    says.set(said(locale, shared, &url));
                },
            );
        });
    };
    view! {
        <div class="share" hidden=move || asleep.get()>
            <button class="button button--quiet" type="button" on:click=share aria-disabled=move || drawing.get().then_some("true")>
                <Icon name="share" />" "<span>{label}<span class="visually-hidden">" "{of}</span></span>
            </button>
            <p class="share__said" role="status">{move || says.get()}</p>
        </div>
    }
}

fn said(locale: Locale, shared: Shared, url: &str) -> String {
    match shared {
        Shared::Again => td_string!(locale, sharing.again).to_owned(),
        Shared::Copied => td_string!(locale, sharing.copied).to_owned(),
        Shared::Unable => format!("{} {url}", td_string!(locale, sharing.unable)),
    }
}
