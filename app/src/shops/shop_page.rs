//! A shop's page: its front, when and where one finds it, and its stall page by page.

use super::OpeningHours;
use crate::{
    abroad::{About, PageHead},
    areas::{Market, asked, carried, page_asked},
    catalogue::ProductGrid,
    i18n::Locale,
    kept::ToKeep,
    page::{NoPage, page, param},
    reports::ReportLink,
    routes,
    search::SearchField,
    session,
    sharing::ShareLink,
    speech,
    state::House,
    ui::{Drawing, EmptyPart, Icon, KindPicture, Pager, Picture, Tag, Tags},
};
use domain::{
    basket::Basket,
    catalogue::Category,
    shops::{Closures, Shop},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{
    catalogue::{self, Leaf, Shelf},
    pickup, shops, towns,
};

/// Products on a page of its stall.
const SIZE: u64 = 48;
/// Days before a closing from which on it is told.
const TOLD_BEFORE: i64 = 21;

/// Which part of the stall is looked at.
#[derive(Clone, Copy, Debug)]
struct Wish {
    category: Option<Category>,
    page: u64,
}

impl Wish {
    fn asked() -> Self {
        Self {
            category: asked("rayon").and_then(|slug| Category::of_slug(&slug)),
            page: page_asked(),
        }
    }

    fn address(self, shop: &str, basket: &Basket) -> String {
        let mut address = shop.to_owned();
        if let Some(category) = self.category {
            address = routes::asking(&address, "rayon", category.slug());
        }
        routes::carrying(&routes::leaf(&address, self.page), basket)
    }
}

/// `/{town}/{shop}`
#[component]
pub fn ShopPage() -> impl IntoView {
    let (town, shop) = (param("town"), param("shop"));
    let (basket, wish) = (carried(), Wish::asked());
    page(async move { content(&town, &shop, wish, basket).await })
}

async fn content(town: &str, shop: &str, wish: Wish, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let db = house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let leaf = Leaf {
        number: wish.page,
        size: SIZE,
    };
    let shelf = catalogue::on_shelf(db, shop.id, wish.category, leaf).await?;
    if shelf.products.is_empty() && wish.page > 1 {
        return Err(NoPage::NotFound);
    }
    let aisles = catalogue::aisles_of(db, shop.id).await?;
    let has_place = shop.position.is_some();
    let now = house.clock.now();
    kept.shop(&shop, &town, now);
    let door = kept.door(&shop, &town, now);
    let week = pickup::week(&shop, &town.time_zone, now);
    let closings = closings(locale, &shop, door.today);
    let name = shop.name.to_string();
    let title = td_string!(locale, shop.title, shop = name.clone(), town = town.name.clone());
    let description = if shop.about.is_empty() {
        td_string!(
            locale,
            shop.description,
            kind = speech::kind(locale, shop.kind),
            town = town.name.clone()
        )
    } else {
        shop.about.clone()
    };
    let here = routes::shop(&town.slug, &shop.slug);
    let address = house.absolute(&here);
    let cover = shops::cover(db, shop.id).await?;
    let about = About::of_shop(
        &house,
        locale,
        (&town, &shop),
        (cover.as_ref(), &shelf.products),
        description,
        door.today,
    );
    let state = if door.is_open() {
        "opening-state--open"
    } else {
        "opening-state--soon"
    };
    let shared = td_string!(
        locale,
        sharing.shop_text,
        shop = name.clone(),
        town = town.name.clone()
    );
    let plan = has_place.then(|| routes::carrying(&routes::on_plan(&town.slug, &shop.slug), &basket));
    let town_name = town.name.clone();
    let terms = routes::sale(&town.slug, &shop.slug);
    let leaf = if wish.category.is_none() { wish.page } else { 1 };
    let only_here = Some(shop.slug.clone());
    Ok(view! {
        <Title text=title />
        <PageHead about=about />
        <Market town=town.clone() leaf=leaf>
            <div class="shop-header">
                {cover.map(|cover| {
                    let alt = td_string!(locale, cover.alt, shop = name.clone());
                    view! { <div class="photo shop-cover"><Picture photo=Some(cover) kind=shop.kind sizes="100vw" alt=alt first=true /></div> }
                })}
                <div class="shop-header__inner">
                    <p class="shop-header__kind"><KindPicture kind=shop.kind class="icon" />" "{speech::kind(locale, shop.kind)}</p>
                    <h1 class="shop-header__name">{name.clone()}</h1>
                    <p class=format!("opening-state {state} opening-state--on-kraft")>{speech::door(locale, &door)}</p>
                    {door.at_the_door.then(|| view! { <p><strong>{td_string!(locale, door_mode.words)}</strong></p> })}
                    {(!shop.about.is_empty()).then(|| view! { <p>{shop.about.clone()}</p> })}
                    {closings}
                    <Facts locale=locale town=town_name terms=terms shop=shop at_the_door=door.at_the_door week=week plan=plan />
                    <ShareLink locale=locale title=name text=shared url=address />
                </div>
            </div>
            <div class="page">
                <SearchField locale=locale town=town.clone() basket=basket.clone() shop=only_here />
                <Stall locale=locale town=town wish=wish shelf=shelf aisles=aisles here=here.clone() basket=basket />
                <ReportLink locale=locale page=here />
            </div>
        </Market>
    }
    .into_any())
}

/// What lies on the stall.
#[component]
fn Stall(
    locale: Locale,
    town: Town,
    wish: Wish,
    shelf: Shelf,
    /// What there is of each category.
    aisles: Vec<(Category, u64)>,
    /// The shop's address.
    here: String,
    basket: Basket,
) -> impl IntoView {
    let is_empty = shelf.products.is_empty();
    let count: u64 = aisles
        .iter()
        .filter(|(category, _)| wish.category.is_none_or(|wished| wished == *category))
        .map(|(_, count)| count)
        .sum();
    let count = speech::products(locale, count);
    let tags = aisle_tags(locale, wish, &aisles, &here, &basket);
    let previous = (wish.page > 1).then(|| {
        let before = Wish {
            page: wish.page - 1,
            ..wish
        };
        before.address(&here, &basket)
    });
    let next = shelf.goes_on.then(|| {
        let behind = Wish {
            page: wish.page + 1,
            ..wish
        };
        behind.address(&here, &basket)
    });
    view! {
        <section class="section" aria-labelledby="shelf">
            <div class="section__head"><h2 id="shelf">{td_string!(locale, shop.shelf)}</h2><p class="soft small">{count}</p></div>
            {(aisles.len() > 1).then(|| view! { <Tags label=td_string!(locale, shop.aisles).to_owned() tags=tags /> })}
            {is_empty.then(|| view! {
                <EmptyPart title=td_string!(locale, shop.empty_title).to_owned() drawing=Drawing::EmptyStall words=td_string!(locale, shop.empty).to_owned() />
            })}
            <ProductGrid locale=locale town=town.slug products=shelf.products basket=basket />
            <Pager locale=locale page=wish.page previous=previous next=next />
        </section>
    }
}

/// Links to the parts of its stall.
fn aisle_tags(
    locale: Locale,
    wish: Wish,
    aisles: &[(Category, u64)],
    shelf: &str,
    basket: &Basket,
) -> Vec<Tag> {
    let of = |category: Option<Category>| Wish { category, page: 1 }.address(shelf, basket);
    let all = Tag {
        words: td_string!(locale, roam.all_aisles).to_owned(),
        count: None,
        address: of(None),
        here: wish.category.is_none(),
    };
    let each = aisles.iter().map(|(category, count)| Tag {
        words: speech::category(locale, *category).to_owned(),
        count: Some(*count),
        address: of(Some(*category)),
        here: wish.category == Some(*category),
    });
    [all].into_iter().chain(each).collect()
}

/// Closings of the next weeks, each said with its days.
fn closings(locale: Locale, shop: &Shop, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let (_, closures) = Closures::split(&shop.hours);
    let soon = closures
        .coming(today)
        .filter(|closure| (closure.first - today).num_days() <= TOLD_BEFORE);
    let words = soon.map(|closure| {
        let says = td_string!(
            locale,
            shop.closing,
            days = speech::closure(locale, closure, today)
        );
        view! { <p class="shop-header__closing"><Icon name="alert" />" "{says}</p> }.into_any()
    });
    words.collect_view()
}

#[component]
fn Facts(
    locale: Locale,
    /// The town's name.
    town: String,
    /// Its terms of sale.
    terms: String,
    shop: Shop,
    /// Whether nobody walks in today.
    at_the_door: bool,
    week: Vec<pickup::DayHours>,
    /// Where it stands on the plan.
    plan: Option<String>,
) -> impl IntoView {
    let phone = shop.phone.as_ref().map(|phone| {
        let call = routes::call(phone);
        view! { <a class="reach" href=call><Icon name="phone" />" "{phone.to_string()}</a> }
    });
    let address = (!shop.address.is_empty()).then(|| format!("{}, {town}", shop.address));
    let address = match (address, plan) {
        (Some(address), Some(plan)) => Some(
            view! { <a class="reach" href=plan><Icon name="map-pin" />" "{address}<span class="visually-hidden">" ("{td_string!(locale, roam.on_plan)}")"</span></a> }
                .into_any(),
        ),
        (Some(address), None) => Some(view! { <span class="reach"><Icon name="map-pin" />" "{address}</span> }.into_any()),
        (None, Some(plan)) => Some(view! { <a class="reach" href=plan><Icon name="map-pin" />" "{td_string!(locale, roam.on_plan)}</a> }.into_any()),
        (None, None) => None,
    };
    view! {
        <div class="shop-header__facts">
            {address}
            {phone}
            <OpeningHours locale=locale shop=shop at_the_door=at_the_door week=week />
            <a class="reach" href=terms><Icon name="store" />" "{td_string!(locale, law.sale_link)}</a>
        </div>
    }
}
