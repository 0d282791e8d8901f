use super::{LanguageChoice, SkipLink};
use crate::{
    i18n::Locale,
    law::LawLinks,
    orders::{BasketLink, MyOrdersLink},
    routes, session,
    state::House,
    ui::Icon,
};
use domain::{basket::Basket, towns::Town};
use http::{HeaderName, HeaderValue, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_meta::{Body, Link};
use leptos_router::hooks::use_query_map;
use services::pickup;

/// Nobody turns more of them.
const MOST_PAGES: u64 = 1_000;

/// The basket that the page's address carries.
pub fn carried() -> Basket {
    asked(routes::CARRIED)
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// Which page of a long list the address asks for, counted from 1.
pub fn page_asked() -> u64 {
    asked("page")
        .and_then(|text| text.parse().ok())
        .filter(|page| (1..=MOST_PAGES).contains(page))
        .unwrap_or(1)
}

/// What the address asks under a name.
pub fn asked(name: &str) -> Option<String> {
    use_query_map().read_untracked().get(name)
}

/// The page's one address, whatever else it was asked with; each page of a long list has its own. None of an order's page,
/// which only its holder knows.
#[component]
fn Canonical(leaf: u64) -> impl IntoView {
    let asked = use_context::<Parts>();
    let path = asked
        .as_ref()
        .map_or("", |asked| asked.uri.path().trim_end_matches('/'));
    (!path.starts_with(&routes::order("")))
        .then(|| view! { <Link rel="canonical" href=House::here().absolute(&routes::leaf(path, leaf)) /> })
}

/// What the town announces today.
fn announced(town: &Town) -> Option<String> {
    let today = pickup::wall_clock(&town.time_zone, House::here().clock.now()).date();
    let said = town.announcement.as_ref().filter(|said| said.days.has(today))?;
    Some(said.words.to_string())
}

/// What the town announces, above everything.
#[component]
pub fn TownSays(locale: Locale, words: String) -> impl IntoView {
    view! {
        <aside class="town-says" aria-label=td_string!(locale, town.says)>
            <div class="band town-says__inner"><Icon name="bell" /><p>{words}</p></div>
        </aside>
    }
}

/// The frame of a shopper's page.
#[component]
pub fn Market(
    /// None on pages that belong to no town.
    #[prop(optional)]
    town: Option<Town>,
    /// Which page of a long list this is, counted from 1; of a list that is narrowed or sorted otherwise, the first: it has
    /// no address of its own.
    #[prop(default = 1)]
    leaf: u64,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    let basket = carried();
    let rules = HeaderValue::from_str(&format!("\"{}\"", routes::SPECULATION_RULES));
    if let (Some(response), Ok(rules)) = (use_context::<ResponseOptions>(), rules) {
        response.insert_header(HeaderName::from_static("speculation-rules"), rules);
    }
    let ways = town.as_ref().map(|town| {
        let way = |address: String, words| {
            view! { <a href=routes::carrying(&address, &basket)>{words}</a> }
        };
        view! {
            <nav class="market-footer__links" aria-label=town.name.clone()>
                {way(routes::shops(&town.slug), td_string!(locale, town.all_shops))}
                {way(routes::plan(&town.slug), td_string!(locale, town.plan))}
                {way(routes::search(&town.slug), td_string!(locale, town.find))}
            </nav>
        }
    });
    let awning = town.as_ref().map_or_else(
        || "awning awning--small".to_owned(),
        |town| format!("awning awning--{}", town.front.awning),
    );
    let says = town.as_ref().and_then(announced);
    let canonical = town.is_some().then(|| view! { <Canonical leaf=leaf /> });
    let of_town = town.map(|town| {
        view! {
            <a class="market-header__town" href=routes::carrying(&routes::town(&town.slug), &basket)>{town.name}</a>
            <BasketLink locale=locale town=town.slug carried=basket.to_string() pieces=basket.pieces() />
        }
    });
    view! {
        <Body attr:class="market" />
        {canonical}
        <SkipLink />
        {says.map(|words| view! { <TownSays locale=locale words=words /> })}
        <header class="market-header">
            <div class="band market-header__inner">
                <a class="market-header__brand" href="/"><Icon name="halle" />" "{td_string!(locale, page.brand)}</a>
                {of_town}
            </div>
            <div class=awning aria-hidden="true"></div>
        </header>
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="market-footer">
            <div class="band market-footer__inner"><p>{td_string!(locale, page.footer)}</p>{ways}<div class="market-footer__links"><MyOrdersLink locale=locale /></div><LawLinks locale=locale /><LanguageChoice /></div>
        </footer>
    }
}
