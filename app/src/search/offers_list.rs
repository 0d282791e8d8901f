//! The field in which one types, and under it what may be meant. Without scripts it is a field.

use crate::{
    browser::{lines, network},
    i18n::Locale,
};
use domain::search::Query;
use leptos::{ev, html, prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use std::time::Duration;

/// Without a letter for so long, somebody waits for an offer.
const PAUSE: Duration = Duration::from_millis(140);

/// A combobox with a list that is asked for while one types: arrows choose, Enter goes there, Escape closes it. Enter on what
/// was typed looks for that.
#[island]
pub fn OffersList(
    /// Language of the texts.
    locale: Locale,
    /// Address of the offers.
    asks: String,
    /// What was typed already.
    said: String,
) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let (is_awake, wake) = signal(false);
    let offers = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<usize>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    // Answers come in any order: only the last question's counts.
    let question = StoredValue::new(0_u32);
    Effect::new(move |_| wake.set(true));
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            offers.track();
            lines::mark(&list, chosen.get());
        }
    });
    let is_open = move || offers.with(|offers| !offers.is_empty());
    let close = move || {
        question.update_value(|question| *question += 1);
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        chosen.set(None);
        offers.set(String::new());
    };
    let typed = move |typed: String| {
        close();
        if typed.trim().chars().count() < 2 {
            return;
        }
        let asks = asks.clone();
        let number = question.get_value();
        let ask = move || {
            spawn_local(async move {
                let answer = network::ask(&asks, &typed).await.unwrap_or_default();
                if question.get_value() == number {
                    offers.set(answer);
                }
            });
        };
        waiting.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    let pressed = move |key: ev::KeyboardEvent| {
        let count = list.get_untracked().map_or(0, |list| lines::count(&list));
        match key.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                key.prevent_default();
                chosen.update(|chosen| *chosen = next(*chosen, count, key.key() == "ArrowDown"));
            }
            "Enter" => {
                if let Some((list, at)) = list.get_untracked().zip(chosen.get_untracked()) {
                    key.prevent_default();
                    lines::go(&list, at);
                }
            }
            "Escape" if count > 0 => {
                key.prevent_default();
                close();
            }
            _ => {}
        }
    };
    view! {
        <div class="search-field__box">
            <input class="search-field__input" id="search" type="text" name="q" value=said maxlength=Query::MAX_LENGTH.to_string()
                placeholder=td_string!(locale, search.placeholder) autocomplete="off" enterkeyhint="search"
                role=move || is_awake.get().then_some("combobox")
                aria-autocomplete=move || is_awake.get().then_some("list")
                aria-controls=move || is_awake.get().then_some("offers")
                aria-expanded=move || is_awake.get().then(|| is_open().to_string())
                aria-activedescendant=move || chosen.get().map(|at| format!("offer-{at}"))
                on:input:target=move |input| typed(input.target().value())
                on:keydown=pressed on:blur=move |_| close() />
            <ul class="offers" id="offers" role="listbox" aria-label=td_string!(locale, search.offers) node_ref=list
                hidden=move || !is_open() inner_html=move || offers.get()
                // The field keeps the focus while a line is touched.
                on:mousedown=|touched| touched.prevent_default()
                on:click=|touched| lines::follow(&touched)></ul>
        </div>
    }
}

/// The line after this one or before it; beyond the ends is the field itself.
const fn next(chosen: Option<usize>, count: usize, is_down: bool) -> Option<usize> {
    match chosen {
        None if is_down => Some(0),
        None => Some(count - 1),
        Some(at) if is_down && at + 1 < count => Some(at + 1),
        Some(at) if !is_down && at > 0 => Some(at - 1),
        Some(_) => None,
    }
}
