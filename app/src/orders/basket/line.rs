//! One thing in a bag: what it costs now, and what has changed since it was chosen.

use super::bags::Wanted;
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{Icon, Picture},
};
use domain::{basket::Basket, catalogue::Unit};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Choices in a line's quantity list, at least.
const CHOICES: u32 = 12;

#[component]
pub(super) fn LineItem(locale: Locale, town: String, basket: Basket, line: Wanted) -> impl IntoView {
    let news = news(locale, &line);
    let Wanted {
        product, quantity, ..
    } = line;
    let is_gone = quantity == 0;
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let address = routes::carrying(
        &routes::product(&town, &product.shop.slug, &product.slug),
        &basket,
    );
    let total = (!is_gone).then(|| speech::euros(locale, product.price.cents() * quantity));
    let price = format!(
        "{} {}",
        speech::euros(locale, product.price.cents()),
        speech::unit(locale, product.unit)
    );
    let hurry = speech::on_offer(locale, product.stock).filter(|_| !is_gone);
    let photo = if product.photo.is_some() {
        "photo basket-line__photo"
    } else {
        "photo photo--none basket-line__photo"
    };
    let class = if is_gone {
        "basket-line basket-line--gone"
    } else {
        "basket-line"
    };
    let (id, action) = (product.id.to_string(), routes::basket(&town));
    let place = format!("line-{id}");
    let change = (!is_gone).then(|| {
        view! { <ChangeForm locale=locale action=action.clone() basket=basket.clone() id=id.clone() name=name.clone() unit=product.unit quantity=quantity most=product.stock.on_offer() /> }
    });
    view! {
        <li class=class id=place>
            <div class=photo><Picture photo=product.photo kind=product.shop.kind sizes="64px" /></div>
            <h3 class="basket-line__name">
                <a href=address>{name.clone()}</a>" "
                <span class="basket-line__unit">{price.trim_end().to_owned()}{hurry.map(|words| format!(", {}", words.to_lowercase()))}</span>
            </h3>
            <p class="basket-line__price">{total}</p>
            {news.into_iter().map(|words| view! { <p class="basket-line__news"><Icon name="alert" />" "{words}</p> }).collect_view()}
            <div class="basket-line__change">
                {change}
                <form method="get" action=action>
                    <input type="hidden" name=routes::CARRIED value=basket.to_string() />
                    <input type="hidden" name="changer" value=id />
                    <input type="hidden" name="nombre" value="0" />
                    <button class="button button--plain" type="submit">
                        {td_string!(locale, basket.remove)}<span class="visually-hidden">" "{name}</span>
                    </button>
                </form>
            </div>
        </li>
    }
}

/// What is not as it was when the shopper chose it.
fn news(locale: Locale, line: &Wanted) -> Vec<String> {
    let euros = |price: domain::money::Price| speech::euros(locale, price.cents());
    if line.quantity == 0 {
        return vec![td_string!(locale, basket.gone).to_owned()];
    }
    let price = line.before.map(|before| {
        td_string!(
            locale,
            basket.price_changed,
            now = euros(line.product.price),
            before = euros(before)
        )
    });
    let fewer = (line.quantity < line.asked).then(|| td_string!(locale, basket.fewer, left = line.quantity));
    price.into_iter().chain(fewer).collect()
}

#[component]
fn ChangeForm(
    locale: Locale,
    action: String,
    basket: Basket,
    /// The product's.
    id: String,
    name: String,
    unit: Unit,
    quantity: u32,
    /// As many as can be had.
    most: u32,
) -> impl IntoView {
    let field = format!("quantity-{id}");
    let options = (1..=most.min(CHOICES.max(quantity))).map(|choice| {
        let words = if unit == Unit::Piece {
            choice.to_string()
        } else {
            speech::quantity(unit, choice)
        };
        view! { <option value=choice.to_string() selected=choice == quantity>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <form method="get" action=action>
            <input type="hidden" name=routes::CARRIED value=basket.to_string() />
            <input type="hidden" name="changer" value=id />
            <div class="quantity">
                <label class="visually-hidden" for=field.clone()>{td_string!(locale, basket.quantity_of, product = name.clone())}</label>
                <select class="quantity__input" id=field name="nombre">{options}</select>
            </div>
            <button class="button button--plain" type="submit">
                {td_string!(locale, basket.change)}
                <span class="visually-hidden">" "{td_string!(locale, basket.change_of, product = name)}</span>
            </button>
        </form>
    }
}
