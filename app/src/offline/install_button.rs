use crate::{browser::install, i18n::Locale, ui::Icon};
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    None,
    Made,
    Taken,
}

/// The short way, where the browser offers one; the steps below it work everywhere.
#[island]
pub fn InstallButton(
    /// Language of the texts.
    locale: Locale,
) -> impl IntoView {
    let offer = RwSignal::new(Offer::None);
    Effect::new(move |_| install::when_offered(move || offer.set(Offer::Made)));
    let take_up = move |_| {
        spawn_local(async move {
            // The browser takes its offer back either way.
            let taken = install::take_up().await;
            offer.set(if taken { Offer::Taken } else { Offer::None });
        });
    };
    view! {
        <div class="coach__offer" role="status">
            <button class="button button--big button--wide" type="button" on:click=take_up hidden=move || offer.get() != Offer::Made>
                <Icon name="home" />" "{td_string!(locale, install.button)}
            </button>
            <p hidden=move || offer.get() != Offer::Taken>{td_string!(locale, install.taken)}</p>
        </div>
    }
}
