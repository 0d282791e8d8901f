//! The shopper's page of truth: the code, and where each shop's part stands.

use super::{follow::Follow, walk::OrderWalk};
use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session, speech,
    state::House,
    ui::{Icon, Notice, Qr},
};
use chrono::NaiveDate;
use domain::orders::{Act, Actor, Order, Part, PartState, Standing, allowed, total};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use services::{orders, pickup, towns};

/// The states a part passes on the good way.
const STEPS: [PartState; 4] = [
    PartState::Placed,
    PartState::Seen,
    PartState::Ready,
    PartState::HandedOver,
];

/// `/commande/{key}`
#[component]
pub fn OrderPage() -> impl IntoView {
    let key = param("key");
    let late = use_query_map().read_untracked().get("tard").is_some();
    page(async move { content(key, late).await })
}

/// What the page shows, short enough for an address: the states of the parts and what they cost.
pub fn shown(order: &Order) -> String {
    order
        .parts
        .iter()
        .map(|part| format!("{}{}", part.state(), total(&part.lines).0))
        .collect::<Vec<_>>()
        .join("-")
}

async fn content(key: String, late: bool) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let (_, order) = orders::page(house.db.read(), &key).await?;
    let town = towns::by_slug(house.db.read(), &order.town).await?;
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let title = heading(locale, &order);
    let code = order.code.to_string();
    let several = order.parts.len() > 1;
    let to_pay = order.parts.iter().filter(|part| !part.state().returns_stock());
    let sum = to_pay.map(|part| total(&part.lines)).sum();
    let code_words = if several {
        td_string!(locale, order.code_several)
    } else {
        td_string!(locale, order.code)
    };
    let shown = shown(&order);
    let lead = lead(locale, &order, today);
    let (slip, slip_too) = (routes::slip(&key), routes::slip(&key));
    let is_for_somebody = !order.entered_as.is_shopper();
    let parts = order
        .parts
        .iter()
        .map(|part| part_view(locale, &order.town, &key, part, today).into_any())
        .collect_view();
    Ok(view! {
        <Title text=td_string!(locale, order.title) />
        <Meta name="robots" content="noindex" />
        <Market town=town>
            <Follow key=key town=order.town.clone() shown=shown />
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{lead}</p></div>
                {late.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, order.cancelled_late)}</p></Notice> })}
                <div class="order-receipt">
                    <Qr holds=house.absolute(&routes::handover(&order.code)) label=td_string!(locale, order.qr, code = code.clone()) />
                    <p class="order-receipt__words">{code_words}</p>
                    <p class="order-receipt__code" translate="no">{code}</p>
                    <p class="order-receipt__words">{td_string!(locale, order.say)}</p>
                </div>
                {is_for_somebody.then(|| view! {
                    <Notice kind="notice--done" icon="printer"><p>{td_string!(locale, order.for_somebody)}" "<a href=slip_too>{td_string!(locale, order.slip)}</a></p></Notice>
                })}
                <section class="section" aria-labelledby="walk">
                    <div class="section__head"><h2 id="walk">{td_string!(locale, order.walk)}</h2></div>
                    <OrderWalk locale=locale parts=order.parts.clone() today=today now=house.clock.now() />
                    <ol class="walk" role="list">{parts}</ol>
                </section>
                <section class="section fields">
                    <p class="total"><span>{td_string!(locale, order.total)}</span>" "<span class="total__amount">{speech::euros(locale, sum)}</span></p>
                    <Notice icon="bell">
                        <p class="with-scripts">{td_string!(locale, order.keep)}</p>
                        <noscript><p>{td_string!(locale, order.keep_plain)}</p></noscript>
                    </Notice>
                    <p><a class="link" href=slip>{td_string!(locale, order.slip)}</a></p>
                </section>
            </div>
        </Market>
    }
    .into_any())
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

fn part_view(locale: Locale, town: &str, key: &str, part: &Part, today: NaiveDate) -> impl IntoView + use<> {
    let shop = part.shop.name.to_string();
    let lines = part.lines.iter().map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), part.shop.kind);
        let class = if line.is_missing() {
            "order-part__line order-part__line--missing"
        } else {
            "order-part__line"
        };
        let given = line.given.map(|given| speech::given(locale, line.unit, given));
        view! {
            <li class=class>
                <span>
                    {speech::quantity(line.unit, line.quantity)}" "{name}
                    {given.map(|words| view! { " "<strong class="order-part__given">{words}</strong> })}
                </span>
                " "<span>{speech::euros(locale, line.total())}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    let is_to_pay = !part.state().returns_stock();
    let may_cancel = allowed(Actor::Shopper, Act::Cancel, part.state());
    let phone = part.shop.phone.clone().map(|phone| {
        let call = format!("tel:{}", phone.as_str().replace(' ', ""));
        view! { <a class="reach" href=call><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let address = (!part.shop.address.is_empty())
        .then(|| view! { <span class="reach"><Icon name="map-pin" />" "{part.shop.address.clone()}</span> });
    let at_the_door = part.shop.at_the_door && !part.state().is_over();
    let (id, action) = (part.id.to_string(), routes::order(key));
    view! {
        <li class="order-part">
            <h3>{shop.clone()}</h3>
            <p class="order-part__slot"><Icon name="clock" />" "{speech::window(locale, &part.window, today)}</p>
            {steps(locale, part.state())}
            {because(locale, town, part)}
            <ul class="order-part__lines" role="list">
                {lines}
                {is_to_pay.then(|| view! {
                    <li class="order-part__line order-part__line--total">
                        <span>{td_string!(locale, order.pay, shop = shop.clone())}</span>" "<span>{speech::euros(locale, total(&part.lines))}</span>
                    </li>
                })}
            </ul>
            {at_the_door.then(|| view! { <p><strong>{td_string!(locale, door_mode.words)}</strong></p> })}
            <p class="order-part__reach">{address}" "{phone}</p>
            {may_cancel.then(|| view! {
                <form method="post" action=action>
                    <input type="hidden" name="part" value=id />
                    <button class="button button--plain" type="submit">{td_string!(locale, order.cancel, shop = shop)}</button>
                </form>
            })}
        </li>
    }
}

/// Why it ended without a handover, and what the merchant offers instead.
fn because(locale: Locale, town: &str, part: &Part) -> AnyView {
    match &part.standing {
        Standing::Refused {
            because,
            words,
            instead,
        } => {
            let shop = part.shop.name.to_string();
            let said = words.as_ref().map(|words| {
                view! { <p class="order-part__words">{td_string!(locale, order.words, shop = shop.clone(), words = words.to_string())}</p> }
            });
            let instead = instead.as_ref().map(|instead| {
                let address = routes::product(town, &part.shop.slug, &instead.slug);
                let name = speech::name_or_kind(locale, instead.name.as_ref(), part.shop.kind);
                let price = speech::euros(locale, instead.price.cents());
                view! {
                    <p>{td_string!(locale, order.instead, shop = shop.clone())}" "<a href=address>{name}", "{price}</a></p>
                }
            });
            view! { <div class="order-part__because"><p>{speech::reason(locale, *because)}</p>{said}{instead}</div> }
                .into_any()
        }
        Standing::Expired { because } => {
            view! { <p class="order-part__because">{speech::reason(locale, *because)}</p> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// The good way as steps; a way out as a chip.
fn steps(locale: Locale, state: PartState) -> AnyView {
    let now = if state == PartState::Accepted {
        PartState::Seen
    } else {
        state
    };
    let Some(at) = STEPS.iter().position(|step| *step == now) else {
        return view! { <p><span class="chip chip--failed">{speech::state(locale, state)}</span></p> }
            .into_any();
    };
    let steps = STEPS.iter().enumerate().map(|(place, step)| {
        let class = if place < at || state == PartState::HandedOver { "steps__step steps__step--done" } else { "steps__step" };
        view! { <li class=class aria-current=(place == at).then_some("step")>{speech::state(locale, *step)}</li> }
    });
    view! { <ol class="steps" role="list">{steps.collect_view()}</ol> }.into_any()
}
