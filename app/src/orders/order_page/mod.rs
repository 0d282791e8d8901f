//! The shopper's page of truth: what now, where, when and until when, with the code to show at the counter. It is kept by
//! the phone and read without a network too: `server/src/workers/orders.js`.

mod cancel;
mod part;
mod withdraw;
mod yours;

use super::{api::MyOrder, follow::Follow, walk::OrderWalk};
use crate::{
    areas::Market,
    error::{ApiError, Nothing},
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session, speech,
    state::House,
    ui::{Icon, Notice, Qr},
};
use cancel::{CancelAll, late};
use chrono::{Duration, NaiveDate};
use domain::{
    basket::Basket,
    orders::{Order, OrderKind, Part, PartState, total},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use part::OrderPart;
use services::{error::Error, orders, pickup, towns};
use yours::Yours;

/// For so long an order's page is what became of the basket, and not a page that is opened again.
const FRESH: Duration = Duration::minutes(10);

/// `/commande/{key}`
#[component]
pub fn OrderPage() -> impl IntoView {
    let key = param("key");
    let is_late = use_query_map().read_untracked().get("tard").is_some();
    page(async move { content(key, is_late).await })
}

/// What the page shows, short enough for an address: the states of the parts, what they cost, and what was withdrawn from.
pub fn shown(order: &Order) -> String {
    let part = |part: &Part| {
        let withdrawn = if part.withdrawn.is_some() { "w" } else { "" };
        format!("{}{}{withdrawn}", part.state(), total(&part.lines).0)
    };
    order.parts.iter().map(part).collect::<Vec<_>>().join("-")
}

/// Asked for at once, and no more.
const MINE: usize = 12;

/// Orders in a few words, for the device that knows their keys.
pub(super) async fn mine(house: &House, keys: &[String]) -> Result<Vec<MyOrder>, ApiError<Nothing>> {
    let locale = session::locale();
    let mut mine = Vec::new();
    for key in keys.iter().take(MINE) {
        let order = match orders::page(house.db.read(), key).await {
            Ok((_, order)) => order,
            Err(Error::NotFound) => continue,
            Err(other) => return Err(other.into()),
        };
        let town = towns::by_slug(house.db.read(), &order.town).await?;
        let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
        let shops: Vec<String> = order
            .parts
            .iter()
            .map(|part| part.shop.name.to_string())
            .collect();
        mine.push(MyOrder {
            key: key.clone(),
            shops: speech::list(locale, &shops),
            now: heading(locale, &order).to_owned(),
            lead: lead(locale, &order, today),
        });
    }
    Ok(mine)
}

/// What was ordered, as the basket that it was.
fn bought(order: &Order) -> Basket {
    let mut bought = Basket::default();
    for line in order.parts.iter().flat_map(|part| &part.lines) {
        bought.add(line.product, line.quantity);
    }
    bought
}

async fn content(key: String, is_late: bool) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let (_, order) = orders::page(house.db.read(), &key).await?;
    let town = towns::by_slug(house.db.read(), &order.town).await?;
    let now = pickup::wall_clock(&town.time_zone, house.clock.now());
    let today = now.date();
    let last_seen = td_string!(
        locale,
        order.last_seen,
        day = speech::date(locale, today),
        hour = speech::hour(locale, now)
    );
    let bought = if now - order.placed_at < FRESH {
        bought(&order).to_string()
    } else {
        String::new()
    };
    let is_for_somebody = !order.entered_as.is_shopper();
    let slip = routes::slip(&key);
    let parts = order.parts.iter().map(|part| {
        view! { <OrderPart locale=locale town=town.clone() key=key.clone() kind=order.kind part=part.clone() today=today /> }
    });
    let parts = parts.collect_view();
    let remembrance = orders::remembrance(house.db.read(), &key, house.clock.now()).await?;
    let whose = town.clone();
    let is_waited_for = order.parts.iter().any(|part| !part.state().is_over());
    Ok(view! {
        <Title text=title(locale, &order) />
        <Meta name="robots" content="noindex" />
        <Market town=town>
            <div class="page page--narrow order">
                <div class="page__head"><h1>{heading(locale, &order)}</h1><p class="page__lead">{lead(locale, &order, today)}</p></div>
                <Follow key=key.clone() town=order.town.clone() sent=order.placed_at.date().to_string() bought=bought shown=shown(&order) last_seen=last_seen />
                {is_late.then(|| late(locale, &order))}
                <Receipt locale=locale order=order.clone() handover=house.absolute(&routes::handover(&order.code)) />
                {is_for_somebody.then(|| view! {
                    <Notice kind="notice--done" icon="printer"><p>{td_string!(locale, order.for_somebody)}" "<a href=slip>{td_string!(locale, order.slip)}</a></p></Notice>
                })}
                {is_waited_for.then(|| view! { <Papers locale=locale key=key.clone() /> })}
                <section class="section" aria-labelledby="walk">
                    <div class="section__head"><h2 id="walk">{td_string!(locale, order.walk)}</h2></div>
                    <OrderWalk locale=locale parts=order.parts.clone() today=today now=house.clock.now() />
                    <ol class="walk" role="list">{parts}</ol>
                </section>
                <section class="section fields">
                    {to_pay(locale, &order)}
                    <CancelAll locale=locale key=key.clone() order=order />
                    {is_waited_for.then(|| view! {
                        <Notice icon="bell">
                            <p class="with-scripts">{td_string!(locale, order.keep)}</p>
                            <noscript><p>{td_string!(locale, order.keep_plain)}</p></noscript>
                        </Notice>
                    })}
                    <p class="with-scripts no-print"><a class="link" href=routes::MY_ORDERS>{td_string!(locale, order.mine)}</a></p>
                </section>
                <Yours locale=locale town=whose key=key remembrance=remembrance />
            </div>
        </Market>
    }
    .into_any())
}

fn title(locale: Locale, order: &Order) -> &'static str {
    match order.kind {
        OrderKind::Firm => td_string!(locale, order.title_firm),
        OrderKind::Reservation => td_string!(locale, order.title),
    }
}

fn heading(locale: Locale, order: &Order) -> &'static str {
    let states = || order.parts.iter().map(Part::state);
    if states().all(PartState::is_over) {
        td_string!(locale, order.over)
    } else if states()
        .filter(|state| !state.is_over())
        .all(|state| state == PartState::Ready)
    {
        td_string!(locale, order.ready)
    } else if order.kind == OrderKind::Firm {
        td_string!(locale, order.done_firm)
    } else {
        td_string!(locale, order.done)
    }
}

fn lead(locale: Locale, order: &Order, today: NaiveDate) -> Option<String> {
    let waiting: Vec<&Part> = order
        .parts
        .iter()
        .filter(|part| !part.state().is_over())
        .collect();
    match waiting.as_slice() {
        [] => None,
        [part] => {
            let when = speech::window(locale, &part.window, today);
            Some(td_string!(
                locale,
                order.lead,
                shop = part.shop.name.to_string(),
                when = when
            ))
        }
        several => Some(td_string!(locale, order.lead_several, count = several.len())),
    }
}

/// What is still to be paid, in the shops.
fn to_pay(locale: Locale, order: &Order) -> Option<impl IntoView + use<>> {
    let open = order.parts.iter().filter(|part| !part.state().is_over());
    let sum: domain::money::Cents = open.map(|part| total(&part.lines)).sum();
    (sum.0 > 0).then(|| {
        view! {
            <p class="total"><span>{td_string!(locale, order.total)}</span>" "<span class="total__amount">{speech::euros(locale, sum)}</span></p>
        }
    })
}

/// The slate one shows at every counter, while there is one to show it at.
#[component]
fn Receipt(
    locale: Locale,
    order: Order,
    /// What the square holds.
    handover: String,
) -> impl IntoView {
    let code = order.code.to_string();
    let words = if order.parts.len() > 1 {
        td_string!(locale, order.code_several)
    } else {
        td_string!(locale, order.code)
    };
    if order.parts.iter().all(|part| part.state().is_over()) {
        return view! { <p class="order__old-code">{td_string!(locale, order.code)}" "<strong translate="no">{code}</strong></p> }.into_any();
    }
    view! {
        <div class="order-receipt">
            <Qr holds=handover label=td_string!(locale, order.qr, code = code.clone()) size="qr--order" />
            <p class="order-receipt__words">{words}</p>
            <p class="order-receipt__code" translate="no">{code}</p>
            <p class="order-receipt__words">{td_string!(locale, order.say)}</p>
        </div>
    }
    .into_any()
}

/// What one takes along.
#[component]
fn Papers(locale: Locale, key: String) -> impl IntoView {
    view! {
        <div class="order__papers no-print">
            <a class="button button--quiet" href=routes::agenda(&key)><Icon name="clock" />" "{td_string!(locale, order.agenda)}</a>
            <a class="button button--quiet" href=routes::slip(&key)><Icon name="printer" />" "{td_string!(locale, order.slip)}</a>
        </div>
    }
}

/// The town's name for a map: it needs to know where the street is.
fn address(town: &Town, part: &Part) -> Option<String> {
    (!part.shop.address.is_empty()).then(|| format!("{}, {}", part.shop.address, town.name))
}
