//! What is typed about a product on the shelf, each field with its button.

use super::{Refused, Row, Shelf};
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use domain::{
    catalogue::{Category, StockKind, Wish},
    id::ProductId,
    pickup::Lead,
};
use leptos::{
    ev,
    html::{Details, Input},
    prelude::*,
};
use leptos_i18n::td_string;

/// What is typed about a product.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Price,
    Name,
    Content,
}

impl Field {
    /// Of its form.
    const fn word(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Name => "name",
            Self::Content => "content",
        }
    }

    const fn wish(self, typed: String) -> Wish {
        match self {
            Self::Price => Wish::Price(typed),
            Self::Name => Wish::Name(typed),
            Self::Content => Wish::Content(typed),
        }
    }
}

/// A field with its button. The price's is folded away under the price itself: two taps and the digits.
#[component]
pub(super) fn Typed(
    shelf: Shelf,
    id: ProductId,
    kind: Field,
    open: bool,
    refused: Option<Refused>,
    summary: Signal<String>,
    known: Signal<String>,
    name: Signal<String>,
) -> impl IntoView {
    let locale = shelf.locale;
    let input = NodeRef::<Input>::new();
    // Closed by hand alone: a fold that was opened before the island woke stays open.
    let fold = NodeRef::<Details>::new();
    let wrong = RwSignal::new(refused.as_ref().map(|refused| refused.says.clone()));
    let typed = refused.map_or_else(|| known.get_untracked(), |refused| refused.typed);
    let word = kind.word();
    let (field, error) = (format!("{word}-{id}"), format!("{word}-error-{id}"));
    let described = {
        let error = error.clone();
        move || wrong.with(Option::is_some).then(|| error.clone())
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(value) = input.get_untracked().map(|input| input.value()) else {
            return;
        };
        let wish = kind.wish(value);
        match wish.parse() {
            Ok(_) => {
                wrong.set(None);
                shelf.wish(id, wish);
                if let Some(fold) = fold.get_untracked() {
                    fold.set_open(false);
                }
            }
            Err(why) => wrong.set(Some(speech::edit_error(locale, why))),
        }
    };
    // The keys come up with the field.
    let opened = move |_: ev::Event| {
        if let Some(input) = input.get_untracked().filter(|_| kind == Field::Price) {
            let _ = input.focus();
            input.select();
        }
    };
    let label = move || match kind {
        Field::Price => td_string!(locale, shelf.price_of, product = name.get()),
        Field::Name => td_string!(locale, shelf.name_of, product = name.get()),
        Field::Content => td_string!(locale, shelf.content_of, product = name.get()),
    };
    let mode = if kind == Field::Price { "decimal" } else { "text" };
    let form = view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF novalidate on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value=word />
            <div class="field">
                <label class="field__label" for=field.clone()>{label}</label>
                {move || wrong.get().map(|says| view! { <FieldError id=error.clone() says=says /> })}
                <input class="field__input" class:field__input--price=kind == Field::Price id=field name="typed" inputmode=mode autocomplete="off"
                    node_ref=input value=typed aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described />
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    };
    if kind != Field::Price {
        return form.into_any();
    }
    view! {
        <details class="shelf-list__price" node_ref=fold open=open on:toggle=opened>
            <summary><span class="shelf-list__amount">{summary}</span>" "<Icon name="pencil" /><span class="visually-hidden">{td_string!(locale, shelf.price)}" "{name}</span></summary>
            {form}
        </details>
    }
    .into_any()
}

/// How many there are.
#[component]
pub(super) fn Pieces(shelf: Shelf, row: RwSignal<Row>, refused: Option<Refused>) -> impl IntoView {
    let locale = shelf.locale;
    let id = row.with_untracked(|row| row.id);
    let input = NodeRef::<Input>::new();
    let wrong = RwSignal::new(refused.is_some());
    let field = format!("pieces-{id}");
    let known = || row.with_untracked(|row| row.stock.count().map(|count| count.to_string()));
    let known = refused.map_or_else(|| known().unwrap_or_default(), |refused| refused.typed);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(value) = input.get_untracked().map(|input| input.value()) else {
            return;
        };
        let wish = Wish::Stock(StockKind::Pieces.to_string(), value);
        wrong.set(wish.parse().is_err());
        if !wrong.get_untracked() {
            shelf.wish(id, wish);
        }
    };
    view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF novalidate on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value="pieces" />
            <div class="field">
                <label class="field__label" for=field.clone()>{td_string!(locale, capture.pieces)}</label>
                {move || wrong.get().then(|| view! { <FieldError id=format!("pieces-error-{id}") says=speech::listing_pieces(locale) /> })}
                <input class="field__input" id=field name="typed" inputmode="numeric" autocomplete="off" node_ref=input value=known
                    aria-invalid=move || wrong.get().then_some("true") aria-describedby=move || wrong.get().then(|| format!("pieces-error-{id}")) />
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    }
}

/// Where shoppers look for it.
#[component]
pub(super) fn Categories(shelf: Shelf, row: RwSignal<Row>) -> impl IntoView {
    let locale = shelf.locale;
    let id = row.with_untracked(|row| row.id);
    let chosen = RwSignal::new(row.with_untracked(|row| row.category));
    let field = format!("category-{id}");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        shelf.wish(id, Wish::Category(chosen.get_untracked().to_string()));
    };
    view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value="category" />
            <div class="field">
                <label class="field__label" for=field.clone()>{td_string!(locale, shelf.category)}</label>
                <select class="field__input" id=field name="typed"
                    on:change:target=move |event| chosen.set(event.target().value().parse().unwrap_or(Category::Other))>
                    {categories(locale, chosen.get_untracked())}
                </select>
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    }
}

/// How long it takes to prepare, when that is not the shop's usual time.
#[component]
pub(super) fn Preparation(shelf: Shelf, row: RwSignal<Row>) -> impl IntoView {
    let locale = shelf.locale;
    let (id, known) = row.with_untracked(|row| (row.id, row.lead));
    let chosen = RwSignal::new(known.map(|lead| lead.to_string()).unwrap_or_default());
    let field = format!("lead-{id}");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        shelf.wish(id, Wish::Lead(chosen.get_untracked()));
    };
    let options = Lead::ALL.iter().copied().map(|lead| {
        view! { <option value=lead.as_str() selected=known == Some(lead)>{speech::lead(locale, lead)}</option> }
    });
    let options = options.collect_view();
    view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value="lead" />
            <div class="field">
                <label class="field__label" for=field.clone()>{td_string!(locale, shelf.lead)}</label>
                <select class="field__input" id=field name="typed" on:change:target=move |event| chosen.set(event.target().value())>
                    <option value="">{td_string!(locale, shelf.lead_usual)}</option>
                    {options}
                </select>
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    }
}

/// The categories as choices.
pub(super) fn categories(locale: Locale, chosen: Category) -> impl IntoView + use<> {
    let options = Category::ALL.iter().map(|category| {
        view! { <option value=category.as_str() selected=*category == chosen>{speech::category(locale, *category)}</option> }
    });
    options.collect_view()
}
