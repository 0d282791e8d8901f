//! A barcode in place of a name: seen by the camera, or its digits typed; then what is known of the goods under it.

use super::bench::{Bench, Stage};
use crate::{
    browser::{eye, network::in_time},
    catalogue::api::describe,
    error::ApiError,
    i18n::Locale,
    speech,
    ui::Icon,
};
use domain::catalogue::{Ean, Source};
use leptos::{
    ev,
    html::{Input, Video},
    prelude::*,
};
use leptos_i18n::td_string;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

/// Between two looks: a hand needs that long to move.
const PAUSE: Duration = Duration::from_millis(120);

/// What came of a barcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Being asked for.
    Asking,
    /// Known, and by whom.
    By(Source),
    /// Nobody described it yet.
    Unknown,
    /// Not the digits of a barcode.
    NotDigits,
    /// This browser reads none: the digits can be typed.
    Unread,
    /// Nobody could be asked; the digits are kept with the product.
    Unreached,
}

/// The way to the eye that looks for barcodes, and what it found.
#[component]
pub(super) fn Barcode(bench: Bench) -> impl IntoView {
    let locale = bench.locale;
    view! {
        <button class="capture__tool" type="button" on:click=move |_| bench.stage.set(Stage::Scanning)>
            <Icon name="barcode" />" "<span class="visually-hidden">{td_string!(locale, naming.scan)}</span>
        </button>
    }
}

/// What came of the barcode, under the name; with what it told beside name and content, for that is published too.
#[component]
pub(super) fn BarcodeTold(bench: Bench) -> impl IntoView {
    let Bench { locale, form, .. } = bench;
    let learned = move || form.with(|form| learned(locale, &form.brand, &form.allergens));
    let clear = move |_: ev::MouseEvent| {
        form.update(|form| {
            form.brand.clear();
            form.allergens.clear();
        });
    };
    view! {
        <p class="naming__words naming__learned" hidden=move || learned().is_empty()>
            {learned}
            <button class="capture__tool" type="button" on:click=clear>
                <Icon name="x" />" "{td_string!(locale, naming.clear)}
            </button>
        </p>
        <p class="naming__words" role="status" hidden=move || bench.told.get().is_none()>
            {move || bench.told.get().map(|told| in_words(bench.locale, told))}
        </p>
    }
}

/// The digits, for whoever cannot wait for the eye.
#[component]
pub(super) fn Digits(bench: Bench) -> impl IntoView {
    let locale = bench.locale;
    let input = NodeRef::<Input>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            found(bench, input.value());
            input.set_value("");
        }
    };
    let wrong = move || matches!(bench.told.get(), Some(Told::NotDigits | Told::Unread));
    view! {
        <form class="digits" on:submit=submit novalidate>
            <label class="visually-hidden" for="digits">{td_string!(locale, naming.digits)}</label>
            <input class="field__input" id="digits" inputmode="numeric" autocomplete="off" placeholder=td_string!(locale, naming.digits) node_ref=input />
            <button class="button" type="submit">{td_string!(locale, naming.look_up)}</button>
        </form>
        <p class="pricing__error" role="alert" hidden=move || !wrong()>
            <Icon name="alert" />" "{move || bench.told.get().filter(|_| wrong()).map(|told| in_words(locale, told))}
        </p>
    }
}

/// Looks through the camera for as long as that is wished, until something is seen.
pub(super) fn scan_while(bench: Bench, video: NodeRef<Video>) {
    Effect::new(move |_| {
        if bench.stage.get() != Stage::Scanning {
            return;
        }
        bench.told.set(None);
        spawn_local(async move {
            while bench.stage.get_untracked() == Stage::Scanning {
                let Some(video) = video.get_untracked() else {
                    return;
                };
                match eye::read::<Ean>(&video).await {
                    Ok(Some(ean)) => return found(bench, ean.to_string()),
                    Ok(None) => gloo_timers::future::sleep(PAUSE).await,
                    Err(_) => return bench.told.set(Some(Told::Unread)),
                }
            }
        });
    });
}

/// Digits were seen or typed: the product keeps them, and what is known fills the fields that are empty.
fn found(bench: Bench, digits: String) {
    if digits.parse::<Ean>().is_err() {
        return bench.told.set(Some(Told::NotDigits));
    }
    bench.form.update(|form| form.ean.clone_from(&digits));
    bench.stage.set(Stage::Pricing);
    bench.told.set(Some(Told::Asking));
    let begun = bench.begun.get_untracked();
    spawn_local(async move {
        let told = match in_time(describe(digits)).await {
            Ok(Ok(Some(known))) => {
                // The answer may come when another product is in hand.
                if bench.begun.get_untracked() == begun {
                    bench.form.update(|form| known.fill(form));
                }
                Told::By(known.source)
            }
            Ok(Ok(None)) => Told::Unknown,
            Ok(Err(ApiError::Refused(_))) => Told::NotDigits,
            Ok(Err(_)) | Err(_) => Told::Unreached,
        };
        if bench.begun.get_untracked() == begun {
            bench.told.set(Some(told));
        }
    });
}

/// The brand and the allergens, each as a sentence.
fn learned(locale: Locale, brand: &str, allergens: &str) -> String {
    let is_known = |words: &str| !words.trim().is_empty();
    let brand = is_known(brand).then(|| td_string!(locale, naming.brand, brand = brand.to_owned()));
    let allergens =
        is_known(allergens).then(|| td_string!(locale, naming.allergens, allergens = allergens.to_owned()));
    let both = brand.into_iter().chain(allergens);
    both.collect::<Vec<_>>().join(" ")
}

fn in_words(locale: Locale, told: Told) -> &'static str {
    match told {
        Told::Asking => td_string!(locale, naming.asking),
        Told::By(source) => speech::source(locale, source),
        Told::Unknown => td_string!(locale, naming.unknown),
        Told::NotDigits => td_string!(locale, naming.not_digits),
        Told::Unread => td_string!(locale, naming.unread),
        Told::Unreached => td_string!(locale, naming.unreached),
    }
}
