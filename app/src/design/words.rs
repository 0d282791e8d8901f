//! What is said and pressed.

use super::Part;
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
    let price = speech::price_error(locale, domain::money::PriceError::Missing);
    let states = states.collect_view();
    view! {
        <Part name="Chip"><div class="design__row">{states}</div></Part>
        <Part name="Notice">
            <div class="design__column">
                <Notice icon="check" kind="notice--done">{speech::stock(locale, Stock::Always)}</Notice>
                <Notice icon="alert">{speech::stock(locale, Stock::Few)}</Notice>
                <div class="notice notice--failed"><Icon name="alert" /><div class="notice__body">{speech::stock(locale, Stock::Out)}</div></div>
            </div>
        </Part>
        <Part name="Field">
            <div class="field">
                <label class="field__label" for=format!("design-{locale}")>{speech::kind(locale, ShopKind::Grocer)}</label>
                <input class="field__input" id=format!("design-{locale}") value="3,5O" aria-invalid="true" aria-describedby=format!("design-{locale}-wrong") />
                <FieldError id=format!("design-{locale}-wrong") says=price />
            </div>
        </Part>
        <Part name="EmptyPart">
            <EmptyPart title=speech::category(locale, Category::Ready).to_owned() drawing=Drawing::EmptyBasket words=speech::shops(locale, 0) />
        </Part>
        <Part name="Qr"><Qr holds="https://halle.example/dourdan".into() label=format!("QR {locale}") /></Part>
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
