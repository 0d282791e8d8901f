//! What is chosen about a product on the shelf: what its price buys, and how much there is where nobody counts.

use super::{Row, Shelf};
use crate::{catalogue::capture::units, routes};
use domain::catalogue::{StockKind, Wish};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// What the price buys.
#[component]
pub(super) fn Units(shelf: Shelf, row: RwSignal<Row>) -> impl IntoView {
    let locale = shelf.locale;
    let known = row.with_untracked(|row| row.unit.to_string());
    let options = units(locale, &known).into_any();
    view! {
        <Choice shelf=shelf row=row word="unit" label=td_string!(locale, capture.unit) known=known options=options wish=Wish::Unit />
    }
}

/// How much there is, of what is not counted; pieces have a field of their own.
#[component]
pub(super) fn Kinds(shelf: Shelf, row: RwSignal<Row>) -> impl IntoView {
    let locale = shelf.locale;
    let known = row.with_untracked(|row| row.stock.kind());
    let kinds = [
        (StockKind::Always, td_string!(locale, capture.stock_always)),
        (StockKind::Plenty, td_string!(locale, capture.stock_plenty)),
        (StockKind::Few, td_string!(locale, capture.stock_few)),
    ];
    // What is counted or sold out is none of them: the first is then what the field shows.
    let shown = if kinds.iter().any(|(kind, _)| *kind == known) {
        known
    } else {
        StockKind::Always
    };
    let options = kinds.map(|(kind, says)| {
        view! { <option value=kind.as_str() selected=kind == shown>{says}</option> }
    });
    let options = options.collect_view().into_any();
    let wish = |kind: String| Wish::Stock(kind, String::new());
    view! {
        <Choice shelf=shelf row=row word="stock" label=td_string!(locale, capture.stock) known=shown.to_string() options=options wish=wish />
    }
}

/// One choice with its button.
#[component]
fn Choice(
    shelf: Shelf,
    row: RwSignal<Row>,
    /// Of its form.
    word: &'static str,
    label: &'static str,
    known: String,
    options: AnyView,
    wish: fn(String) -> Wish,
) -> impl IntoView {
    let id = row.with_untracked(|row| row.id);
    let chosen = RwSignal::new(known);
    let field = format!("{word}-{id}");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        shelf.wish(id, wish(chosen.get_untracked()));
    };
    view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value=word />
            <div class="field">
                <label class="field__label" for=field.clone()>{label}</label>
                <select class="field__input" id=field name="typed" on:change:target=move |event| chosen.set(event.target().value())>
                    {options}
                </select>
            </div>
            <button class="button" type="submit">{td_string!(shelf.locale, shelf.save)}</button>
        </form>
    }
}
