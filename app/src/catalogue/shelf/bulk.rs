//! One change for many products at once.

use super::{Row, Shelf, fields::categories};
use crate::{routes, ui::Icon};
use domain::{
    catalogue::{Category, Wish},
    id::ProductId,
};
use leptos::{ev, html::Select, prelude::*};
use leptos_i18n::td_string;

/// Reductions that are offered, in percent.
const PERCENTS: [u8; 5] = [20, 10, 30, 40, 50];

/// The form to which the boxes of all lines belong. Without scripts it is always there; with scripts, once something is
/// chosen.
#[component]
pub(super) fn Bulk(shelf: Shelf, found: Memo<Vec<RwSignal<Row>>>) -> impl IntoView {
    let locale = shelf.locale;
    let percent = NodeRef::<Select>::new();
    let category = NodeRef::<Select>::new();
    let act = RwSignal::new("less");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let value = |select: NodeRef<Select>| {
            select
                .get_untracked()
                .map(|select| select.value())
                .unwrap_or_default()
        };
        let off = value(percent).parse().unwrap_or(PERCENTS[0]);
        for id in shelf.chosen.get_untracked() {
            let Some(row) = shelf.row(id) else { continue };
            let wish = match act.get_untracked() {
                "less" => Wish::Reduced(row.with_untracked(|row| row.price.less(off).cents().typed())),
                "hide" => Wish::Hide,
                _ => Wish::Category(value(category)),
            };
            shelf.wish(id, wish);
        }
        shelf.chosen.set(Vec::new());
    };
    let all = move |_: ev::MouseEvent| {
        let ids: Vec<ProductId> =
            found.with_untracked(|rows| rows.iter().map(|row| row.with_untracked(|row| row.id)).collect());
        shelf.chosen.update(|chosen| {
            *chosen = if chosen.len() < ids.len() { ids } else { Vec::new() };
        });
    };
    let count = move || shelf.chosen.with(Vec::len);
    let words = move || match count() {
        0 => td_string!(locale, bulk.title).to_owned(),
        count => td_string!(locale, bulk.chosen, count = count),
    };
    let percents = PERCENTS
        .map(|percent| view! { <option value=percent.to_string()>{format!("−{percent}\u{A0}%")}</option> });
    view! {
        <details class="bulk" prop:open={move || count() > 0}>
            <summary class="button button--plain">{words}</summary>
            <form id="bulk" class="bulk__form" method="post" action=routes::SHELF on:submit=submit>
                <input type="hidden" name="wish" value="bulk" />
                <button class="button button--plain" type="button" on:click=all>{td_string!(locale, bulk.all)}</button>
                <span class="bulk__act">
                    <label class="visually-hidden" for="bulk-percent">{td_string!(locale, bulk.percent)}</label>
                    <select class="field__input" id="bulk-percent" name="percent" node_ref=percent>{percents.collect_view()}</select>
                    <button class="button" type="submit" name="act" value="less" on:click=move |_| act.set("less")>{td_string!(locale, bulk.less)}</button>
                </span>
                <span class="bulk__act">
                    <label class="visually-hidden" for="bulk-category">{td_string!(locale, shelf.category)}</label>
                    <select class="field__input" id="bulk-category" name="category" node_ref=category>{categories(locale, Category::usual(shelf.kind))}</select>
                    <button class="button" type="submit" name="act" value="category" on:click=move |_| act.set("category")>{td_string!(locale, bulk.sort)}</button>
                </span>
                <button class="button button--quiet" type="submit" name="act" value="hide" on:click=move |_| act.set("hide")><Icon name="x" />" "{td_string!(locale, shelf.hide)}</button>
            </form>
        </details>
    }
}
