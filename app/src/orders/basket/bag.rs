//! One kraft bag of the basket.

use super::bags::Bag;
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Picture},
};
use chrono::NaiveDate;
use domain::{
    basket::Basket,
    catalogue::{Product, Unit},
    shops::Shop,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::orders::Offered;

/// Choices in a line's quantity list, at least.
const CHOICES: u32 = 12;

/// A shop's share: its things inside, and when to come.
#[component]
pub(super) fn BagSection(
    locale: Locale,
    town: String,
    basket: Basket,
    at: usize,
    bag: Bag,
    chosen: Option<String>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    let heading = format!("bag-{at}");
    let id = heading.clone();
    let state = if bag.door.is_open() {
        "opening-state--open"
    } else {
        "opening-state--soon"
    };
    let lines = bag.lines.into_iter().map(|(product, quantity)| {
        view! { <LineItem locale=locale town=town.clone() basket=basket.clone() product=product quantity=quantity /> }.into_any()
    });
    let lines = lines.collect_view();
    view! {
        <section class="bag" aria-labelledby=heading>
            <div class="bag__fold">
                <h2 id=id>{bag.shop.name.to_string()}</h2>
                <p class=format!("opening-state {state} opening-state--on-kraft")>{speech::door(locale, &bag.door)}</p>
            </div>
            <ul class="bag__lines" role="list">{lines}</ul>
            <WindowChoice locale=locale shop=bag.shop windows=bag.windows today=bag.door.today chosen=chosen wrong=wrong />
        </section>
    }
}

#[component]
fn WindowChoice(
    locale: Locale,
    shop: Shop,
    windows: Vec<Offered>,
    today: NaiveDate,
    chosen: Option<String>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    if windows.is_empty() {
        return view! { <div class="bag__slot"><p>{td_string!(locale, basket.no_window)}</p></div> }
            .into_any();
    }
    let (id, error) = (format!("window-{}", shop.id), format!("window-error-{}", shop.id));
    let options = windows.into_iter().map(|Offered { window, has_room }| {
        let key = window.key();
        let selected = has_room && chosen.as_ref() == Some(&key);
        let when = speech::window(locale, &window, today);
        let words = if has_room {
            when
        } else {
            td_string!(locale, basket.full, when = when)
        };
        view! { <option value=key selected=selected disabled=!has_room>{words}</option> }
    });
    let options = options.collect_view();
    let described = wrong.is_some().then(|| error.clone());
    view! {
        <div class="bag__slot">
            <label class="field__label" for=id.clone()>{td_string!(locale, basket.when, shop = shop.name.to_string())}</label>
            {wrong.map(|says| view! { <FieldError id=error says=says /> })}
            <select class="field__input" id=id.clone() name=id form="reserve" aria-invalid=wrong.map(|_| "true") aria-describedby=described>
                <option value="">{td_string!(locale, basket.choose)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn LineItem(locale: Locale, town: String, basket: Basket, product: Product, quantity: u32) -> impl IntoView {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let address = routes::carrying(
        &routes::product(&town, &product.shop.slug, &product.slug),
        &basket,
    );
    let total = speech::euros(locale, product.price.cents() * quantity);
    let price = format!(
        "{} {}",
        speech::euros(locale, product.price.cents()),
        speech::unit(locale, product.unit)
    );
    let hurry = speech::on_offer(locale, product.stock);
    let most = product.stock.on_offer().min(CHOICES.max(quantity));
    let options = (1..=most.max(quantity)).map(|choice| {
        let words = if product.unit == Unit::Piece {
            choice.to_string()
        } else {
            speech::quantity(product.unit, choice)
        };
        view! { <option value=choice.to_string() selected=choice == quantity>{words}</option> }
    });
    let options = options.collect_view();
    let (id, field, action) = (
        product.id.to_string(),
        format!("quantity-{}", product.id),
        routes::basket(&town),
    );
    let class = if product.photo.is_some() {
        "photo basket-line__photo"
    } else {
        "photo photo--none basket-line__photo"
    };
    view! {
        <li class="basket-line">
            <div class=class><Picture photo=product.photo kind=product.shop.kind sizes="64px" /></div>
            <h3 class="basket-line__name">
                <a href=address>{name.clone()}</a>" "
                <span class="basket-line__unit">{price.trim_end().to_owned()}{hurry.map(|words| format!(", {}", words.to_lowercase()))}</span>
            </h3>
            <p class="basket-line__price">{total}</p>
            <div class="basket-line__change">
                <form method="get" action=action.clone()>
                    <input type="hidden" name="panier" value=basket.to_string() />
                    <input type="hidden" name="changer" value=id.clone() />
                    <div class="quantity">
                        <label class="visually-hidden" for=field.clone()>{td_string!(locale, basket.quantity_of, product = name.clone())}</label>
                        <select class="quantity__input" id=field name="nombre">{options}</select>
                    </div>
                    <button class="button button--plain" type="submit">
                        {td_string!(locale, basket.change)}
                        <span class="visually-hidden">" "{td_string!(locale, basket.change_of, product = name.clone())}</span>
                    </button>
                </form>
                <form method="get" action=action>
                    <input type="hidden" name="panier" value=basket.to_string() />
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
