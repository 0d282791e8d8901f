//! A product: its picture, its price, and the way into the basket.

use super::ProductGrid;
use crate::{
    abroad::{About, PageHead},
    areas::{Market, carried},
    i18n::Locale,
    kept::ToKeep,
    page::{NoPage, page, param},
    routes, session,
    sharing::ShareLink,
    shops::ShopCard,
    speech,
    state::House,
    ui::{Icon, Picture, PriceLabel},
};
use domain::{
    basket::Basket,
    catalogue::{Product, Unit},
    shops::Shop,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{catalogue, orders, pickup, shops, towns};

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
    let mut more = catalogue::in_shop(db, shop.id, MORE).await?;
    more.retain(|other| other.id != product.id);
    let now = house.clock.now();
    kept.town(&town, now);
    let door = kept.door(&shop, &town, now);
    let lead = orders::lead(&shop, std::iter::once(&product));
    let windows = pickup::windows(&shop, lead, &town.time_zone, now);
    let when = speech::walk_in(locale, windows.first(), door.today);

    let name = speech::name_or_kind(locale, product.name.as_ref(), shop.kind);
    let price = speech::euros(locale, product.price.cents());
    let unit = speech::unit(locale, product.unit);
    let content = in_a_piece(locale, &product);
    let stale = product
        .is_stale(now)
        .then(|| td_string!(locale, stock.stale_long));
    let shop_name = shop.name.to_string();
    let address = house.absolute(&routes::product(&town.slug, &shop.slug, &product.slug));
    let description = td_string!(
        locale,
        product.description,
        price = price.clone(),
        shop = shop_name.clone(),
        town = town.name.clone()
    );
    let sold = (&town, &shop, &product);
    let about = About::of_product(&house, locale, sold, description, door.today);
    let alt = td_string!(locale, product.photo_of, product = name.clone());
    let class = if product.photo.is_some() {
        "photo product-page__photo"
    } else {
        "photo photo--none product-page__photo"
    };
    let small = pickup_words(locale, &shop, when);
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
    Ok(view! {
        <Title text=td_string!(locale, product.title, product = name.clone(), shop = shop_name.clone()) />
        <PageHead about=about />
        <Market town=town.clone()>
            <div class="page">
                <article class="product-page">
                    <div class=class>
                        <Picture photo=product.photo.clone() kind=shop.kind sizes="(min-width: 60rem) 34rem, 100vw" alt=alt first=true />
                        <PriceLabel locale=locale price=product.price unit=product.unit size="price-label--huge" />
                    </div>
                    <div class="product-page__facts">
                        <h1>{name.clone()}</h1>
                        <p class="product-page__price"><strong>{price}</strong>" "{unit}</p>
                        {content.map(|content| view! { <p class="soft">{content}</p> })}
                        {stale.map(|words| view! { <p class="product-card__stale">{words}</p> })}
                        <p><span class="chip chip--ready">{speech::stock(locale, product.stock)}</span></p>
                        <div class="product-page__shop">
                            <ul role="list"><li>
                                <ShopCard locale=locale town=town.slug.clone() shop=shop.clone() door=door basket=basket.clone() level=2 />
                            </li></ul>
                        </div>
                        <AddForm town=town.slug.clone() product=product basket=basket.clone() />
                        <p class="product-page__small">{small}</p>
                        <ShareLink locale=locale title=name text=shared url=address />
                    </div>
                </article>
                {has_more.then(|| view! {
                    <section class="section" aria-labelledby="more">
                        <div class="section__head">
                            <h2 id="more">{td_string!(locale, product.more, shop = shop_name)}</h2>
                            <a href=shelf>{td_string!(locale, product.all)}</a>
                        </div>
                        <ProductGrid locale=locale town=town.slug.clone() products=more basket=basket kind="product-grid--more" />
                    </section>
                })}
            </div>
        </Market>
    }
    .into_any())
}

/// When and how it changes hands.
fn pickup_words(locale: Locale, shop: &Shop, when: Option<String>) -> String {
    let sign = shop.name.to_string();
    match when {
        None => td_string!(locale, product.pay_there).to_owned(),
        Some(when) if shop.at_the_door => td_string!(locale, door_mode.walk_in, shop = sign, when = when),
        Some(when) => td_string!(locale, product.walk_in, shop = sign, when = when),
    }
}

/// "500 g · 9,00 € le kilo", as far as it is known.
fn in_a_piece(locale: Locale, product: &Product) -> Option<String> {
    let compared = product.unit_price();
    let parts = [
        product.content.map(String::from),
        compared.map(|compared| speech::unit_price(locale, compared)),
    ];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(" · "))
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
            <form class="action-bar" method="get" action=action>
                <input type="hidden" name="panier" value=basket.to_string() data-basket=town />
                <input type="hidden" name="ajouter" value=product.id.to_string() />
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
