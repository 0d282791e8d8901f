//! This phone's bell: allow it, try it, silence it. Only scripts can do any of this.

use super::api::{allow_ring, silence_ring, test_ring};
use crate::{
    browser::{
        bell,
        ring::{self, Standing},
        worker,
    },
    i18n::Locale,
    routes,
    ui::Icon,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// What there is to say about the last thing that was done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    /// The test ring was sent.
    Rung,
    /// It arrived.
    Came,
    Failed,
}

/// The bell of this phone.
#[island]
pub fn Ringer(
    /// Language of the texts.
    locale: Locale,
    /// The server's public key, base64url.
    key: String,
    /// Whether the server rings this phone.
    rings: bool,
) -> impl IntoView {
    let standing = RwSignal::new(if rings { Standing::Rings } else { Standing::Silent });
    let said = RwSignal::new(Said::Nothing);
    let busy = RwSignal::new(false);
    let key = StoredValue::new(key);
    Effect::new(move |_| {
        // The town hall's pages have no other reason to hire it.
        worker::register();
        ring::when_tested(move || said.set(Said::Came));
        spawn_local(async move {
            standing.set(ring::standing(&key.get_value()).await);
        });
    });
    // One thing at a time, and what went wrong is said.
    let asking = move |work: std::pin::Pin<Box<dyn Future<Output = bool>>>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        said.set(Said::Nothing);
        spawn_local(async move {
            if !work.await {
                said.set(Said::Failed);
            }
            busy.set(false);
        });
    };
    let allow = move |_| {
        asking(Box::pin(async move {
            match ring::allow(&key.get_value()).await {
                Ok(device) => {
                    let taken = allow_ring(device).await.is_ok();
                    standing.set(if taken { Standing::Rings } else { Standing::Silent });
                    taken
                }
                Err(now) => {
                    standing.set(now);
                    now != Standing::Silent
                }
            }
        }));
    };
    let try_it = move |_| {
        // Browsers let a page sound only from a finger's touch on.
        bell::wake();
        asking(Box::pin(async move {
            let sent = test_ring().await.is_ok();
            // It may have arrived before the answer.
            if sent && said.get_untracked() == Said::Nothing {
                said.set(Said::Rung);
            }
            sent
        }));
    };
    let silence = move |_| {
        asking(Box::pin(async move {
            let done = silence_ring().await.is_ok();
            if done {
                ring::forget().await;
                standing.set(Standing::Silent);
            }
            done
        }));
    };
    let is = move |wanted: Standing| standing.get() == wanted;
    let says = move || match said.get() {
        Said::Nothing => "",
        Said::Rung => td_string!(locale, bell.rung),
        Said::Came => td_string!(locale, bell.came),
        Said::Failed => td_string!(locale, bell.failed),
    };
    view! {
        <div class="ringer">
            <h3>{td_string!(locale, bell.step_allow)}</h3>
            <p class="ringer__state" hidden=move || !is(Standing::Rings)><Icon name="bell" />" "{td_string!(locale, bell.rings)}</p>
            <p class="ringer__state" hidden=move || !is(Standing::Silent)>{td_string!(locale, bell.silent)}</p>
            <p hidden=move || !is(Standing::Denied)>{td_string!(locale, bell.denied)}</p>
            <p hidden=move || !is(Standing::Unable)>{td_string!(locale, bell.unable)}</p>
            <p hidden=move || !is(Standing::NeedsHomeScreen)>
                {td_string!(locale, bell.iphone)}" "<a href=routes::INSTALL>{td_string!(locale, bell.install)}</a>
            </p>
            <button class="button button--big button--wide" type="button" hidden=move || !is(Standing::Silent) disabled=move || busy.get() on:click=allow>
                <Icon name="bell" />" "{td_string!(locale, bell.allow)}
            </button>
            <div class="ringer__try" hidden=move || !is(Standing::Rings)>
                <h3>{td_string!(locale, bell.step_try)}</h3>
                <p class="soft">{td_string!(locale, bell.check_volume)}</p>
                <button class="button button--big button--wide" type="button" disabled=move || busy.get() on:click=try_it>
                    <Icon name="bell" />" "{td_string!(locale, bell.ring)}
                </button>
            </div>
            <p class="ringer__said" role="status">{says}</p>
            <button class="button button--plain" type="button" hidden=move || !is(Standing::Rings) disabled=move || busy.get() on:click=silence>
                {td_string!(locale, bell.silence)}
            </button>
        </div>
    }
}
