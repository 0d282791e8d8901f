//! The camera with its shutter.

use super::{Stage, plain_form::take_file};
use crate::{
    browser::{camera, picture},
    i18n::Locale,
    ui::Icon,
};
use leptos::{
    ev,
    html::{Input, Video},
    prelude::*,
};
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};

/// Opens the camera as soon as the page is awake; where it is refused, the plain form stays.
#[component]
pub(super) fn Viewfinder(
    locale: Locale,
    shop: String,
    home: RwSignal<Stage>,
    stage: RwSignal<Stage>,
    take: impl Fn(Blob) + Copy + 'static,
    choose: impl Fn(File) + Copy + 'static,
) -> impl IntoView {
    let video = NodeRef::<Video>::new();
    let gallery = NodeRef::<Input>::new();
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        spawn_local(async move {
            if camera::open(&video).await.is_ok() {
                home.set(Stage::Viewfinder);
                // A file that was chosen in the meantime is priced first.
                if stage.get_untracked() == Stage::Plain {
                    stage.set(Stage::Viewfinder);
                }
            }
        });
    });
    let shoot = move |_: ev::MouseEvent| {
        let Some(video) = video.get_untracked() else {
            return;
        };
        spawn_local(async move {
            if let Ok(shot) = picture::from_video(&video).await {
                take(shot);
            }
        });
    };
    let chosen = move |_: ev::Event| gallery.get_untracked().and_then(take_file).map_or((), choose);
    view! {
        <h1 class="visually-hidden">{td_string!(locale, capture.take)}</h1>
        <div class="capture__bar"><p class="capture__shop">{shop}</p></div>
        <div class="viewfinder">
            <video class="viewfinder__image" node_ref=video muted=true playsinline=true autoplay=true></video>
            <div class="viewfinder__corners" aria-hidden="true"></div>
            <p class="viewfinder__words">{td_string!(locale, capture.frame)}</p>
        </div>
        <div class="capture__controls">
            <label class="capture__tool" for="gallery"><Icon name="image" />" "{td_string!(locale, capture.gallery)}</label>
            <input class="visually-hidden" id="gallery" type="file" accept="image/*" node_ref=gallery on:change=chosen />
            <button class="shutter" type="button" on:click=shoot>
                <span class="visually-hidden">{td_string!(locale, capture.shutter)}</span>
            </button>
            <span class="capture__tool" aria-hidden="true"></span>
        </div>
    }
}
