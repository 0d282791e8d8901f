//! The price under the frozen picture: the slate label fills as digits are typed.

use super::{Stage, plain_form::units};
use crate::{i18n::Locale, speech, ui::Icon};
use domain::{catalogue::ListingForm, money::PriceError};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// Digits before the comma: no price here has more.
const EUROS: usize = 5;
const CENTS: usize = 2;

/// What the price reads after a key: a digit, a comma, or an erasure ("⌫").
fn typed(price: &str, key: char) -> String {
    let mut next = price.to_owned();
    match (key, price.split_once(',')) {
        ('⌫', _) => drop(next.pop()),
        (',', None) => next.push_str(if price.is_empty() { "0," } else { "," }),
        ('0'..='9', None) if price == "0" => next = key.to_string(),
        ('0'..='9', None) if price.len() < EUROS => next.push(key),
        ('0'..='9', Some((_, cents))) if cents.len() < CENTS => next.push(key),
        _ => {}
    }
    next
}

/// The pricing stage.
#[component]
pub(super) fn Pricing(
    locale: Locale,
    address: RwSignal<String>,
    form: RwSignal<ListingForm>,
    home: RwSignal<Stage>,
    stage: RwSignal<Stage>,
    sell: impl Fn(ListingForm) + Copy + 'static,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<PriceError>);
    let press = move |key: char| {
        wrong.set(None);
        form.update(|form| form.price = typed(&form.price, key));
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = form.get_untracked();
        match said.parse() {
            Ok(_) => sell(said),
            Err(error) => wrong.set(error.price),
        }
    };
    // A keyboard beside the screen types prices too, except into a field of its own.
    let keydown = window_event_listener(ev::keydown, move |event| {
        let in_a_field = document()
            .active_element()
            .is_some_and(|element| ["INPUT", "SELECT"].contains(&element.tag_name().as_str()));
        if stage.get_untracked() != Stage::Pricing || in_a_field || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "Backspace" => press('⌫'),
            "." | "," => press(','),
            key if key.len() == 1 => key.chars().filter(char::is_ascii_digit).for_each(press),
            _ => {}
        }
    });
    on_cleanup(move || keydown.remove());
    let retake = move |_: ev::MouseEvent| {
        stage.set(home.get_untracked());
    };
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
    view! {
        <form class="pricing" on:submit=submit novalidate>
            <h1 class="visually-hidden">{td_string!(locale, capture.price_title)}</h1>
            <div class="photo pricing__photo">
                <img class="photo__image" src=move || address.get()
                    alt=td_string!(locale, capture.taken) width="360" height="360" />
                <button class="capture__tool pricing__retake" type="button" on:click=retake>
                    <Icon name="camera" />" "{td_string!(locale, capture.retake)}
                </button>
                <p class="price-label price-label--huge" class:price-label--wrong=move || wrong.get().is_some()>
                    <span class="visually-hidden">{td_string!(locale, capture.price_label)}</span>
                    <output class="price-label__amount" aria-live="polite">
                        {euros}<span class="price-label__cents">{cents}</span>
                        <span class="pricing__caret" aria-hidden="true"></span>"\u{202F}€"
                    </output>
                </p>
            </div>
            <p class="pricing__error" role="alert" hidden=move || wrong.get().is_none()>
                <Icon name="alert" />" "{move || wrong.get().map(|why| speech::price_error(locale, why))}
            </p>
            <div class="pricing__more">
                <div>
                    <label class="visually-hidden" for="pricing-name">{td_string!(locale, capture.name)}</label>
                    <input class="field__input" id="pricing-name" placeholder=td_string!(locale, capture.name) autocomplete="off" maxlength="80"
                        prop:value=move || form.with(|form| form.name.clone())
                        on:input:target=move |event| form.update(|form| form.name = event.target().value()) />
                </div>
                <div>
                    <label class="visually-hidden" for="pricing-unit">{td_string!(locale, capture.unit)}</label>
                    <select class="field__input" id="pricing-unit"
                        prop:value=move || form.with(|form| form.unit.clone())
                        on:change:target=move |event| form.update(|form| form.unit = event.target().value())>
                        {units(locale, "piece")}
                    </select>
                </div>
            </div>
            <Keys locale=locale press=press />
            <button class="button button--big button--wide" type="submit">{td_string!(locale, capture.sell)}</button>
        </form>
    }
}

#[component]
fn Keys(locale: Locale, press: impl Fn(char) + Copy + 'static) -> impl IntoView {
    let digit = move |digit: char| {
        view! { <button class="keypad__key" type="button" on:click=move |_| press(digit)>{digit.to_string()}</button> }
    };
    view! {
        <div class="keypad" role="group" aria-label=td_string!(locale, capture.price)>
            {"123456789".chars().map(digit).collect_view()}
            <button class="keypad__key keypad__key--quiet" type="button" on:click=move |_| press(',')>
                <span aria-hidden="true">","</span><span class="visually-hidden">{td_string!(locale, capture.comma)}</span>
            </button>
            {digit('0')}
            <button class="keypad__key keypad__key--quiet" type="button" on:click=move |_| press('⌫')>
                <Icon name="backspace" /><span class="visually-hidden">{td_string!(locale, capture.erase)}</span>
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &str) -> String {
        keys.chars().fold(String::new(), |price, key| typed(&price, key))
    }

    #[test]
    fn keys_make_a_price() {
        assert_eq!(keys("350"), "350");
        assert_eq!(keys("3,50"), "3,50");
        assert_eq!(keys(",5"), "0,5");
        assert_eq!(keys("3,509"), "3,50");
        assert_eq!(keys("3,,5"), "3,5");
        assert_eq!(keys("007"), "7");
        assert_eq!(keys("1234567"), "12345");
        assert_eq!(keys("3,5⌫⌫⌫⌫4"), "4");
    }
}
