//! The camera with its shutter; also the eye that looks for a barcode.

use super::{
    bench::{Bench, Stage},
    plain_form::take_files,
    scanning::{Digits, scan_while},
};
use crate::{
    browser::{
        camera::{self, Abilities, Facing},
        deck::MOST,
        picture,
    },
    ui::Icon,
};
use leptos::{
    ev,
    html::{Input, Video},
    prelude::*,
};
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// How the camera is nearer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    No,
    /// By its lens.
    Lens,
    /// By the middle of its picture, where the lens stays as it is.
    Cut,
}

/// Opens the camera as soon as the page is awake; where it is refused, the plain form stays.
#[component]
pub(super) fn Finder(bench: Bench, sign: String) -> impl IntoView {
    let locale = bench.locale;
    let video = NodeRef::<Video>::new();
    let gallery = NodeRef::<Input>::new();
    let abilities = RwSignal::new(Abilities::default());
    let (lit, near) = (RwSignal::new(false), RwSignal::new(Near::No));
    let facing = RwSignal::new(Facing::World);
    let open = move || {
        let Some(video) = video.get_untracked() else {
            return;
        };
        lit.set(false);
        near.set(Near::No);
        spawn_local(async move {
            if let Ok(able) = camera::open(&video, facing.get_untracked()).await {
                abilities.set(able);
                bench.home.set(Stage::Viewfinder);
                // A file that was chosen in the meantime is priced first.
                if bench.stage.get_untracked() == Stage::Plain {
                    bench.stage.set(Stage::Viewfinder);
                }
            }
        });
    };
    Effect::new(move |_| video.get().map(|_| open()));
    // Some phones take the camera away while they are locked.
    let back = window_event_listener(ev::focus, move |_| {
        let gone = video.get_untracked().is_some_and(|video| camera::is_gone(&video));
        if gone && bench.home.get_untracked() == Stage::Viewfinder {
            open();
        }
    });
    on_cleanup(move || back.remove());
    let shoot = move |_: ev::MouseEvent| {
        let Some(video) = video.get_untracked() else {
            return;
        };
        let zoom = if near.get_untracked() == Near::Cut {
            2.0
        } else {
            1.0
        };
        if let Ok(taken) = picture::from_video(&video, zoom) {
            bench.take(taken);
        }
    };
    let chosen = move |_: ev::Event| {
        if let Some(field) = gallery.get_untracked() {
            bench.choose(take_files(field));
        }
    };
    let is_scanning = move || bench.stage.get() == Stage::Scanning;
    scan_while(bench, video);
    let words = move || match bench.again.get() {
        _ if is_scanning() => td_string!(locale, naming.aim).to_owned(),
        Some(product) => td_string!(locale, capture.again_frame, product = product),
        None => td_string!(locale, capture.frame).to_owned(),
    };
    let waiting = move || bench.deck.with(Vec::len);
    let deck_words = move || match waiting() {
        1 => td_string!(locale, deck.price_one).to_owned(),
        count => td_string!(locale, deck.price, count = count),
    };
    view! {
        <h1 class="visually-hidden">{td_string!(locale, capture.take)}</h1>
        <div class="viewfinder" class:viewfinder--near=move || near.get() == Near::Cut
            class:viewfinder--odd=move || bench.flash.get() % 2 == 1 class:viewfinder--even={move || bench.flash.get() > 0 && bench.flash.get().is_multiple_of(2)}>
            <video class="viewfinder__image" node_ref=video muted=true playsinline=true autoplay=true></video>
            <div class="viewfinder__grid" aria-hidden="true" hidden=is_scanning></div>
            <div class="viewfinder__corners" aria-hidden="true"></div>
            <div class="viewfinder__bar" aria-hidden="true" hidden=move || !is_scanning()></div>
            <p class="viewfinder__words" role="status">{words}</p>
        </div>
        // Below the picture, where the thumb is.
        <div class="capture__bar">
            <p class="capture__shop">{sign}</p>
            <Tools bench=bench video=video abilities=abilities lit=lit near=near open=open turned=facing />
        </div>
        <button class="button button--wide capture__deck" type="button"
            hidden=move || is_scanning() || waiting() == 0 on:click=move |_| bench.next_card()>
            <Icon name="image" />" "{deck_words}
        </button>
        <p class="pricing__error" role="status" hidden={move || waiting() < MOST}>{td_string!(locale, deck.full, most = MOST)}</p>
        <div class="capture__controls" hidden=is_scanning>
            <div class="capture__tool-place">
                <input class="visually-hidden" id="gallery" type="file" accept="image/*" multiple=true node_ref=gallery on:change=chosen />
                <label class="capture__tool" for="gallery"><Icon name="image" />" "{td_string!(locale, capture.gallery)}</label>
            </div>
            <button class="shutter" type="button" disabled={move || bench.later.get() && waiting() >= MOST} on:click=shoot>
                <span class="visually-hidden">{td_string!(locale, capture.shutter)}</span>
            </button>
            <button class="capture__tool" type="button" aria-pressed=move || bench.later.get().to_string()
                on:click=move |_| bench.later.update(|later| *later = !*later)>
                <Icon name="package" />" "{td_string!(locale, deck.later)}
            </button>
        </div>
        <div hidden=move || !is_scanning()><Digits bench=bench /></div>
        <div class="capture__controls" hidden=move || !is_scanning()>
            <span></span>
            <button class="button button--quiet" type="button" on:click=move |_| bench.stage.set(Stage::Pricing)>
                {td_string!(locale, naming.stop)}
            </button>
            <span></span>
        </div>
    }
}

/// Lamp, the other camera, and closer.
#[component]
fn Tools(
    bench: Bench,
    video: NodeRef<Video>,
    abilities: RwSignal<Abilities>,
    lit: RwSignal<bool>,
    near: RwSignal<Near>,
    open: impl Fn() + Copy + 'static,
    turned: RwSignal<Facing>,
) -> impl IntoView {
    let locale = bench.locale;
    let light = move |_: ev::MouseEvent| {
        let Some(video) = video.get_untracked() else {
            return;
        };
        let on = !lit.get_untracked();
        spawn_local(async move {
            if camera::light(&video, on).await.is_ok() {
                lit.set(on);
            }
        });
    };
    let come = move |_: ev::MouseEvent| {
        let nearer = near.get_untracked() == Near::No;
        let lens = abilities.get_untracked().lens;
        let (Some(video), Some((whole, twice))) = (video.get_untracked(), lens) else {
            return near.set(if nearer { Near::Cut } else { Near::No });
        };
        spawn_local(async move {
            let moved = camera::bring(&video, if nearer { twice } else { whole }).await;
            near.set(match moved {
                Ok(()) if nearer => Near::Lens,
                Err(_) if nearer => Near::Cut,
                _ => Near::No,
            });
        });
    };
    let turn = move |_: ev::MouseEvent| {
        turned.update(|facing| *facing = facing.turned());
        open();
    };
    view! {
            <div class="capture__tools">
                <button class="capture__tool" type="button" hidden=move || !abilities.get().lamp
                    aria-pressed=move || lit.get().to_string() on:click=light>
                    <Icon name="torch" />" "{td_string!(locale, capture.light)}
                </button>
                <button class="capture__tool" type="button" hidden=move || !abilities.get().turns on:click=turn>
                    <Icon name="switch-camera" />" "{td_string!(locale, capture.flip)}
                </button>
                <button class="capture__tool" type="button" aria-pressed=move || (near.get() != Near::No).to_string() on:click=come>
                    "2×"<span class="visually-hidden">" "{td_string!(locale, capture.zoom)}</span>
                </button>
            </div>
    }
}
