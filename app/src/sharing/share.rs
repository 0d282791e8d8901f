//! A shopper's button: the link and its words.

use super::said;
use crate::{browser::share, i18n::Locale, ui::Icon};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;

/// Hands a page's link on. Hidden until it is awake: without scripts it can do nothing.
#[island]
pub fn Share(
    /// Language of the texts.
    locale: Locale,
    /// What it is called.
    title: String,
    /// A sentence about it.
    text: String,
    /// Its address, whole.
    url: String,
) -> impl IntoView {
    let asleep = RwSignal::new(true);
    let says = RwSignal::new(String::new());
    Effect::new(move |_| asleep.set(false));
    let share = move |_| {
        let (title, text, url) = (title.clone(), text.clone(), url.clone());
        spawn_local(async move {
            let shared = share::share(&title, &text, &url, None).await;
            says.set(said(locale, shared, &url));
        });
    };
    view! {
        <div class="share" hidden=move || asleep.get()>
            <button class="button button--quiet" type="button" on:click=share>
                <Icon name="share" />" "{td_string!(locale, sharing.share)}
            </button>
            <p class="share__said" role="status">{move || says.get()}</p>
        </div>
    }
}
