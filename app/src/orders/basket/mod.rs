//! The basket: lines by shop, when to come to each, and who comes. One page, no account.

mod bag;
mod bags;
mod form;
mod law;
mod line;
mod plans;
mod wrong;

use super::desk::ReserveRefused;
use crate::{
    areas::{Market, carried},
    i18n::Locale,
    law::AlcoholBanner,
    page::{NoPage, go_to, page, param},
    routes, session, speech,
    state::House,
    ui::{Drawing, EmptyState, Notice},
};
use bag::BagSection;
pub use bag::no_window;
use bags::{LaidOut, lay_out};
use chrono::NaiveDate;
use domain::{basket::Basket, id::ProductId, money::Price, orders::ReservationForm, towns::Town};
use form::{Errors, ReserveForm};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use plans::PlanChoice;
use services::{orders::Placer, pickup, secret, towns};
use wrong::Wrong;

/// A reservation that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ReservationPosted {
    /// What was typed.
    pub form: ReservationForm,
    /// Why it cannot stand.
    pub refused: ReserveRefused,
}

/// `/{town}/panier`
#[component]
pub fn BasketPage() -> impl IntoView {
    let town = param("town");
    let query = use_query_map().get_untracked();
    let posted = use_context::<ReservationPosted>();
    let basket = posted
        .as_ref()
        .map_or_else(carried, |posted| posted.form.basket.parse().unwrap_or_default());
    let product = |name: &str| query.get(name).and_then(|id| id.parse::<ProductId>().ok());
    let quantity = query
        .get("nombre")
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let (add, set, added) = (
        product("ajouter"),
        product("changer"),
        query.get("ajoute").is_some(),
    );
    let seen = query.get("vu").and_then(|cents| cents.parse().ok());
    let seen = seen.and_then(|cents| Price::from_cents(cents).ok());
    page(async move {
        if let Some(address) = changed(&town, &basket, add.map(|product| (product, seen)), set, quantity) {
            go_to(&address);
            return Ok(().into_any());
        }
        content(&town, basket, posted, added).await
    })
}

/// Where a change of the basket leads: the same page, whose address then holds the new basket.
fn changed(
    town: &str,
    basket: &Basket,
    // With the price at which it was shown.
    add: Option<(ProductId, Option<Price>)>,
    set: Option<ProductId>,
    quantity: u32,
) -> Option<String> {
    let mut next = basket.clone();
    let mut added = Basket::default();
    if let Some((product, seen)) = add {
        added.add(product, quantity.max(1));
        if let Some(price) = seen {
            added.see(product, price);
        }
        next.add_all(&added);
    } else {
        next.set(set?, quantity);
    }
    let address = routes::carrying(&routes::basket(town), &next);
    let joint = if next.is_empty() { "?panier=" } else { "" };
    Some(if added.is_empty() {
        format!("{address}{joint}")
    } else {
        format!("{address}&ajoute={added}")
    })
}

async fn content(
    town: &str,
    basket: Basket,
    posted: Option<ReservationPosted>,
    added: bool,
) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let town = towns::by_slug(house.db.read(), town).await?;
    let laid = lay_out(&house, &town, &basket).await?;
    if laid.bags.is_empty() && posted.is_none() && laid.suspended.is_empty() {
        return Ok(empty(locale, town).into_any());
    }
    let fresh = posted.is_none();
    let (form, wrong) = posted.map_or_else(
        || {
            (
                ReservationForm {
                    key: secret::unguessable(),
                    ..Default::default()
                },
                Wrong::default(),
            )
        },
        |posted| Wrong::of(locale, posted, &laid),
    );
    let errors = wrong.all(locale, &laid);
    let market = routes::carrying(&routes::town(&town.slug), &laid.basket);
    let by = session::placer(&house, &session::headers()).await?;
    let has_alcohol = laid.has_alcohol();
    let strangers = laid.has_strangers.then(|| td_string!(locale, wrong.gone_unknown));
    let suspended = laid.suspended.iter().map(|shop| {
        let says = td_string!(locale, basket.suspended, shop = shop.name.to_string());
        view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> }.into_any()
    });
    let suspended = suspended.collect_view();
    let news = laid.has_news().then(|| td_string!(locale, basket.has_news));
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let sheet = sheet(locale, &town, laid, (form, fresh), &wrong, today);
    Ok(view! {
        <Title text=td_string!(locale, basket.title) />
        <Meta name="robots" content="noindex" />
        <Market town=town.clone()>
            {has_alcohol.then(|| view! { <AlcoholBanner locale=locale /> })}
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, basket.title)}</h1></div>
                {added.then(|| view! {
                    <Notice kind="notice--done" icon="check">
                        <p>{td_string!(locale, basket.added)}" "<a href=market>{td_string!(locale, basket.more)}</a></p>
                    </Notice>
                })}
                {strangers.map(|words| view! { <Notice kind="notice--failed" icon="alert"><p>{words}</p></Notice> })}
                {suspended}
                {news.map(|words| view! { <Notice icon="alert"><p>{words}</p></Notice> })}
                {for_whom(locale, by, &town).map(|words| view! { <Notice icon="phone"><p>{words}</p></Notice> })}
                <div class="basket">
                    {(!errors.is_empty()).then(|| view! { <Errors locale=locale errors=errors /> })}
                    {sheet}
                </div>
            </div>
        </Market>
    }
    .into_any())
}

/// The bags, the walk, and who comes.
fn sheet(
    locale: Locale,
    town: &Town,
    laid: LaidOut,
    (form, fresh): (ReservationForm, bool),
    wrong: &Wrong,
    today: NaiveDate,
) -> AnyView {
    let has_order = laid.wanted().next().is_some();
    let sum = laid
        .wanted()
        .map(|line| line.product.price.cents() * line.quantity)
        .sum();
    let (sum, shops) = (speech::euros(locale, sum), laid.shops());
    let unsaid = law::unsaid(locale, &laid.unsaid);
    let sellers = shops
        .iter()
        .all(|shop| shop.sells_at_a_distance && unsaid.is_none())
        .then(|| shops.clone());
    let has_alcohol = laid.has_alcohol();
    let LaidOut {
        basket, bags, plans, ..
    } = laid;
    let is_planned = !plans.is_empty();
    let bags = bags.into_iter().enumerate().map(|(at, bag)| {
        let chosen = form.windows.get(&bag.shop.id).cloned();
        let wrong = wrong.of_window(bag.shop.id);
        let at_the_door = bag.hands_out(town);
        view! { <BagSection locale=locale town=town.slug.clone() basket=basket.clone() at=at bag=bag is_planned=is_planned at_the_door=at_the_door chosen=chosen wrong=wrong /> }
            .into_any()
    });
    let bags = bags.collect_view();
    let plans = is_planned.then(|| {
        view! { <PlanChoice locale=locale plans=plans shops=shops today=today chosen=form.plan.clone() wrong=wrong.plan.clone() /> }
    });
    let rest = if has_order {
        view! { <ReserveForm locale=locale town=town.slug.clone() basket=basket form=form wrong=wrong.fields sum=sum fresh=fresh has_alcohol=has_alcohol age_wrong=wrong.age sellers=sellers unsaid=unsaid /> }
            .into_any()
    } else {
        let stalls = routes::town(&town.slug);
        view! {
            <p>{td_string!(locale, basket.nothing_left)}</p>
            <p><a class="button" href=stalls>{td_string!(locale, basket.to_stalls)}</a></p>
        }
        .into_any()
    };
    view! { {bags}{plans}{rest} }.into_any()
}

fn empty(locale: Locale, town: Town) -> impl IntoView {
    let title = td_string!(locale, basket.empty_title);
    let stalls = routes::town(&town.slug);
    view! {
        <Title text=title />
        <Market town=town>
            <EmptyState title=title drawing=Drawing::EmptyBasket>
                <p>{td_string!(locale, basket.empty)}</p>
                <div class="empty-state__actions"><a class="button" href=stalls>{td_string!(locale, basket.to_stalls)}</a></div>
            </EmptyState>
        </Market>
    }
}

/// Whoever is signed in enters orders for people who called or came by.
fn for_whom(locale: Locale, by: Placer, town: &Town) -> Option<&'static str> {
    match by {
        Placer::Shopper => None,
        Placer::Merchant(_) => Some(td_string!(locale, basket.by_shop)),
        Placer::Official(who) => (who.town() == town.id).then_some(td_string!(locale, basket.by_town_hall)),
    }
}
