//! The keys under the thumb, and what a price reads after each.

use crate::{i18n::Locale, ui::Icon};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Digits before the comma: no price here has more.
const EUROS: usize = 5;
const CENTS: usize = 2;

/// What the price reads after a key: a digit, a comma, or an erasure ("⌫").
pub(super) fn typed(price: &str, key: char) -> String {
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

/// The keypad.
#[component]
pub(super) fn Keys(locale: Locale, press: impl Fn(char) + Copy + 'static) -> impl IntoView {
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
