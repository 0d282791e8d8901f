use crate::{i18n::Locale, speech};
use domain::{catalogue::Unit, money::Price};
use leptos::prelude::*;

/// The slate label: the price as it hangs in the market.
#[component]
pub fn PriceLabel(
    /// For the comma.
    locale: Locale,
    /// What it says.
    price: Price,
    /// What the price buys.
    unit: Unit,
    /// `price-label--big`, `price-label--huge` or nothing.
    #[prop(default = "")]
    size: &'static str,
) -> impl IntoView {
    let (euros, cents) = speech::price_parts(locale, price.cents());
    let unit = speech::unit(locale, unit);
    view! {
        <p class=format!("price-label {size}")>
            <span class="price-label__amount">
                {euros}{(!cents.is_empty()).then(|| view! { <span class="price-label__cents">{cents}</span> })}"\u{202F}€"
            </span>
            {(!unit.is_empty()).then(|| view! { " "<span class="price-label__unit">{unit}</span> })}
        </p>
    }
}
