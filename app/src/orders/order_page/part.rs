//! One stop: where it stands, when it is collected, what is in it, and how to reach the shop.

use super::{address, cancel::CancelPart, withdraw::Withdraw};
use crate::{i18n::Locale, reports::ReportLink, routes, speech, ui::Icon};
use chrono::NaiveDate;
use domain::{
    orders::{Line, OrderKind, Part, PartState, Standing, total},
    shops::Shop,
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::pickup;

/// The states a part passes on the good way.
const STEPS: [PartState; 4] = [
    PartState::Placed,
    PartState::Seen,
    PartState::Ready,
    PartState::HandedOver,
];

#[component]
pub(super) fn OrderPart(
    locale: Locale,
    town: Town,
    key: String,
    kind: OrderKind,
    part: Part,
    today: NaiveDate,
) -> impl IntoView {
    let state = part.state();
    let is_open = !state.is_over();
    let class = if is_open {
        "order-part"
    } else {
        "order-part order-part--over"
    };
    let shop = part.shop.name.to_string();
    let is_to_pay = !state.returns_stock();
    let lines = part.lines.iter().map(|line| line_view(locale, &part.shop, line));
    let lines = lines.collect_view();
    let page = routes::shop(&town.slug, &part.shop.slug);
    let at_the_door = part.shop.hands_out(&town, part.window.local_from.date()) && is_open;
    view! {
        <li class=class>
            <h3 class="order-part__shop"><a href=routes::shop(&town.slug, &part.shop.slug)>{shop.clone()}</a></h3>
            {is_open.then(|| view! {
                <p class="order-part__slot"><Icon name="clock" />" "<span>{speech::window(locale, &part.window, today)}</span></p>
            })}
            {steps(locale, state)}
            {now(locale, &part, today)}
            {because(locale, &town.slug, &part)}
            <ul class="order-part__lines" role="list">
                {lines}
                {is_to_pay.then(|| view! {
                    <li class="order-part__line order-part__line--total">
                        <span>{td_string!(locale, order.pay, shop = shop)}</span>" "<span>{speech::euros(locale, total(&part.lines))}</span>
                    </li>
                })}
            </ul>
            {at_the_door.then(|| view! { <p><strong>{td_string!(locale, door_mode.words)}</strong></p> })}
            <Reach locale=locale town=town part=part.clone() />
            <Withdraw locale=locale key=key.clone() kind=kind part=part.clone() today=today />
            <CancelPart locale=locale key=key part=part />
            <ReportLink locale=locale page=page />
        </li>
    }
}

fn line_view(locale: Locale, shop: &Shop, line: &Line) -> impl IntoView + use<> {
    let name = speech::name_or_kind(locale, line.name.as_ref(), shop.kind);
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
}

/// Where it stands in a sentence, and until when it is kept.
fn now(locale: Locale, part: &Part, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let says = match part.standing {
        Standing::Placed { .. } => td_string!(locale, order.now_placed),
        Standing::Seen => td_string!(locale, order.now_seen),
        Standing::Accepted => td_string!(locale, order.now_accepted),
        Standing::Ready => td_string!(locale, order.now_ready),
        Standing::HandedOver { .. } => td_string!(locale, order.now_handed_over),
        Standing::Cancelled if part.withdrawn.is_some() => return None,
        Standing::Cancelled => td_string!(locale, order.now_cancelled),
        Standing::Refused { .. } | Standing::Expired { .. } => return None,
    };
    let is_kept = matches!(part.standing, Standing::Accepted | Standing::Ready);
    let kept = is_kept.then(|| {
        let (day, hour) = (
            speech::day(locale, part.kept_until.date(), today),
            speech::hour(locale, part.kept_until),
        );
        td_string!(locale, order.kept_until, day = day, hour = hour)
    });
    let class = if part.state() == PartState::Ready {
        "order-part__now order-part__now--ready"
    } else {
        "order-part__now"
    };
    Some(
        view! { <p class=class><strong>{says}</strong>{kept.map(|kept| view! { " "<span>{kept}</span> })}</p> },
    )
}

/// How to reach the shop, and whether it is open when the goods are collected.
#[component]
fn Reach(locale: Locale, town: Town, part: Part) -> impl IntoView {
    let name = part.shop.name.to_string();
    let hours = (!part.state().is_over())
        .then(|| hours_then(locale, &town, &part))
        .flatten();
    let way = address(&town, &part).map(|address| {
        view! {
            <a class="button button--quiet" href=routes::way_to(&address) rel="noreferrer" aria-label=td_string!(locale, order.way_to, shop = name.clone())>
                <Icon name="map-pin" />" "{td_string!(locale, order.way)}
            </a>
        }
    });
    let call = part.shop.phone.as_ref().map(|phone| {
        view! {
            <a class="button button--quiet" href=routes::call(phone) aria-label=td_string!(locale, order.call_shop, shop = name)>
                <Icon name="phone" />" "{td_string!(locale, order.call)}
            </a>
        }
    });
    let place = [
        Some(part.shop.address.clone()).filter(|address| !address.is_empty()),
        part.shop.phone.as_ref().map(ToString::to_string),
    ];
    view! {
        <div class="order-part__reach">
            {place.into_iter().flatten().map(|fact| view! { <p>{fact}</p> }).collect_view()}
            {hours.map(|says| view! { <p class="soft">{says}</p> })}
            <div class="order-part__ways no-print">{way}{call}</div>
        </div>
    }
}

/// "Ouvert ce jour-là : 9 h – 12 h 30, 14 h 30 – 19 h"; none when nobody knows.
fn hours_then(locale: Locale, town: &Town, part: &Part) -> Option<String> {
    let day = pickup::hours_on(&part.shop, part.window.local_from.date())?;
    if day.open.is_empty() {
        return Some(td_string!(locale, order.closed_then).to_owned());
    }
    let stretches = day
        .open
        .iter()
        .map(|(from, to)| format!("{} – {}", speech::hour(locale, *from), speech::hour(locale, *to)));
    let hours = stretches.collect::<Vec<_>>().join(", ");
    Some(if part.shop.hands_out(town, day.date) {
        td_string!(locale, order.hands_over_then, hours = hours)
    } else {
        td_string!(locale, order.open_then, hours = hours)
    })
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
