//! `/comptoir/installer`: how Halle comes onto a phone's home screen.

use super::install_button::InstallButton;
use crate::{
    areas::{AtCounter, Counter, Tab},
    browser::install::CATCH,
    i18n::Locale,
    page::{NoPage, page},
    routes, session, shell,
};
use http::header;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// `/comptoir/installer`
#[component]
pub fn InstallPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtCounter {
        locale, shop, town, ..
    } = AtCounter::here().await?;
    let (android, iphone) = (
        view! { <Android locale=locale /> }.into_any(),
        view! { <Iphone locale=locale /> }.into_any(),
    );
    let both = if is_apple() {
        [iphone, android]
    } else {
        [android, iphone]
    };
    Ok(view! {
        <Title text=td_string!(locale, install.title) />
        <script nonce=shell::nonce() inner_html=CATCH></script>
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, install.title)}</h1><p>{td_string!(locale, install.lead)}</p></div>
                <p class="coach__done">{td_string!(locale, install.done)}</p>
                <div class="coach">{both.into_iter().collect_view()}</div>
            </div>
        </Counter>
    }
    .into_any())
}

/// Whose steps come first. Recent iPads say that they are Macs; theirs come second, and are there.
fn is_apple() -> bool {
    let headers = session::headers();
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name))
}

#[component]
fn Android(locale: Locale) -> impl IntoView {
    view! {
        <section class="coach__phone" aria-labelledby="android">
            <h2 id="android">{td_string!(locale, install.android)}</h2>
            <InstallButton locale=locale />
            <ol class="coach__steps" role="list">
                <Step drawing="install-menu" says=td_string!(locale, install.android_menu) />
                <Step drawing="install-add" says=td_string!(locale, install.android_add) />
                <Step drawing="install-home" says=td_string!(locale, install.android_home) />
            </ol>
        </section>
    }
}

#[component]
fn Iphone(locale: Locale) -> impl IntoView {
    view! {
        <section class="coach__phone" aria-labelledby="iphone">
            <h2 id="iphone">{td_string!(locale, install.iphone)}</h2>
            <ol class="coach__steps" role="list">
                <Step drawing="install-share" says=td_string!(locale, install.iphone_share) />
                <Step drawing="install-list" says=td_string!(locale, install.iphone_list) />
                <Step drawing="install-home" says=td_string!(locale, install.iphone_home) />
            </ol>
        </section>
    }
}

#[component]
fn Step(
    /// Name of a drawing.
    drawing: &'static str,
    says: &'static str,
) -> impl IntoView {
    view! {
        <li class="coach__step">
            <svg class="drawing coach__drawing" viewBox="0 0 240 160" aria-hidden="true">
                <use href=format!("/drawings/{drawing}.svg#ink") />
            </svg>
            <p>{says}</p>
        </li>
    }
}
