//! `/comptoir/hors-ligne`: kept by the worker from the day it is hired, for pages that the phone never saw. It belongs to
//! nobody, so it names no shop.

use crate::{
    areas::{CounterTabs, Tab},
    page::page,
    routes, session,
    ui::{Drawing, EmptyState, Icon},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Body, Title};

/// `/comptoir/hors-ligne`
#[component]
pub fn OfflinePage() -> impl IntoView {
    page(async move { Ok(content().into_any()) })
}

fn content() -> impl IntoView {
    let locale = session::locale();
    let title = td_string!(locale, offline.never_title);
    view! {
        <Title text=title />
        <Body attr:class="counter" />
        <header class="counter-header">
            <div class="band counter-header__inner"><p class="counter-header__shop">{td_string!(locale, page.brand)}</p></div>
        </header>
        <main id="content" tabindex="-1">
            <EmptyState title=title drawing=Drawing::NotFound>
                <p>{td_string!(locale, offline.never)}</p>
                <div class="empty-state__actions">
                    <a class="button" href=routes::COUNTER><Icon name="camera" />" "{td_string!(locale, offline.never_photo)}</a>
                    <a class="button button--quiet" href="">{td_string!(locale, page.retry)}</a>
                </div>
            </EmptyState>
        </main>
        <CounterTabs tab=Tab::None />
    }
}
