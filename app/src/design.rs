//! `/design`: every part of the pages in every state, in both languages, for whoever works on them. Where the operator did
//! not ask for it, there is nothing at this address.

use crate::{
    areas::Market,
    catalogue::{Display, ProductGrid},
    i18n::Locale,
    page::{NoPage, page},
    session,
    shops::{Mark, OpeningHours, ShopCard, ShopLine},
    speech,
    state::House,
    towns::{DrawnPlan, Spot},
    ui::{Drawing, EmptyPart, FieldError, Icon, Notice, Pager, PriceLabel, Qr, Tag, Tags},
};
use chrono::{DateTime, Days, NaiveDateTime, Utc};
use domain::{
    basket::Basket,
    catalogue::{Category, Product, SoldBy, Stock, Unit},
    id::{ProductId, ShopId},
    money::Price,
    orders::PartState,
    pickup::{Lead, Slots},
    shops::{Door, DoorState, Shop, ShopKind},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use services::pickup::DayHours;
use uuid::Uuid;

/// Names of the market's colours, as `style/tokens.css` has them.
const COLOURS: [&str; 14] = [
    "paper", "card", "ink", "ink-soft", "line", "edge", "kraft", "timber", "slate", "chalk", "tomato",
    "basil", "honey", "beet",
];
/// Steps of type, in pixels.
const TYPE: [&str; 7] = ["14", "16", "18", "22", "28", "36", "52"];

/// The page of all parts.
#[component]
pub fn DesignPage() -> impl IntoView {
    page(async move {
        let house = House::here();
        if !house.look.shows_design {
            return Err(NoPage::NotFound);
        }
        let now = house.clock.now();
        let first = session::locale();
        let second = if first == Locale::fr {
            Locale::en
        } else {
            Locale::fr
        };
        Ok(view! {
            <Title text="Halle, parts" />
            <Meta name="robots" content="noindex" />
            <Market>
                <div class="page design">
                    <h1>"Parts"</h1>
                    <Ground />
                    <Parts locale=first now=now />
                    <Parts locale=second now=now />
                </div>
            </Market>
        }
        .into_any())
    })
}

/// What has no language: colours and type.
#[component]
fn Ground() -> impl IntoView {
    let colours = COLOURS.map(|name| {
        view! { <li class="design__colour"><span class=format!("design__swatch design__swatch--{name}")></span>{name}</li> }
    });
    let sizes = TYPE.map(|size| {
        view! { <p class=format!("design__type design__type--{size}")>{size}" Tomates de pays, 3,50\u{202F}€"</p> }
    });
    view! {
        <section class="section"><h2>"Colours"</h2><ul class="design__colours" role="list">{colours.collect_view()}</ul></section>
        <section class="section"><h2>"Type"</h2>{sizes.collect_view()}</section>
    }
}

#[component]
fn Parts(locale: Locale, now: DateTime<Utc>) -> impl IntoView {
    let today = now.naive_utc();
    view! {
        <div class="design__parts" lang=locale.to_string()>
            <Goods locale=locale now=now />
            <Shops locale=locale today=today />
            <Words locale=locale />
            <Links locale=locale />
        </div>
    }
}

/// One with its heading; headings of both languages stand on one page, so they carry no id.
#[component]
fn Part(name: &'static str, children: Children) -> impl IntoView {
    view! { <section class="section design__part"><h2>{name}</h2>{children()}</section> }
}

#[component]
fn Goods(locale: Locale, now: DateTime<Utc>) -> impl IntoView {
    let stocks = [
        Stock::Always,
        Stock::Plenty,
        Stock::Few,
        Stock::Pieces(4),
        Stock::Pieces(1),
        Stock::Out,
    ];
    let products = stocks.iter().enumerate().map(|(at, stock)| Product {
        stock: *stock,
        reduced_from: (at == 2).then(|| Price::from_cents(1_690).ok()).flatten(),
        unit: Unit::ALL[at % Unit::ALL.len()],
        // The fourth was not confirmed for long.
        confirmed_at: if at == 1 { now - Days::new(60) } else { now },
        ..product(at, now)
    });
    let products: Vec<_> = products.collect();
    let again = products.clone();
    let labels = [
        ("", 350),
        ("price-label--big", 1_290),
        ("price-label--huge", 123_400),
    ];
    let labels = labels.map(|(size, cents)| {
        let price = Price::from_cents(cents).ok();
        price.map(|price| view! { <PriceLabel locale=locale price=price unit=Unit::Kilogram size=size /> })
    });
    let labels = labels.collect_view();
    view! {
        <Part name="PriceLabel"><div class="design__row">{labels}</div></Part>
        <Part name="ProductGrid, stall">
            <ProductGrid locale=locale town="dourdan".into() products=products basket=Basket::default() with_shop=true display=Display::Stall />
        </Part>
        <Part name="ProductGrid, strip">
            <ProductGrid locale=locale town="dourdan".into() products=again basket=Basket::default() with_shop=true display=Display::Strip />
        </Part>
    }
}

#[component]
fn Shops(locale: Locale, today: NaiveDateTime) -> impl IntoView {
    let day = today.date();
    let later = day
        .checked_add_days(Days::new(1))
        .and_then(|day| day.and_hms_opt(9, 0, 0));
    let evening = day.and_hms_opt(19, 0, 0);
    let doors = [
        (DoorState::Open(evening), false),
        (DoorState::Open(None), true),
        (DoorState::Closed(later), false),
        (DoorState::Closed(None), false),
        (DoorState::Unknown, false),
    ];
    let cards = doors.iter().enumerate().map(|(at, (state, at_the_door))| {
        let (shop, door) = (shop(at, *at_the_door), door(day, *state, *at_the_door));
        view! { <li><ShopCard locale=locale town="dourdan".into() shop=shop door=door basket=Basket::default() level=3 /></li> }.into_any()
    });
    let marks = [Mark::Kind, Mark::Number(1), Mark::Number(12), Mark::Nowhere];
    let lines = marks.into_iter().enumerate().map(|(at, mark)| {
        let (state, at_the_door) = doors[at];
        view! {
            <li class="shop-list__item">
                <ShopLine locale=locale town="dourdan".into() shop=shop(at, at_the_door) door=door(day, state, at_the_door) basket=Basket::default() mark=mark />
            </li>
        }
        .into_any()
    });
    let open = evening
        .into_iter()
        .filter_map(|evening| Some((day.and_hms_opt(9, 0, 0)?, evening)));
    let week = vec![
        DayHours {
            date: day,
            open: open.collect(),
        },
        DayHours {
            date: day + Days::new(1),
            open: Vec::new(),
        },
    ];
    let spots = (0..6).map(|at| Spot {
        number: (at < 5).then_some(at + 1),
        name: format!("Commerce {at}"),
        slug: format!("{locale}-{at}"),
        link: "/dourdan".into(),
        address: if at % 2 == 0 {
            "rue de Chartres".into()
        } else {
            String::new()
        },
        position: (
            [48.5296, 48.5303, 48.5293, 48.5299, 48.5286, 48.5291][at],
            [2.0121, 2.0133, 2.0114, 2.0108, 2.009, 2.0098][at],
        ),
        is_open: at < 3,
    });
    let cards = cards.collect_view();
    let lines = lines.collect_view();
    let spots: Vec<Spot> = spots.collect();
    view! {
        <Part name="ShopCard"><ul class="shop-strip" role="list">{cards}</ul></Part>
        <Part name="ShopLine"><ul class="shop-list" role="list">{lines}</ul></Part>
        <Part name="OpeningHours"><OpeningHours locale=locale shop=shop(0, false) at_the_door=false week=week /></Part>
        <Part name="DrawnPlan"><DrawnPlan locale=locale spots=spots tiles=None /></Part>
    }
}

#[component]
fn Words(locale: Locale) -> impl IntoView {
    let states = PartState::ALL.iter().map(|state| {
        let class = match state {
            PartState::Ready | PartState::HandedOver => "chip chip--ready",
            PartState::Placed | PartState::Seen | PartState::Accepted => "chip chip--soon",
            PartState::Refused | PartState::Cancelled | PartState::Expired => "chip chip--failed",
        };
        view! { <span class=class>{speech::state(locale, *state)}</span> }
    });
    let price = speech::price_error(locale, domain::money::PriceError::Missing);
    let states = states.collect_view();
    view! {
        <Part name="Chip"><div class="design__row">{states}</div></Part>
        <Part name="Notice">
            <div class="design__column">
                <Notice icon="check" kind="notice--done">{speech::stock(locale, Stock::Always)}</Notice>
                <Notice icon="alert">{speech::stock(locale, Stock::Few)}</Notice>
                <div class="notice notice--failed"><Icon name="alert" /><div class="notice__body">{speech::stock(locale, Stock::Out)}</div></div>
            </div>
        </Part>
        <Part name="Field">
            <div class="field">
                <label class="field__label" for=format!("design-{locale}")>{speech::kind(locale, ShopKind::Grocer)}</label>
                <input class="field__input" id=format!("design-{locale}") value="3,5O" aria-invalid="true" aria-describedby=format!("design-{locale}-wrong") />
                <FieldError id=format!("design-{locale}-wrong") says=price />
            </div>
        </Part>
        <Part name="EmptyPart">
            <EmptyPart title=speech::category(locale, Category::Ready).to_owned() drawing=Drawing::EmptyBasket words=speech::shops(locale, 0) />
        </Part>
        <Part name="Qr"><Qr holds="https://halle.example/dourdan".into() label=format!("QR {locale}") /></Part>
    }
}

#[component]
fn Links(locale: Locale) -> impl IntoView {
    let tags = Category::ALL
        .iter()
        .take(7)
        .enumerate()
        .map(|(at, category)| Tag {
            words: speech::category(locale, *category).to_owned(),
            count: (at != 2).then_some(at as u64 * 9 + 1),
            address: "/design".into(),
            here: at == 1,
        });
    let buttons = [
        "button",
        "button button--big",
        "button button--quiet",
        "button button--plain",
    ];
    let buttons = buttons.map(|class| {
        view! { <a class=class href="/design"><Icon name="basket" />" "{speech::category(locale, Category::Grocery)}</a> }
    });
    let next = Some("/design?page=3".to_owned());
    let previous = Some("/design".to_owned());
    let buttons = buttons.collect_view();
    let tags: Vec<Tag> = tags.collect();
    view! {
        <Part name="Button">
            <div class="design__row">
                {buttons}
                <button class="button" type="button" disabled>{speech::category(locale, Category::Grocery)}</button>
            </div>
        </Part>
        <Part name="Tags"><Tags label=format!("Tags {locale}") tags=tags /></Part>
        <Part name="Pager"><Pager locale=locale page=2 previous=previous next=next /></Part>
    }
}

fn shop(at: usize, at_the_door: bool) -> Shop {
    Shop {
        id: ShopId(Uuid::from_u128(at as u128)),
        slug: format!("commerce-{at}"),
        name: name("La cave aux tommes"),
        kind: ShopKind::ALL[at % ShopKind::ALL.len()],
        address: format!("{at} rue de Chartres"),
        phone: None,
        hours: "Tu-Sa 09:00-19:00".into(),
        about: String::new(),
        lead: Lead::default(),
        slots: Slots::default(),
        at_the_door,
        position: None,
        sells_at_a_distance: false,
    }
}

const fn door(today: chrono::NaiveDate, state: DoorState, at_the_door: bool) -> Door {
    Door {
        today,
        state,
        at_the_door,
    }
}

fn product(at: usize, now: DateTime<Utc>) -> Product {
    Product {
        id: ProductId(Uuid::from_u128(at as u128)),
        slug: format!("produit-{at}"),
        name: (at != 4).then(|| name("Confiture de coing du verger")),
        price: Price::from_cents(350 + i64::try_from(at).unwrap_or_default() * 415)
            .expect("a price that is written here"),
        reduced_from: None,
        unit: Unit::Piece,
        content: "370 g".parse().ok(),
        stock: Stock::Always,
        photo: None,
        category: Category::Grocery,
        confirmed_at: now,
        lead: None,
        shop: SoldBy {
            id: ShopId(Uuid::from_u128(at as u128)),
            slug: "commerce".into(),
            name: name("La pause"),
            kind: ShopKind::ALL[at * 2 % ShopKind::ALL.len()],
        },
    }
}

fn name(text: &str) -> domain::text::Name {
    text.parse().expect("a name that is written here")
}
