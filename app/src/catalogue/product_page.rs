//! A product: its picture, its price, what the law wants said, where it is, and the way into the basket.

use super::{Display, ProductGrid, Was};
use crate::{
    abroad::{About, PageHead},
    areas::{Market, carried},
    duties::LabelRows,
    i18n::Locale,
    kept::ToKeep,
    orders::no_window,
    page::{NoPage, page, param},
    reports::ReportLink,
    routes, session,
    sharing::ShareLink,
    shops::{OpeningHours, ShopCard},
    speech,
    state::House,
    ui::{Icon, Notice, Picture, PriceLabel},
};
use chrono::NaiveDate;
use domain::{
    basket::Basket,
    catalogue::{Product, Stock, Unit},
    pickup::Window,
    shops::{Door, Shop},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{
    catalogue::{self, Facts},
    orders, pickup, shops, towns,
};

/// Other products of the shop beside this one.
const MORE: u64 = 7;
/// Choices in the quantity's list.
const CHOICES: u32 = 12;

/// `/{town}/{shop}/{product}`
#[component]
pub fn ProductPage() -> impl IntoView {
    let (town, shop, product) = (param("town"), param("shop"), param("product"));
    let basket = carried();
    page(async move { content(&town, &shop, &product, basket).await })
}

async fn content(town: &str, shop: &str, product: &str, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let product = catalogue::by_slug(db, shop.id, product).await?;
    let facts = catalogue::facts(db, product.id).await?;
    let mut more = catalogue::in_shop(db, shop.id, MORE).await?;
    more.retain(|other| other.id != product.id);
    let has_place = shop.position.is_some();
    let now = house.clock.now();
    kept.shop(&shop, &town, now);
    let door = kept.door(&shop, &town, now);
    let week = pickup::week(&shop, &town.time_zone, now);
    let lead = orders::lead(&shop, std::iter::once(&product));
    let windows = pickup::windows(&shop, lead, &town.time_zone, now);

    let name = speech::name_or_kind(locale, product.name.as_ref(), shop.kind);
    let price = speech::euros(locale, product.price.cents());
    let unit = speech::unit(locale, product.unit);
    let stale = product
        .is_stale(now)
        .then(|| td_string!(locale, stock.stale_long));
    let shop_name = shop.name.to_string();
    let here = routes::product(&town.slug, &shop.slug, &product.slug);
    let address = house.absolute(&here);
    let description = td_string!(
        locale,
        product.description,
        price = price.clone(),
        shop = shop_name.clone(),
        town = town.name.clone()
    );
    let sold = (&town, &shop, &product, &facts.label);
    let about = About::of_product(&house, locale, sold, description, door.today);
    let alt = td_string!(locale, product.photo_of, product = name.clone());
    let is_gone = product.stock.on_offer() == 0;
    let shared = td_string!(
        locale,
        sharing.product_text,
        product = name.clone(),
        price = format!("{price} {unit}").trim_end().to_owned(),
        shop = shop_name.clone(),
        town = town.name.clone()
    );
    let has_more = !more.is_empty();
    let shelf = routes::carrying(&routes::shop(&town.slug, &shop.slug), &basket);
    let compared = product
        .unit_price()
        .map(|compared| speech::unit_price(locale, compared));
    let plan = has_place.then(|| routes::carrying(&routes::on_plan(&town.slug, &shop.slug), &basket));
    let words = pickup_words(locale, &town, &shop, windows.first(), door.today);
    let comes_today = windows
        .first()
        .is_some_and(|first| first.local_from.date() == door.today);
    let comes_now = comes_today && !is_gone;
    let comes = !windows.is_empty();
    let nobody = (!comes && !is_gone).then(|| no_window(locale, &shop));
    Ok(view! {
        <Title text=td_string!(locale, product.title, product = name.clone(), shop = shop_name.clone()) />
        <PageHead about=about />
        <Market town=town.clone()>
            <div class="page">
                <article class="product-page">
                    <div class=photo_class(&product)>
                        <Picture photo=product.photo.clone() kind=shop.kind sizes="(min-width: 60rem) 30rem, 100vw" alt=alt first=true />
                        <PriceLabel locale=locale price=product.price unit=product.unit size="price-label--huge" />
                    </div>
                    <div class="product-page__facts">
                        <h1>{name.clone()}</h1>
                        <p class="product-page__price">
                            <strong>{price}</strong>" "{unit}
                            {compared.map(|words| view! { <span class="product-page__compared">{words}</span> })}
                        </p>
                        {reduction(locale, &product)}
                        {stale.map(|words| view! { <p class="product-card__stale">{words}</p> })}
                        <p><span class=stock_class(product.stock)>{speech::stock(locale, product.stock.as_told())}</span></p>
                        {is_gone.then(|| view! { <Notice icon="alert">{td_string!(locale, product.gone)}</Notice> })}
                        {nobody.map(|says| view! { <Notice icon="phone"><p>{says}</p></Notice> })}
                        {comes.then(|| view! { <AddForm town=town.slug.clone() product=product.clone() basket=basket.clone() /> })}
                        <Where locale=locale town=town.clone() shop=shop door=door week=week basket=basket.clone() comes_now=comes_now words=words plan=plan />
                        <KnownFacts locale=locale town=town.slug.clone() product=product facts=facts basket=basket.clone() />
                        <ShareLink locale=locale title=name text=shared url=address />
                    </div>
                </article>
                {has_more.then(|| view! {
                    <section class="section" aria-labelledby="more">
                        <div class="section__head">
                            <h2 id="more">{td_string!(locale, product.more, shop = shop_name)}</h2>
                            <a href=shelf>{td_string!(locale, product.all)}</a>
                        </div>
                        <ProductGrid locale=locale town=town.slug.clone() products=more basket=basket display=Display::More />
                    </section>
                })}
                <ReportLink locale=locale page=here />
            </div>
        </Market>
    }
    .into_any())
}

/// What an announced reduction is compared with, and by which rule: what is about to spoil, with its last price.
fn reduction(locale: Locale, product: &Product) -> Option<impl IntoView + use<>> {
    let was = product.reduced_from?;
    let lowest = (!product.category.perishes()).then(|| td_string!(locale, product.was_lowest));
    Some(view! {
        <Was locale=locale was=was />
        {lowest.map(|words| view! { <p class="small soft">{words}</p> })}
    })
}

fn photo_class(product: &Product) -> &'static str {
    match (&product.photo, product.stock.on_offer()) {
        (None, _) => "photo photo--none product-page__photo",
        (Some(_), 0) => "photo photo--gone product-page__photo",
        (Some(_), _) => "photo product-page__photo",
    }
}

fn stock_class(stock: Stock) -> &'static str {
    match stock.as_told() {
        Stock::Always | Stock::Plenty => "chip chip--ready",
        Stock::Few | Stock::Pieces(1..) => "chip chip--soon",
        Stock::Pieces(0) | Stock::Out => "chip",
    }
}

/// When and how it changes hands.
fn pickup_words(
    locale: Locale,
    town: &Town,
    shop: &Shop,
    first: Option<&Window>,
    today: NaiveDate,
) -> String {
    let sign = shop.name.to_string();
    let Some((first, when)) = first.zip(speech::walk_in(locale, first, today)) else {
        return td_string!(locale, product.pay_there).to_owned();
    };
    if shop.hands_out(town, first.local_from.date()) {
        td_string!(locale, door_mode.walk_in, shop = sign, when = when)
    } else {
        td_string!(locale, product.walk_in, shop = sign, when = when)
    }
}

/// The shop, the way there, and the short way: this product alone, right now.
#[component]
fn Where(
    locale: Locale,
    town: Town,
    shop: Shop,
    door: Door,
    week: Vec<pickup::DayHours>,
    basket: Basket,
    /// Whether whoever leaves home now is handed it today.
    comes_now: bool,
    /// How it changes hands.
    words: String,
    /// Where the shop stands on the plan.
    plan: Option<String>,
) -> impl IntoView {
    let phone = shop.phone.as_ref().map(|phone| {
        let call = routes::call(phone);
        view! { <a class="reach" href=call><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let address = (!shop.address.is_empty()).then(|| {
        let street = format!("{}, {}", shop.address, town.name);
        plan.map_or_else(
            || view! { <span class="reach"><Icon name="map-pin" />" "{street.clone()}</span> }.into_any(),
            |plan| {
                view! { <a class="reach" href=plan><Icon name="map-pin" />" "{street.clone()}</a> }.into_any()
            },
        )
    });
    let fetch = comes_now.then(|| {
        // The same form as above, whose answer opens where one says when one comes.
        let action = format!("{}#reserve", routes::basket(&town.slug));
        view! {
            <button class="button button--quiet button--wide" type="submit" form="add" formaction=action>
                <Icon name="clock" />" "{td_string!(locale, product.fetch)}
            </button>
        }
    });
    view! {
        <section class="product-page__shop" aria-label=td_string!(locale, product.shop)>
            <ShopCard locale=locale town=town.slug shop=shop.clone() door=door basket=basket level=2 />
            <div class="product-page__way">
                {address}
                {phone}
                <OpeningHours locale=locale shop=shop at_the_door=door.at_the_door week=week />
            </div>
            <p class="product-page__small">{words}</p>
            {fetch}
        </section>
    }
}

/// What is known of it, and of food what must be said before somebody buys.
#[component]
fn KnownFacts(
    locale: Locale,
    /// Slug of the town.
    town: String,
    product: Product,
    facts: Facts,
    basket: Basket,
) -> impl IntoView {
    let category = product.category;
    let (brand, from_food_facts) = (facts.brand.clone(), facts.from_food_facts);
    // Who makes it is said further below, with where they are reached.
    let brand = brand.filter(|brand| {
        let maker = facts.label.maker.as_ref();
        maker.is_none_or(|maker| maker.name.as_str() != brand)
    });
    let aisle = routes::carrying(&routes::aisle(&town, category), &basket);
    let is_alcohol = category.is_alcohol();
    view! {
        <section class="facts" aria-labelledby="facts">
            <h2 id="facts" class="facts__title">{td_string!(locale, product.facts)}</h2>
            <dl class="facts__list">
                {brand.map(|brand| view! { <div class="facts__row"><dt>{td_string!(locale, product.brand)}</dt><dd>{brand}</dd></div> })}
                <LabelRows locale=locale facts=facts is_food=category.is_food() />
                <div class="facts__row">
                    <dt>{td_string!(locale, product.aisle)}</dt>
                    <dd><a href=aisle>{speech::category(locale, category)}</a></dd>
                </div>
            </dl>
            {from_food_facts.then(|| view! { <p class="soft small">{td_string!(locale, barcode.food_facts)}</p> })}
            {is_alcohol.then(|| view! { <p class="facts__alcohol">{td_string!(locale, product.alcohol)}</p> })}
        </section>
    }
}

/// The way into the basket: a plain form whose answer is the basket's page.
#[component]
fn AddForm(
    /// Slug of the town.
    town: String,
    /// What is added.
    product: Product,
    /// What is in the basket already.
    basket: Basket,
) -> impl IntoView {
    let locale = session::locale();
    let action = routes::basket(&town);
    let most = product.stock.on_offer().min(CHOICES);
    let choices = (1..=most).map(|quantity| {
        let words = match product.unit {
            Unit::Piece => quantity.to_string(),
            unit => speech::quantity(unit, quantity),
        };
        view! { <option value=quantity.to_string()>{words}</option> }
    });
    (most > 0).then(|| {
        view! {
            <form class="action-bar" id="add" method="get" action=action>
                <input type="hidden" name=routes::CARRIED value=basket.to_string() data-basket=town />
                <input type="hidden" name="ajouter" value=product.id.to_string() />
                <input type="hidden" name="vu" value=product.price.cents().0.to_string() />
                <div class="quantity">
                    <label class="quantity__label" for="quantity">{td_string!(locale, product.quantity)}</label>
                    <select class="quantity__input" id="quantity" name="nombre">{choices.collect_view()}</select>
                </div>
                <button class="button button--big" type="submit">
                    <Icon name="basket" />" "{td_string!(locale, product.add)}
                </button>
            </form>
        }
    })
}
