//! What is said and pressed.

use super::{Part, STOCKS};
use crate::{
    i18n::Locale,
    speech,
    ui::{Drawing, EmptyPart, FieldError, Icon, Notice, Pager, Qr, Tag, Tags},
};
use domain::{
    catalogue::{Category, Stock},
    orders::PartState,
    shops::ShopKind,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

#[component]
pub(super) fn Words(locale: Locale) -> impl IntoView {
    let states = PartState::ALL.iter().map(|state| {
        let class = match state {
            PartState::Ready | PartState::HandedOver => "chip chip--ready",
            PartState::Placed | PartState::Seen | PartState::Accepted => "chip chip--soon",
            PartState::Refused | PartState::Cancelled | PartState::Expired => "chip chip--failed",
        };
        view! { <span class=class>{speech::state(locale, *state)}</span> }
    });
    let stocks = STOCKS.map(|stock| view! { <span class="chip">{speech::stock(locale, stock)}</span> });
    let drawings = [
        Drawing::EmptyBasket,
        Drawing::EmptyStall,
        Drawing::NoOrders,
        Drawing::NotFound,
    ];
    let empty = drawings.map(|drawing| {
        view! {
            <EmptyPart title=speech::category(locale, Category::Ready).to_owned() drawing=drawing words=speech::shops(locale, 0) />
        }
    });
    let (states, stocks, empty) = (states.collect_view(), stocks.collect_view(), empty.collect_view());
    view! {
        <Part name="Chip, PartState"><div class="design__row">{states}</div></Part>
        <Part name="Chip, Stock"><div class="design__row">{stocks}</div></Part>
        <Part name="Notice">
            <div class="design__column">
                <Notice icon="check" kind="notice--done">{speech::stock(locale, Stock::Always)}</Notice>
                <Notice icon="alert">{speech::stock(locale, Stock::Few)}</Notice>
                <div class="notice notice--failed"><Icon name="alert" /><div class="notice__body">{speech::stock(locale, Stock::Out)}</div></div>
            </div>
        </Part>
        <Part name="EmptyPart">{empty}</Part>
        <Part name="Qr"><Qr holds="https://halle.example/dourdan".into() label=format!("QR {locale}") /></Part>
    }
}

/// What one types into, chooses from and ticks: at rest, and refused.
#[component]
pub(super) fn Fields(locale: Locale) -> impl IntoView {
    let id = move |what: &str| format!("design-{locale}-{what}");
    let wrong = speech::price_error(locale, domain::money::PriceError::Missing);
    let kinds = ShopKind::ALL
        .iter()
        .map(|kind| view! { <option>{speech::kind(locale, *kind)}</option> });
    let kinds = kinds.collect_view();
    view! {
        <Part name="Field">
            <div class="fields">
                <div class="field">
                    <label class="field__label" for=id("calm")>{td_string!(locale, description.address)}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
                    <input class="field__input" id=id("calm") value="12 rue de Chartres" />
                </div>
                <div class="field">
                    <label class="field__label" for=id("hinted")>{td_string!(locale, capture.price)}</label>
                    <p class="field__hint" id=id("hint")>{td_string!(locale, capture.price_hint)}</p>
                    <FieldError id=id("wrong") says=wrong />
                    <input class="field__input" id=id("hinted") value="3,5O" aria-invalid="true" aria-describedby=format!("{} {}", id("hint"), id("wrong")) />
                </div>
                <div class="field">
                    <label class="field__label" for=id("long")>{td_string!(locale, description.about)}</label>
                    <textarea class="field__input" id=id("long") rows="3"></textarea>
                </div>
                <div class="field">
                    <label class="field__label" for=id("kind")>{td_string!(locale, hall.kind)}</label>
                    <select class="field__input" id=id("kind")>{kinds}</select>
                </div>
                <label class="check"><input type="checkbox" checked=true />{td_string!(locale, description.holidays)}</label>
                <label class="check"><input type="radio" checked=true />{td_string!(locale, door_mode.label)}</label>
            </div>
        </Part>
    }
}

#[component]
pub(super) fn Links(locale: Locale) -> impl IntoView {
    let tags = Category::ALL
        .iter()
        .take(7)
        .enumerate()
        .map(|(at, category)| Tag {
            words: speech::category(locale, *category).to_owned(),
            count: (at != 2).then_some(at as u64 * 9 + 1),
            address: "/design".into(),
            here: at == 1,
        });
    let buttons = [
        "button",
        "button button--big",
        "button button--quiet",
        "button button--plain",
        "button button--wide",
    ];
    let buttons = buttons.map(|class| {
        view! { <a class=class href="/design"><Icon name="basket" />" "{speech::category(locale, Category::Grocery)}</a> }
    });
    let next = Some("/design?page=3".to_owned());
    let previous = Some("/design".to_owned());
    let buttons = buttons.collect_view();
    let tags: Vec<Tag> = tags.collect();
    view! {
        <Part name="Button">
            <div class="design__row">
                {buttons}
                <button class="button" type="button" disabled>{speech::category(locale, Category::Grocery)}</button>
            </div>
        </Part>
        <Part name="Tags"><Tags label=format!("Tags {locale}") tags=tags /></Part>
        <Part name="Pager"><Pager locale=locale page=2 previous=previous next=next /></Part>
    }
}
