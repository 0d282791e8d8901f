//! The doorbell of the counter: on whichever page the merchant is, a new order rings until somebody touches the orders'
//! page. In quiet hours it says so without a sound. While the network is away it waits; the browser connects again by itself.

use super::api::{is_quiet, unseen};
use crate::{
    browser::{bell, ear},
    i18n::Locale,
    routes,
    ui::Icon,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two rings.
const PAUSE: u32 = 6_000;
/// Rings between two questions whether the shop wants quiet by now: about a minute.
const TURNS: u32 = 10;
/// Milliseconds between two such questions while nothing rings.
const QUARTER_HOUR: u32 = 15 * 60 * 1000;

/// Says that there are new orders, and rings.
#[island]
pub fn Doorbell(
    /// Language of the texts.
    locale: Locale,
    /// Orders that nobody had seen when the page was made.
    waiting: u64,
    /// True on the page of the orders, which shows them itself.
    at_the_rail: bool,
) -> impl IntoView {
    let count = RwSignal::new(waiting);
    let is_mute = RwSignal::new(false);
    // Asked ahead, so that the ring waits for nothing; none as long as nobody knows.
    let quiet = RwSignal::new(None);
    let ask = move || {
        spawn_local(async move {
            if let Ok(now) = unseen().await {
                count.set(now);
            }
        });
    };
    Effect::new(move |_| {
        let look = move || {
            bell::tell_orders_changed();
            ask();
        };
        ear::hear(routes::INBOX_EVENTS, look, look);
        bell::on_touch(move || {
            bell::wake();
            is_mute.set(false);
        });
        spawn_local(async move {
            loop {
                learn(quiet).await;
                TimeoutFuture::new(until_the_quarter()).await;
            }
        });
    });
    Effect::new(move |ringing: Option<bool>| {
        let waiting = count.get();
        bell::show_count(waiting);
        // One round of rings at a time; it ends by itself when nothing waits any more.
        if waiting > 0 && !ringing.unwrap_or(false) {
            spawn_local(ring_until_seen(count, quiet, is_mute));
        }
        waiting > 0
    });
    let says = move || match count.get() {
        1 => td_string!(locale, doorbell.one).to_owned(),
        several => td_string!(locale, doorbell.several, count = several),
    };
    view! {
        <div class="doorbell" role="alert" hidden=move || count.get() == 0>
            <div class="band doorbell__inner">
                <Icon name="bell" />
                <p class="doorbell__says">
                    {says}
                    <span hidden=move || !is_mute.get()>" "{td_string!(locale, doorbell.mute)}</span>
                </p>
                {(!at_the_rail).then(|| view! { <a class="button" href=routes::INBOX>{td_string!(locale, doorbell.look)}</a> })}
            </div>
        </div>
    }
}

async fn ring_until_seen(count: RwSignal<u64>, quiet: RwSignal<Option<bool>>, is_mute: RwSignal<bool>) {
    let mut turn = 0;
    while count.get_untracked() > 0 {
        let may_ring = quiet.get_untracked() == Some(false);
        // A page stays open over night: what was true when it was made is not true for ever. Silence is not kept on an old
        // answer, but a ring waits for no new one. Unanswered, it rings on.
        let asks = turn % TURNS == 0;
        if asks && !may_ring {
            learn(quiet).await;
        }
        is_mute.set(quiet.get_untracked() != Some(true) && !bell::ring());
        if asks && may_ring {
            learn(quiet).await;
        }
        turn += 1;
        TimeoutFuture::new(PAUSE).await;
    }
    is_mute.set(false);
}

async fn learn(quiet: RwSignal<Option<bool>>) {
    if let Ok(now) = is_quiet().await {
        quiet.set(Some(now));
    }
}

/// Milliseconds until the clock shows the next quarter of an hour, at which most quiet hours begin.
fn until_the_quarter() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "less than a quarter of an hour"
    )]
    let since = js_sys::Date::now().rem_euclid(f64::from(QUARTER_HOUR)) as u32;
    QUARTER_HOUR - since
}
