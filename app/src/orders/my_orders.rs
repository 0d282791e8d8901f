//! The orders that this device sent, without an account: it alone knows their keys and days. What became of them is asked
//! when the market is reached.

use super::api::{self, MyOrder};
use crate::{
    browser::{
        kept_pages,
        storage::{self, Sent},
        worker,
    },
    i18n::Locale,
    routes,
    ui::Icon,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen_futures::spawn_local;

/// The way to the list, once there is something in it.
#[island]
pub fn MyOrdersLink(
    /// Language of the texts.
    locale: Locale,
) -> impl IntoView {
    let has_some = RwSignal::new(false);
    Effect::new(move |_| has_some.set(!storage::orders().is_empty()));
    view! { <a href=routes::MY_ORDERS hidden=move || !has_some.get()>{td_string!(locale, mine.title)}</a> }
}

/// The list itself.
#[island]
pub fn MyOrders(
    /// Language of the texts.
    locale: Locale,
) -> impl IntoView {
    let sent = RwSignal::new(Vec::<Sent>::new());
    let told = RwSignal::new(Vec::<MyOrder>::new());
    let is_read = RwSignal::new(false);
    Effect::new(move |_| {
        sent.set(storage::orders());
        is_read.set(true);
        worker::keep_orders();
        let keys = sent.with_untracked(|sent| sent.iter().map(|order| order.key.clone()).collect());
        spawn_local(async move {
            // Without an answer the days have to do.
            if let Ok(orders) = api::my_orders(keys).await {
                told.set(orders);
            }
        });
    });
    let forget = move |key: String| {
        storage::forget_order(&key);
        sent.update(|sent| sent.retain(|order| order.key != key));
        spawn_local(kept_pages::forget(vec![key]));
    };
    let forget_all = move |_| {
        let keys = sent.with_untracked(|sent| sent.iter().map(|order| order.key.clone()).collect());
        storage::forget_orders();
        sent.set(Vec::new());
        spawn_local(kept_pages::forget(keys));
    };
    let rows = move || {
        let told = told.get();
        let row = |order: Sent| {
            let known = told.iter().find(|known| known.key == order.key).cloned();
            view! { <Row locale=locale order=order known=known forget=forget /> }
        };
        sent.get().into_iter().map(row).collect_view()
    };
    view! {
        <p role="status" hidden=move || !is_read.get() || !sent.with(Vec::is_empty)>{td_string!(locale, mine.empty)}</p>
        <ul class="my-orders" role="list">{rows}</ul>
        <details class="ask" hidden=move || sent.with(Vec::len) < 2>
            <summary class="ask__summary">{td_string!(locale, mine.forget_all)}</summary>
            <div class="ask__form">
                <p>{td_string!(locale, mine.forget_all_what)}</p>
                <button class="button button--quiet" type="button" on:click=forget_all>
                    <Icon name="x" />" "{td_string!(locale, mine.forget_all_yes)}
                </button>
            </div>
        </details>
    }
}

#[component]
fn Row(
    locale: Locale,
    order: Sent,
    /// What the market says of it.
    known: Option<MyOrder>,
    forget: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let day = order.day_in(locale);
    let of_day = td_string!(locale, mine.order_of, day = day.clone());
    let (title, below) = match &known {
        Some(known) => (known.shops.clone(), Some(of_day)),
        None => (of_day, None),
    };
    let label = td_string!(locale, mine.forget_one, day = day);
    let (address, key) = (routes::order(&order.key), order.key);
    view! {
        <li class="my-orders__order">
            <div class="my-orders__what">
                <h2 class="my-orders__title"><a class="cover-link" href=address>{title}</a></h2>
                {known.map(|known| view! {
                    <p><strong>{known.now}</strong>{known.lead.map(|lead| format!(" {lead}"))}</p>
                })}
                {below.map(|says| view! { <p class="small soft">{says}</p> })}
            </div>
            <button class="button button--plain my-orders__forget" type="button" aria-label=label on:click=move |_| forget(key.clone())>
                {td_string!(locale, mine.forget)}
            </button>
        </li>
    }
}
