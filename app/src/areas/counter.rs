use super::SkipLink;
use crate::{routes, session, ui::Icon};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Body;

/// Which of the counter's tabs is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Photo,
    Shelf,
    Inbox,
    Shop,
    /// A page beside the tabs.
    None,
}

/// The frame of a merchant's page: the shop's sign above, the tabs within the thumb's reach below.
#[component]
pub fn Counter(
    /// The shop's sign.
    shop: String,
    /// The shop's page in the market.
    window: String,
    /// The open tab.
    tab: Tab,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    let link = |this: Tab, href: &'static str, icon: &'static str, word: &'static str| {
        view! {
            <a class="counter-bar__tab" href=href aria-current=(tab == this).then_some("page")>
                <Icon name=icon />" "{word}
            </a>
        }
    };
    view! {
        <Body attr:class="counter" />
        <SkipLink />
        <header class="counter-header">
            <div class="band counter-header__inner">
                <p class="counter-header__shop">{shop}</p>
                <a class="counter-header__link" href=window>
                    <Icon name="store" />" "{td_string!(locale, counter.my_window)}
                </a>
            </div>
        </header>
        <main id="content" tabindex="-1">{children()}</main>
        <nav class="counter-bar" aria-label=td_string!(locale, counter.tabs)>
            <div class="counter-bar__tabs">
                {link(Tab::Photo, routes::COUNTER, "camera", td_string!(locale, counter.photo))}
                {link(Tab::Shelf, routes::SHELF, "store", td_string!(locale, counter.shelf))}
                {link(Tab::Inbox, routes::INBOX, "package", td_string!(locale, counter.orders))}
                {link(Tab::Shop, routes::SHOP, "clock", td_string!(locale, counter.shop))}
            </div>
        </nav>
    }
}
