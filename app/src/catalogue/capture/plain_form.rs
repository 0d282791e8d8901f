//! The product as a plain form: complete without scripts, and without a camera.

use super::{Again, Said};
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use domain::{
    catalogue::{StockKind, Unit},
    id::ShopId,
};
use leptos::{ev, html::Input, prelude::*};
use leptos_i18n::td_string;
use web_sys::{File, HtmlInputElement};

/// The form. Once scripts run, choosing a picture leads to the keypad instead.
#[component]
pub(super) fn PlainForm(
    locale: Locale,
    said: Said,
    choose: impl Fn(Vec<File>) + Copy + 'static,
) -> impl IntoView {
    let Said {
        form,
        wrong,
        kept,
        photo_wrong,
        again,
    } = said;
    if let Some(again) = again {
        return view! { <OnlyPhoto locale=locale again=again shop=form.shop choose=choose /> }.into_any();
    }
    let photo = NodeRef::<Input>::new();
    let chosen = move |_: ev::Event| {
        if let Some(field) = photo.get_untracked() {
            choose(take_files(field));
        }
    };
    let price_wrong = wrong.price.map(|why| speech::price_error(locale, why));
    let name_wrong = wrong.name.map(|why| speech::text_error(locale, why));
    let pieces_wrong = wrong.pieces.then(|| speech::listing_pieces(locale));
    let content_wrong = wrong.content.map(|why| speech::content_error(locale, why));
    let invalid = |is_wrong: bool| is_wrong.then_some("true");
    let price_described = if price_wrong.is_some() {
        "price-hint price-error"
    } else {
        "price-hint"
    };
    view! {
        <div class="page page--narrow">
            <div class="page__head"><h1>{td_string!(locale, capture.title)}</h1></div>
            <form class="fields" method="post" action=routes::COUNTER enctype="multipart/form-data" novalidate>
                <input type="hidden" name="product" value=form.product.map(|id| id.to_string()) />
                <input type="hidden" name="shop" value=form.shop.map(|id| id.to_string()) />
                <div class="plain-capture__file">
                    <Icon name="camera" />
                    <label class="field__label" for="photo">{td_string!(locale, capture.photo)}</label>
                    <p class="field__hint" id="photo-hint">{td_string!(locale, capture.photo_hint)}</p>
                    {kept.map(|hash| view! {
                        <input type="hidden" name="kept" value=hash.clone() />
                        <img class="plain-capture__kept" src=format!("/photos/{hash}/320.jpg") width="96" height="96"
                            alt=td_string!(locale, capture.kept) />
                    })}
                    {photo_wrong.map(|says| view! { <FieldError id="photo-error".into() says=says /> })}
                    <input class="field__input" id="photo" name="photo" type="file" accept="image/*" capture="environment"
                        aria-describedby="photo-hint" node_ref=photo on:change=chosen />
                </div>
                <div class="field">
                    <label class="field__label" for="price">{td_string!(locale, capture.price)}</label>
                    <p class="field__hint" id="price-hint">{td_string!(locale, capture.price_hint)}</p>
                    {price_wrong.map(|says| view! { <FieldError id="price-error".into() says=says /> })}
                    <div class="field__affix">
                        <input class="field__input field__input--price" id="price" name="price" type="text" inputmode="decimal"
                            autocomplete="off" value=form.price aria-describedby=price_described aria-invalid=invalid(wrong.price.is_some()) />
                        " "<span aria-hidden="true">"€"</span>
                    </div>
                </div>
                <div class="fields__row">
                    <div class="field">
                        <label class="field__label" for="name">{td_string!(locale, capture.name)}</label>
                        {name_wrong.map(|says| view! { <FieldError id="name-error".into() says=says /> })}
                        <input class="field__input" id="name" name="name" autocomplete="off" value=form.name
                            aria-describedby=wrong.name.map(|_| "name-error") aria-invalid=invalid(wrong.name.is_some()) />
                    </div>
                    <div class="field">
                        <label class="field__label" for="unit">{td_string!(locale, capture.unit)}</label>
                        <select class="field__input" id="unit" name="unit">{units(locale, &form.unit)}</select>
                    </div>
                    <div class="field">
                        <label class="field__label" for="content">{td_string!(locale, capture.content)}</label>
                        {content_wrong.map(|says| view! { <FieldError id="content-error".into() says=says /> })}
                        <input class="field__input" id="content" name="content" placeholder=td_string!(locale, capture.content_example) autocomplete="off"
                            value=form.content aria-describedby=wrong.content.map(|_| "content-error") aria-invalid=invalid(wrong.content.is_some()) />
                    </div>
                    <div class="field">
                        <label class="field__label" for="stock">{td_string!(locale, capture.stock)}</label>
                        <select class="field__input" id="stock" name="stock">{stocks(locale, &form.stock)}</select>
                    </div>
                    <div class="field">
                        <label class="field__label" for="pieces">{td_string!(locale, capture.pieces)}</label>
                        {pieces_wrong.map(|says| view! { <FieldError id="pieces-error".into() says=says /> })}
                        <input class="field__input" id="pieces" name="pieces" inputmode="numeric" autocomplete="off" value=form.pieces
                            aria-describedby=wrong.pieces.then_some("pieces-error") aria-invalid=invalid(wrong.pieces) />
                    </div>
                </div>
                <button class="button button--big button--wide" type="submit">{td_string!(locale, capture.sell)}</button>
            </form>
        </div>
    }
    .into_any()
}

/// Another picture for a product of the shelf, and nothing else.
#[component]
fn OnlyPhoto(
    locale: Locale,
    again: Again,
    shop: Option<ShopId>,
    choose: impl Fn(Vec<File>) + Copy + 'static,
) -> impl IntoView {
    let photo = NodeRef::<Input>::new();
    let chosen = move |_: ev::Event| {
        if let Some(field) = photo.get_untracked() {
            choose(take_files(field));
        }
    };
    view! {
        <div class="page page--narrow">
            <div class="page__head"><h1>{td_string!(locale, capture.again_title, product = again.name)}</h1></div>
            <form class="fields" method="post" action=routes::COUNTER enctype="multipart/form-data">
                <input type="hidden" name="photo_of" value=again.product.to_string() />
                <input type="hidden" name="shop" value=shop.map(|id| id.to_string()) />
                <div class="plain-capture__file">
                    <Icon name="camera" />
                    <label class="field__label" for="photo">{td_string!(locale, capture.photo)}</label>
                    <p class="field__hint" id="photo-hint">{td_string!(locale, capture.again_hint)}</p>
                    <input class="field__input" id="photo" name="photo" type="file" accept="image/*" capture="environment"
                        aria-describedby="photo-hint" node_ref=photo on:change=chosen />
                </div>
                <button class="button button--big button--wide" type="submit">{td_string!(locale, capture.again_send)}</button>
                <p><a href=routes::SHELF>{td_string!(locale, capture.again_back)}</a></p>
            </form>
        </div>
    }
}

/// The files that were chosen. The field is empty afterwards: choosing the same ones again means them again.
pub(super) fn take_files(field: HtmlInputElement) -> Vec<File> {
    let list = field.files();
    let files = list
        .iter()
        .flat_map(|list| (0..list.length()).filter_map(|at| list.get(at)));
    let files = files.collect();
    field.set_value("");
    files
}

/// The units as choices.
pub(in crate::catalogue) fn units(locale: Locale, chosen: &str) -> impl IntoView + use<> {
    let options = Unit::ALL.iter().map(|unit| {
        let word = if *unit == Unit::Piece {
            td_string!(locale, unit.piece)
        } else {
            speech::unit(locale, *unit)
        };
        view! { <option value=unit.as_str() selected=chosen == unit.as_str()>{word}</option> }
    });
    options.collect_view()
}

fn stocks(locale: Locale, chosen: &str) -> impl IntoView + use<> {
    let words = [
        (StockKind::Always, td_string!(locale, capture.stock_always)),
        (StockKind::Plenty, td_string!(locale, capture.stock_plenty)),
        (StockKind::Few, td_string!(locale, capture.stock_few)),
        (StockKind::Pieces, td_string!(locale, capture.stock_pieces)),
    ];
    let options = words.map(|(kind, word)| {
        view! { <option value=kind.as_str() selected=chosen == kind.as_str()>{word}</option> }
    });
    options.collect_view()
}
