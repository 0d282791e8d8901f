//! A name with no typing: said in one phrase, told by a barcode, or chosen from the shop's own words.

use super::{
    bench::Bench,
    scanning::{Barcode, BarcodeTold},
};
use crate::{browser::dictation, ui::Icon};
use domain::catalogue::{ListingForm, Spoken, StockKind, hear, suggest};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// Words offered before and while a name is typed.
const OFFERED: usize = 3;

/// The name with its helpers.
#[component]
pub(super) fn Naming(bench: Bench, names: Vec<String>) -> impl IntoView {
    let Bench { locale, form, .. } = bench;
    let listens = RwSignal::new(false);
    let listening = RwSignal::new(false);
    let unheard = RwSignal::new(false);
    // Known only in the browser: the server draws it as if it had no ears.
    Effect::new(move |_| listens.set(dictation::is_offered()));
    let listen = move |_: ev::MouseEvent| {
        listening.set(true);
        unheard.set(false);
        spawn_local(async move {
            match dictation::listen("fr-FR").await {
                Ok(said) => form.update(|form| fill(form, hear(&said))),
                Err(_) => unheard.set(true),
            }
            listening.set(false);
        });
    };
    let offers = move || {
        let typed = form.with(|form| form.name.clone());
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut offers = suggest(&known, &typed, OFFERED);
        offers.retain(|offer| *offer != typed);
        offers
    };
    let offer = move |word: String| {
        let name = word.clone();
        let take = move |_: ev::MouseEvent| form.update(|form| form.name.clone_from(&name));
        view! { <li><button class="chip chip--offer" type="button" on:click=take>{word}</button></li> }
    };
    view! {
        <div class="naming">
            <label class="visually-hidden" for="pricing-name">{td_string!(locale, capture.name)}</label>
            <input class="field__input naming__field" id="pricing-name" placeholder=td_string!(locale, capture.name) autocomplete="off" maxlength="80"
                prop:value=move || form.with(|form| form.name.clone())
                on:input:target=move |event| form.update(|form| form.name = event.target().value()) />
            <button class="capture__tool" type="button" hidden=move || !listens.get()
                aria-pressed=move || listening.get().to_string() on:click=listen>
                <Icon name="mic" />" "<span class="visually-hidden">{td_string!(locale, naming.say)}</span>
            </button>
            <Barcode bench=bench />
        </div>
        <p class="naming__words" role="status" hidden=move || !listening.get() && !unheard.get()>
            {move || if listening.get() { td_string!(locale, naming.listening) } else { td_string!(locale, naming.unheard) }}
        </p>
        <BarcodeTold bench=bench />
        <ul class="naming__offers" role="list" aria-label=td_string!(locale, naming.offers)>
            {move || offers().into_iter().map(offer).collect_view()}
        </ul>
    }
}

/// What was said goes into the form; what was not said stays as it was.
fn fill(form: &mut ListingForm, said: Spoken) {
    if let Some(name) = said.name {
        form.name = name;
    }
    if let Some(price) = said.price {
        form.price = price.cents().typed();
    }
    if let Some(unit) = said.unit {
        form.unit = unit.to_string();
    }
    if let Some(content) = said.content {
        form.content = content.to_string();
    }
    if let Some(pieces) = said.pieces {
        form.stock = StockKind::Pieces.to_string();
        form.pieces = pieces.to_string();
    }
}
