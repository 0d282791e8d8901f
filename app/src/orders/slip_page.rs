//! `/commande/{key}/bon`: the order on paper, for who has no phone to show: the code in large letters, its square, and
//! where to be when.

use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session, speech,
    state::House,
    ui::Qr,
};
use chrono::NaiveDate;
use domain::{
    orders::{Part, total},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{orders, pickup, towns};

/// `/commande/{key}/bon`
#[component]
pub fn SlipPage() -> impl IntoView {
    let key = param("key");
    page(async move { content(key).await })
}

async fn content(key: String) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let (_, order) = orders::page(house.db.read(), &key).await?;
    let town = towns::by_slug(house.db.read(), &order.town).await?;
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let code = order.code.to_string();
    let parts = order.parts.iter().filter(|part| !part.state().returns_stock());
    let parts = parts
        .map(|part| part_view(locale, &town, part, today).into_any())
        .collect_view();
    Ok(view! {
        <Title text=td_string!(locale, slip.title) />
        <Meta name="robots" content="noindex" />
        <Market town=town>
            <div class="page page--narrow slip">
                <div class="page__head">
                    <h1>{td_string!(locale, slip.title)}</h1>
                    {order.name.as_ref().map(|name| view! { <p class="page__lead">{td_string!(locale, slip.lead, name = name.to_string())}</p> })}
                </div>
                <div class="order-receipt">
                    <Qr holds=house.absolute(&routes::handover(&order.code)) label=td_string!(locale, order.qr, code = code.clone()) />
                    <p class="order-receipt__words">{td_string!(locale, slip.show)}</p>
                    <p class="order-receipt__code" translate="no">{code}</p>
                </div>
                <ol class="walk section" role="list">{parts}</ol>
                <p class="small soft">{td_string!(locale, slip.pay)}</p>
                <p class="no-print"><a class="link" href=routes::order(&key)>{td_string!(locale, slip.back)}</a></p>
            </div>
        </Market>
    }
    .into_any())
}

fn part_view(locale: Locale, town: &Town, part: &Part, today: NaiveDate) -> impl IntoView + use<> {
    let lines = part.lines.iter().filter(|line| !line.is_missing()).map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), part.shop.kind);
        let quantity = match line.given {
            Some(given) => speech::given_quantity(locale, line.unit, given),
            None => speech::quantity(line.unit, line.quantity),
        };
        view! {
            <li class="order-part__line"><span>{quantity}" "{name}</span>" "<span>{speech::euros(locale, line.total())}</span></li>
        }
    });
    let lines = lines.collect_view();
    let date = part.window.local_from.date();
    let at_the_door = part.shop.hands_out(town, date);
    let day = if date == today {
        speech::day(locale, date, today)
    } else {
        speech::date(locale, date)
    };
    let (from, to) = (
        speech::hour(locale, part.window.local_from),
        speech::hour(locale, part.window.local_to),
    );
    let reach = [
        part.shop.address.clone(),
        part.shop
            .phone
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    ];
    let reach = reach
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <li class="order-part">
            <h2>{part.shop.name.to_string()}</h2>
            <p>{reach}</p>
            <p class="order-part__slot">{td_string!(locale, time.window, day = day, from = from, to = to)}</p>
            {at_the_door.then(|| view! { <p><strong>{td_string!(locale, door_mode.words)}</strong></p> })}
            <ul class="order-part__lines" role="list">
                {lines}
                <li class="order-part__line order-part__line--total">
                    <span>{td_string!(locale, inbox.total)}</span>" "<span>{speech::euros(locale, total(&part.lines))}</span>
                </li>
            </ul>
        </li>
    }
}
