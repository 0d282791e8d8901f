//! The card under the frozen picture: the slate label fills as digits are typed; a name may be said, scanned or typed.

use super::{
    bench::{Bench, Remark, Stage},
    coach::Hint,
    hand::show,
    keypad::{Keys, typed},
    naming::Naming,
    plain_form::units,
};
use crate::{i18n::Locale, speech, ui::Icon};
use domain::catalogue::{ListingForm, StockKind, Unit, unit_price};
use leptos::{ev, html::Canvas, prelude::*};
use leptos_i18n::td_string;
use wasm_bindgen::JsCast;

/// The word for a single piece in the field that says how many there are.
const ONE: &str = "one";

/// The pricing stage.
#[component]
pub(super) fn Pricing(
    bench: Bench,
    /// The shop's own words.
    names: Vec<String>,
) -> impl IntoView {
    let Bench {
        locale, form, stage, ..
    } = bench;
    let wrong = RwSignal::new(None::<String>);
    let press = move |key: char| {
        wrong.set(None);
        form.update(|form| form.price = typed(&form.price, key));
    };
    let submit = move || {
        let said = form.get_untracked();
        match said.parse() {
            Ok(_) => bench.sell(said),
            Err(error) => wrong.set(speech::listing_error(locale, error)),
        }
    };
    // A keyboard beside the screen types prices too, except into a field of its own.
    let keydown = window_event_listener(ev::keydown, move |event| {
        let at = document()
            .active_element()
            .map_or_else(String::new, |element| element.tag_name());
        let in_a_field = ["INPUT", "SELECT"].contains(&at.as_str());
        if stage.get_untracked() != Stage::Pricing || in_a_field || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            // Enter sells from the first card to the last; on a button it means that button.
            "Enter" if at == "BODY" => submit(),
            "Backspace" => press('⌫'),
            "." | "," => press(','),
            key if key.len() == 1 => key.chars().filter(char::is_ascii_digit).for_each(press),
            _ => {}
        }
    });
    on_cleanup(move || keydown.remove());
    // No key that was pressed for the last card stays pressed for this one.
    Effect::new(move |_| {
        bench.begun.track();
        wrong.set(None);
        if let Some(focused) = document()
            .active_element()
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // What cannot let go of the focus keeps it.
            let _ = focused.blur();
        }
    });
    let is_card = move || bench.card.with(Option::is_some);
    view! {
        <form class="pricing" on:submit=move |event: ev::SubmitEvent| { event.prevent_default(); submit() } novalidate>
            <h1 class="visually-hidden">{td_string!(locale, capture.price_title)}</h1>
            <Photograph bench=bench is_wrong=Signal::derive(move || wrong.with(Option::is_some)) />
            <p class="pricing__error" role="alert" hidden=move || wrong.with(Option::is_none)>
                <Icon name="alert" />" "{wrong}
            </p>
            <div class="pricing__more">
                <Naming bench=bench names=names />
                <Quantity bench=bench />
            </div>
            <Keys locale=locale press=press />
            <div class="pricing__top">
                <button class="capture__tool" type="button" on:click=move |_| bench.put_down() hidden=move || !is_card()>
                    <Icon name="arrow-left" />" "{move || td_string!(locale, deck.left, count = bench.deck.with(Vec::len))}
                </button>
                <button class="capture__tool" type="button" on:click=move |_| bench.skip()
                    hidden={move || !is_card() || bench.deck.with(Vec::len) < 2}>
                    {td_string!(locale, deck.skip)}
                </button>
                <button class="capture__tool" type="button" on:click=move |_| bench.discard() hidden=move || !is_card()>
                    <Icon name="x" />" "{td_string!(locale, deck.discard)}
                </button>
            </div>
            <button class="button button--big button--wide" type="submit">{td_string!(locale, capture.sell)}</button>
        </form>
    }
}

/// The picture with its slate label, and what could be better about it.
#[component]
fn Photograph(bench: Bench, is_wrong: Signal<bool>) -> impl IntoView {
    let Bench { locale, form, .. } = bench;
    let canvas = NodeRef::<Canvas>::new();
    Effect::new(move |_| {
        bench.shown.track();
        if let Some(canvas) = canvas.get() {
            show(&canvas);
        }
    });
    let (euros, cents) = (
        move || {
            form.with(|form| {
                form.price
                    .split_once(',')
                    .map_or(form.price.clone(), |(euros, _)| euros.to_owned())
            })
        },
        move || form.with(|form| form.price.split_once(',').map(|(_, cents)| format!(",{cents}"))),
    );
    let dark = move || bench.remark.get() == Some(Remark::Coach(Hint::Dark));
    view! {
        <div class="photo pricing__photo">
            <canvas class="photo__image" node_ref=canvas role="img" aria-label=td_string!(locale, capture.taken) width="360" height="360"></canvas>
            <div class="pricing__develop">
                <button class="capture__tool" type="button" on:click=move |_| bench.retake()>
                    <Icon name="camera" />" "{td_string!(locale, capture.retake)}
                </button>
                <button class="capture__tool" type="button" aria-pressed=move || dark().to_string() on:click=move |_| bench.brighten()>
                    <Icon name="torch" />" "{td_string!(locale, coach.brighten)}
                </button>
                <button class="capture__tool" type="button" hidden=move || !bench.uncut.get() on:click=move |_| bench.square()>
                    <Icon name="image" />" "{td_string!(locale, coach.square)}
                </button>
            </div>
            <p class="pricing__hint" role="status" hidden=move || bench.remark.get().is_none()>
                {move || bench.remark.get().map(|remark| in_words(locale, remark))}
            </p>
            <p class="price-label price-label--huge" class:price-label--wrong=is_wrong>
                <span class="visually-hidden">{td_string!(locale, capture.price_label)}</span>
                <output class="price-label__amount" aria-live="polite">
                    {euros}<span class="price-label__cents">{cents}</span>
                    <span class="pricing__caret" aria-hidden="true"></span>"\u{202F}€"
                </output>
                {move || form.with(|form| compared(locale, form)).map(|says| view! { " "<span class="price-label__unit">{says}</span> })}
            </p>
        </div>
    }
}

/// What the price buys, and how much is in it.
#[component]
fn Quantity(bench: Bench) -> impl IntoView {
    let Bench { locale, form, .. } = bench;
    let per_piece = move || form.with(|form| form.unit.parse().unwrap_or(Unit::Piece) == Unit::Piece);
    view! {
        <div class="pricing__quantity">
            <div>
                <label class="visually-hidden" for="pricing-unit">{td_string!(locale, capture.unit)}</label>
                <select class="field__input" id="pricing-unit"
                    prop:value=move || form.with(|form| form.unit.clone())
                    on:change:target=move |event| form.update(|form| form.unit = event.target().value())>
                    {units(locale, "piece")}
                </select>
            </div>
            <div hidden=move || !per_piece()>
                <label class="visually-hidden" for="pricing-content">{td_string!(locale, capture.content)}</label>
                <input class="field__input" id="pricing-content" placeholder=td_string!(locale, capture.content_example) autocomplete="off" maxlength="20"
                    prop:value=move || form.with(|form| form.content.clone())
                    on:input:target=move |event| form.update(|form| form.content = event.target().value()) />
            </div>
            <Stall bench=bench />
        </div>
    }
}

/// How many there are on the stall, where one of them or a few are worth saying.
#[component]
fn Stall(bench: Bench) -> impl IntoView {
    let Bench { locale, form, .. } = bench;
    let chosen = move || {
        form.with(|form| match (form.stock.as_str(), form.pieces.as_str()) {
            ("pieces", "1") => ONE.to_owned(),
            ("", _) => StockKind::Always.to_string(),
            (kind, _) => kind.to_owned(),
        })
    };
    let choose = move |word: String| {
        form.update(|form| match word.as_str() {
            ONE => (form.stock, form.pieces) = (StockKind::Pieces.to_string(), "1".to_owned()),
            // What was counted aloud keeps its count.
            "pieces" => form.stock = word,
            _ => (form.stock, form.pieces) = (word, String::new()),
        });
    };
    // More than one piece is said aloud, or counted on the shelf.
    let counted = move || form.with(|form| form.stock == "pieces" && form.pieces != "1");
    let pieces = move || form.with(|form| td_string!(locale, capture.counted, count = form.pieces.clone()));
    view! {
        <div>
            <label class="visually-hidden" for="pricing-stock">{td_string!(locale, capture.on_stall)}</label>
            <select class="field__input" id="pricing-stock" prop:value=chosen on:change:target=move |event| choose(event.target().value())>
                <option value=StockKind::Always.as_str()>{td_string!(locale, capture.stock_always)}</option>
                <option value=StockKind::Few.as_str()>{td_string!(locale, capture.stock_few)}</option>
                <option value=ONE>{td_string!(locale, capture.stock_one)}</option>
                {move || counted().then(|| view! { <option value="pieces" selected=true>{pieces}</option> })}
            </select>
        </div>
    }
}

/// The price per kilogram or litre, as soon as it can be known.
fn compared(locale: Locale, form: &ListingForm) -> Option<String> {
    let listing = form.parse().ok()?;
    let compared = unit_price(listing.price, listing.unit, listing.content)?;
    Some(speech::unit_price(locale, compared))
}

fn in_words(locale: Locale, remark: Remark) -> &'static str {
    match remark {
        Remark::Coach(Hint::Dark) => td_string!(locale, coach.dark),
        Remark::Coach(Hint::Blurred) => td_string!(locale, coach.blurred),
        Remark::Coach(Hint::Tilted) => td_string!(locale, coach.tilted),
        Remark::Unreadable => td_string!(locale, coach.unreadable),
    }
}
