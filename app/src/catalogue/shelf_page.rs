//! The merchant's own shelf: what is on sale, at what price, and the two changes that cannot wait.

use crate::{
    areas::{Counter, Tab},
    page::{NoPage, or_signed_out, page},
    routes, session,
    shops::HoursMissing,
    speech,
    state::House,
    ui::{FieldError, Icon, Picture},
};
use domain::{
    catalogue::{EditError, Shelved},
    id::ProductId,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{catalogue, shops};

/// A change that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ShelfPosted {
    /// Which product.
    pub product: ProductId,
    /// What was typed.
    pub price: String,
    /// What is wrong with it.
    pub wrong: EditError,
}

/// `/comptoir/etal`
#[component]
pub fn ShelfPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let db = house.db.read();
    let who = session::merchant(&house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    let shop = shops::by_id(db, who.shop()).await?;
    let town = shops::town_of(db, who.shop()).await?;
    let products = catalogue::all_of_shop(db, &who).await?;
    let posted = use_context::<ShelfPosted>();
    let selling = products
        .iter()
        .filter(|shelved| shelved.product.stock.on_offer() > 0)
        .count() as u64;
    let count = if speech::is_plural(locale, selling) || selling == 0 {
        td_string!(locale, shelf.on_sale, count = selling)
    } else {
        td_string!(locale, shelf.on_sale_one).to_owned()
    };
    let is_empty = products.is_empty();
    let items = products.into_iter().map(move |shelved| {
        let refused = posted
            .clone()
            .filter(|posted| posted.product == shelved.product.id);
        view! { <Item shelved=shelved refused=refused /> }.into_any()
    });
    Ok(view! {
        <Title text=td_string!(locale, shelf.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shelf>
            <div class="page">
                <div class="section__head">
                    <h1>{td_string!(locale, shelf.title)}</h1>
                    <p class="soft">{count}</p>
                </div>
                <HoursMissing shop=shop />
                {is_empty.then(|| view! { <Empty /> })}
                <ul class="shelf-list" role="list">{items.collect_view()}</ul>
            </div>
        </Counter>
    }
    .into_any())
}

#[component]
fn Empty() -> impl IntoView {
    let locale = session::locale();
    let drawing = "/drawings/empty-stall.svg#ink";
    view! {
        <div class="empty-state">
            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href=drawing /></svg>
            <h2 class="empty-state__title">{td_string!(locale, shelf.empty_title)}</h2>
            <p>{td_string!(locale, shelf.empty)}</p>
            <div class="empty-state__actions">
                <a class="button" href=routes::COUNTER><Icon name="camera" />" "{td_string!(locale, shelf.first)}</a>
            </div>
        </div>
    }
}

#[component]
fn Item(shelved: Shelved, refused: Option<ShelfPosted>) -> impl IntoView {
    let Shelved { product, .. } = shelved;
    let locale = session::locale();
    let name = product.name.as_ref().map(ToString::to_string);
    let is_named = name.is_some();
    let name = name.unwrap_or_else(|| td_string!(locale, shelf.no_name).to_owned());
    let selling = product.stock.on_offer() > 0;
    let state = match (selling, product.photo.is_some()) {
        (true, true) => td_string!(locale, shelf.selling),
        (true, false) => td_string!(locale, shelf.selling_no_photo),
        (false, _) => td_string!(locale, shelf.off),
    };
    let (stall, switch) = if selling {
        ("off", td_string!(locale, shelf.take_off))
    } else {
        ("on", td_string!(locale, shelf.put_back))
    };
    let id = product.id.to_string();
    let (field, error) = (format!("price-{id}"), format!("price-error-{id}"));
    let typed = refused
        .as_ref()
        .map_or_else(|| product.price.cents().typed(), |refused| refused.price.clone());
    let wrong = refused.map(|refused| speech::edit_error(locale, refused.wrong));
    let is_wrong = wrong.is_some();
    let describes = is_wrong.then(|| error.clone());
    let photo_class = if product.photo.is_some() {
        "photo shelf-list__photo"
    } else {
        "photo photo--none shelf-list__photo"
    };
    let name_class = if is_named {
        "shelf-list__name"
    } else {
        "shelf-list__name shelf-list__name--missing"
    };
    view! {
        <li class="shelf-list__item">
            <div class=photo_class><Picture photo=product.photo kind=product.shop.kind sizes="72px" /></div>
            <h2 class=name_class>{name.clone()}</h2>
            <p class="shelf-list__state"><span class=if selling { "chip chip--ready" } else { "chip" }>{state}</span></p>
            <p class="shelf-list__price">{speech::euros(locale, product.price.cents())}</p>
            <details class="shelf-list__more" open=is_wrong>
                <summary class="button button--plain">
                    {td_string!(locale, shelf.price)}<span class="visually-hidden">" "{name.clone()}</span>
                </summary>
                <form class="shelf-list__form" method="post" action=routes::SHELF novalidate>
                    <input type="hidden" name="product" value=id.clone() />
                    <div class="field">
                        <label class="field__label" for=field.clone()>{td_string!(locale, shelf.price_of, product = name.clone())}</label>
                        {wrong.map(|says| view! { <FieldError id=error says=says /> })}
                        <input class="field__input field__input--price" id=field name="price" inputmode="decimal" autocomplete="off"
                            value=typed aria-invalid=describes.is_some().then_some("true") aria-describedby=describes />
                    </div>
                    <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
                </form>
            </details>
            <form class="shelf-list__switch" method="post" action=routes::SHELF>
                <input type="hidden" name="product" value=id />
                <input type="hidden" name="stall" value=stall />
                <button class="button button--plain" type="submit">
                    {switch}<span class="visually-hidden">" "{name}</span>
                </button>
            </form>
        </li>
    }
}
