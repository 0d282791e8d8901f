//! `/mes-commandes`: the page around the list that this device keeps. It belongs to nobody, so the worker keeps it.

use super::my_orders::MyOrders;
use crate::{areas::Market, page::page, session, ui::Notice};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

/// `/mes-commandes`
#[component]
pub fn MyOrdersPage() -> impl IntoView {
    page(async move { Ok(content().into_any()) })
}

fn content() -> impl IntoView {
    let locale = session::locale();
    view! {
        <Title text=td_string!(locale, mine.title) />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{td_string!(locale, mine.title)}</h1>
                    <p class="page__lead with-scripts">{td_string!(locale, mine.lead)}</p>
                </div>
                <noscript><Notice icon="alert"><p>{td_string!(locale, mine.plain)}</p></Notice></noscript>
                <MyOrders locale=locale />
            </div>
        </Market>
    }
}
