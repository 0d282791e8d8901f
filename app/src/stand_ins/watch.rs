//! While a square is shown: the page goes on by itself once somebody came through it.

use super::api::has_merchant;
use crate::{
    browser::{contact, network},
    i18n::Locale,
    routes,
};
use domain::id::ShopId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two questions: two people stand there and wait.
const BETWEEN: i32 = 2_500;

/// Says that it waits, once it does; without scripts the button below leads on.
#[island]
pub(super) fn TakenWatch(
    /// Language of the texts.
    locale: Locale,
    /// Whose stall it is.
    shop: ShopId,
) -> impl IntoView {
    let waits = RwSignal::new(false);
    Effect::new(move |_| {
        waits.set(true);
        spawn_local(async move {
            loop {
                contact::pause(BETWEEN).await;
                if has_merchant(shop).await == Ok(true) {
                    network::go_to(&routes::stall(shop));
                    return;
                }
            }
        });
    });
    view! {
        <p class="takeover__waits" role="status">
            {move || waits.get().then(|| td_string!(locale, stall.square_waits))}
        </p>
    }
}
