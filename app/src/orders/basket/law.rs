//! What the law wants to be said before an order is sent: about alcohol, and about a sale at a distance.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use domain::{catalogue::Product, orders::OrderKind, shops::Shop};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nobody under eighteen.
#[component]
pub(super) fn AgeField(locale: Locale, checked: bool, wrong: Option<&'static str>) -> impl IntoView {
    view! {
        <div class="field">
            {wrong.map(|says| view! { <FieldError id="age-error".into() says=says /> })}
            <label class="check">
                <input type="checkbox" id="age" name="age" value="18" checked=checked
                    aria-invalid=wrong.map(|_| "true") aria-describedby=wrong.map(|_| "age-error") />" "
                {td_string!(locale, alcohol.of_age)}
            </label>
        </div>
    }
}

/// Why goods can only be reserved, where their shops would take firm orders of others; none: they can be ordered.
pub(super) fn unsaid(locale: Locale, goods: &[Product]) -> Option<String> {
    let name = |product: &Product| speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let names: Vec<String> = goods
        .iter()
        .map(|product| speech::quoted(locale, &name(product)))
        .collect();
    (!names.is_empty()).then(|| td_string!(locale, firm.unsaid, products = names.join(", ")))
}

/// The other way to order: the sale is made here and now. All that must be known before stands before the button (Code
/// de la consommation, art. L221-5 and L221-14).
#[component]
pub(super) fn FirmOrder(
    locale: Locale,
    /// The town's slug.
    town: String,
    sellers: Vec<Shop>,
    sum: String,
) -> impl IntoView {
    let sellers = sellers.into_iter().map(|shop| {
        let phone = shop.phone.map(|phone| phone.to_string()).unwrap_or_default();
        let terms = routes::sale(&town, &shop.slug);
        let name = shop.name.to_string();
        view! {
            <li>
                {td_string!(locale, firm.seller, shop = name.clone(), address = shop.address, phone = phone)}" "
                <a href=terms>{td_string!(locale, law.sale_title, shop = name)}</a>
            </li>
        }
    });
    let sellers = sellers.collect_view();
    view! {
        <details class="firm" id="firm">
            <summary>{td_string!(locale, firm.title)}</summary>
            <p>{td_string!(locale, firm.lead)}</p>
            <ul class="firm__facts">
                {sellers}
                <li>{td_string!(locale, firm.price, sum = sum)}</li>
                <li>{td_string!(locale, firm.delivery)}</li>
                <li>{td_string!(locale, firm.withdrawal)}</li>
                <li>{td_string!(locale, firm.warranty)}</li>
                <li>{td_string!(locale, firm.confirmation)}</li>
            </ul>
            <button class="button button--quiet button--wide" type="submit" name="kind" value=OrderKind::Firm.as_str()>
                <Icon name="pencil" />" "{td_string!(locale, firm.button)}
            </button>
        </details>
    }
}
