//! The shopper's square before the merchant's camera: it opens the order that it names.

use crate::{
    browser::{
        camera::{self, Facing},
        eye::{self, Square},
        network,
    },
    i18n::Locale,
    routes,
    ui::Icon,
};
use leptos::{html::Video, prelude::*};
use leptos_i18n::td_string;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlVideoElement;

/// Between two looks: a hand needs that long to move.
const PAUSE: Duration = Duration::from_millis(120);

/// What the eye does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Eye {
    /// Without scripts, or on the server: there is none.
    Asleep,
    Shut,
    Looking,
    /// It looks on, and what it saw is no reservation.
    Stranger,
    /// No camera, or it may not be used, or its reader could not be fetched.
    Blind,
}

impl Eye {
    const fn is_open(self) -> bool {
        matches!(self, Self::Looking | Self::Stranger)
    }
}

/// A button that opens the camera. The code can always be typed instead.
#[island]
pub fn ReadSquare(
    /// Language of the texts.
    locale: Locale,
) -> impl IntoView {
    let eye = RwSignal::new(Eye::Asleep);
    let video = NodeRef::<Video>::new();
    Effect::new(move |_| eye.set(Eye::Shut));
    let open = move |_| {
        if let Some(video) = video.get_untracked() {
            eye.set(Eye::Looking);
            spawn_local(look(video, eye));
        }
    };
    let says = move || match eye.get() {
        Eye::Asleep | Eye::Shut => "",
        Eye::Looking => td_string!(locale, inbox.square_aim),
        Eye::Stranger => td_string!(locale, inbox.square_stranger),
        Eye::Blind => td_string!(locale, inbox.square_blind),
    };
    view! {
        <div class="square-eye" hidden=move || eye.get() == Eye::Asleep>
            <button class="button button--quiet button--wide" type="button" hidden=move || eye.get().is_open() on:click=open>
                <Icon name="qr" />" "{td_string!(locale, inbox.square)}
            </button>
            <video class="square-eye__image" node_ref=video muted=true playsinline=true hidden=move || !eye.get().is_open()></video>
            <p class="small" role="status">{says}</p>
            <button class="button button--plain" type="button" hidden=move || !eye.get().is_open() on:click=move |_| eye.set(Eye::Shut)>
                <Icon name="x" />" "{td_string!(locale, inbox.square_stop)}
            </button>
        </div>
    }
}

/// Looks until a reservation is seen, or until the eye is shut.
async fn look(video: HtmlVideoElement, eye: RwSignal<Eye>) {
    if camera::open(&video, Facing::World).await.is_err() {
        return eye.set(Eye::Blind);
    }
    while eye.get_untracked().is_open() {
        match eye::read(&video).await {
            Ok(Some(Square(words))) => match routes::code_in(&words) {
                Some(code) => return network::go_to(&routes::handover(&code)),
                None => eye.set(Eye::Stranger),
            },
            // Some phones take the camera away while they are locked.
            Ok(None) if camera::is_gone(&video) => eye.set(Eye::Shut),
            Ok(None) => {}
            Err(_) => eye.set(Eye::Blind),
        }
        gloo_timers::future::sleep(PAUSE).await;
    }
    camera::close(&video);
}
