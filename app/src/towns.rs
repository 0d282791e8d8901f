//! The front doors: the list of towns, and a town's market with its aisles, its shops and its plan.

mod aisle_page;
mod closed;
mod drawn_plan;
mod hero;
mod plan_page;
mod rows;
mod shops_page;
mod stalls;

pub use aisle_page::AislePage;
pub use closed::ClosedToPublic;
pub use drawn_plan::{DrawnPlan, Spot};
pub use plan_page::PlanPage;
pub use shops_page::ShopsPage;

use crate::{
    abroad::{About, PageHead},
    areas::{Market, asked, carried, page_asked},
    catalogue::Display,
    i18n::Locale,
    kept::ToKeep,
    law::AlcoholBanner,
    page::{NoPage, go_to, page, param},
    routes,
    search::SearchField,
    session, speech,
    state::House,
    ui::{Drawing, EmptyPart, Icon, Pager, Tag, Tags},
};
use domain::{basket::Basket, catalogue::Category, towns::Town};
use hero::{Hero, now, online, words};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Link, Meta, Title};
use rows::{Stall, Strip};
use services::{pickup, shops, towns};
use stalls::{Seen, Stalls, by_door};

/// Towns on a page of the list.
const TOWNS: u64 = 60;

/// `/?q=…&page=…`: straight to the town when there is only one.
#[component]
pub fn HomePage() -> impl IntoView {
    let said = asked("q").unwrap_or_default().trim().to_owned();
    let leaf = page_asked();
    page(async move {
        let (house, locale) = (House::here(), session::locale());
        ToKeep::here().towns(house.clock.now());
        let (towns, found) = towns::find(house.db.read(), &said, leaf, TOWNS).await?;
        match towns.as_slice() {
            [only] if found == 1 && said.is_empty() => {
                go_to(&routes::town(&only.slug));
                return Ok(().into_any());
            }
            [] if leaf > 1 => return Err(NoPage::NotFound),
            _ => {}
        }
        Ok(home(locale, said, towns, (leaf, found)).into_any())
    })
}

fn home(locale: Locale, said: String, towns: Vec<Town>, (leaf, found): (u64, u64)) -> impl IntoView {
    let none = towns.is_empty().then(|| match said.as_str() {
        "" => td_string!(locale, home.none).to_owned(),
        said => td_string!(locale, home.none_found, said = said.to_owned()),
    });
    let pages = found.div_ceil(TOWNS).max(1);
    let list = if said.is_empty() {
        "/".to_owned()
    } else {
        routes::asking("/", "q", &said)
    };
    let previous = (leaf > 1).then(|| routes::leaf(&list, leaf - 1));
    let next = (leaf < pages).then(|| routes::leaf(&list, leaf + 1));
    let search = (pages > 1 || !said.is_empty()).then(|| search(locale, said));
    let items = towns.into_iter().map(|town| {
        view! {
            <li class="town-list__item">
                <h3 class="town-list__name"><a class="cover-link" href=routes::town(&town.slug)>{town.name}</a></h3>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <Title text=td_string!(locale, page.brand) />
        <Meta name="description" content=td_string!(locale, home.words) />
        <Link rel="canonical" href=House::here().absolute("/") />
        <Market>
            <Hero kicker=td_string!(locale, home.kicker) name=td_string!(locale, home.title).to_owned() words=td_string!(locale, home.words).to_owned() now=None />
            <div class="page">
                <section class="section" aria-labelledby="towns">
                    <h2 id="towns" class="visually-hidden">{td_string!(locale, home.towns)}</h2>
                    {search}
                    {none.map(|says| view! { <p>{says}</p> })}
                    <ul class="town-list" role="list">{items}</ul>
                    <Pager locale=locale page=leaf pages=pages previous=previous next=next />
                </section>
            </div>
        </Market>
    }
}

/// Where somebody finds their town among many.
fn search(locale: Locale, said: String) -> impl IntoView {
    view! {
        <form class="search-field" role="search" method="get" action="/">
            <label class="visually-hidden" for="q">{td_string!(locale, home.find)}</label>
            <div class="search-field__box">
                <input class="search-field__input" id="q" name="q" type="search" autocomplete="off" value=said placeholder=td_string!(locale, home.find) />
            </div>
            <button class="button search-field__button" type="submit"><Icon name="search" />" "{td_string!(locale, search.button)}</button>
        </form>
    }
}

/// `/{town}`
#[component]
pub fn TownPage() -> impl IntoView {
    let town = param("town");
    let basket = carried();
    page(async move { content(&town, basket).await })
}

async fn content(town: &str, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let town = towns::by_slug(house.db.read(), town).await?;
    let shops = seen_from_the_street(&house, &kept, &town).await?;
    let stalls = Stalls::of(&house, &town, &shops).await?;
    let words = words(locale, shops.len() as u64, stalls.on_sale());
    let title = td_string!(locale, town.title, town = town.name.clone());
    let about = About::of_town(&house, locale, &town, &stalls.told, words.clone());
    let now = (!shops.is_empty()).then(|| now(locale, &town, &shops, &basket));
    let count = if town.front.counts {
        let selling = shops::count_selling(house.db.read(), town.id).await?;
        Some(online(locale, selling))
    } else {
        None
    };
    let welcome = town.front.welcome.as_ref().map(ToString::to_string);
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let closed_to_public = town.lockdown.clone().map(|lockdown| {
        let kinds = shops.iter().map(|(shop, _)| shop.kind).collect();
        view! { <ClosedToPublic locale=locale lockdown=lockdown kinds=kinds today=today /> }
    });
    let all = routes::carrying(&routes::shops(&town.slug), &basket);
    let (open, closed) = by_door(shops);
    let others = if open.is_empty() {
        td_string!(locale, town.shops)
    } else if closed.iter().any(|(_, front)| front.door.at_the_door) {
        td_string!(locale, town.later)
    } else {
        td_string!(locale, town.soon)
    };
    let is_empty = stalls.today.is_empty() && stalls.newest.is_empty() && stalls.ending.is_empty();
    let is_early = stalls.today.is_empty();
    let (slug, name) = (town.slug.clone(), town.name.clone());
    let has_alcohol = stalls.aisles.iter().any(|(category, _)| category.is_alcohol());
    let aisles = aisle_tags(locale, &slug, &stalls.aisles, None, &basket);
    let stall = |products, id: &'static str, title, words, display| {
        view! { <Stall locale=locale town=slug.clone() products=products id=id title=title words=words basket=basket.clone() display=display /> }.into_any()
    };
    let (now_words, ending_words) = (
        td_string!(locale, town.today_words),
        td_string!(locale, town.ending_words),
    );
    let today = stall(
        stalls.today,
        "today",
        td_string!(locale, town.today),
        now_words,
        Display::Stall,
    );
    let ending = stall(
        stalls.ending,
        "ending",
        td_string!(locale, town.ending),
        ending_words,
        Display::Strip,
    );
    let display = if is_early { Display::Stall } else { Display::More };
    let newest_words = td_string!(locale, town.newest_first);
    let newest = stall(
        stalls.newest,
        "newest",
        td_string!(locale, town.newest),
        newest_words,
        display,
    );
    // Photographs come first, also when all have closed for today.
    let (first, newest) = if is_early {
        (Some(newest), None)
    } else {
        (None, Some(newest))
    };
    let strip = |shops, id: &'static str, title| {
        let (pictures, all) = (&stalls.pictures, all.clone());
        view! { <Strip locale=locale town=slug.clone() shops=shops id=id title=title basket=basket.clone() pictures=pictures.clone() all=all /> }.into_any()
    };
    let open = strip(open, "open-now", td_string!(locale, town.open_now));
    let closed = strip(closed, "later", others);
    Ok(view! {
        <Title text=title />
        <PageHead about=about />
        <Market town=town.clone()>
            <Hero kicker=td_string!(locale, town.kicker) name=name.clone() words=words now=now welcome=welcome count=count />
            {has_alcohol.then(|| view! { <AlcoholBanner locale=locale slim=true /> })}
            <div class="page page--stalls">
                {closed_to_public}
                <SearchField locale=locale town=town basket=basket.clone() />
                {(aisles.len() > 2).then(|| view! { <Tags label=td_string!(locale, roam.aisles).to_owned() tags=aisles /> })}
                {is_empty.then(|| view! {
                    <EmptyPart title=td_string!(locale, town.empty_title).to_owned() drawing=Drawing::EmptyStall words=td_string!(locale, town.empty, town = name) />
                })}
                {today}
                {first}
                {open}
                {ending}
                {newest}
                {closed}
            </div>
        </Market>
    }
    .into_any())
}

/// The claimed shops of a town by name, each with its door as it is now.
async fn seen_from_the_street(house: &House, kept: &ToKeep, town: &Town) -> Result<Vec<Seen>, NoPage> {
    let shops = shops::in_town(house.db.read(), town.id).await?;
    let now = house.clock.now();
    kept.town(town, now);
    let fronts = kept.fronts(&shops, town, now);
    Ok(shops.into_iter().zip(fronts).collect())
}

/// Links to the aisles of a town in which there is something.
fn aisle_tags(
    locale: Locale,
    town: &str,
    aisles: &[(Category, u64)],
    here: Option<Category>,
    basket: &Basket,
) -> Vec<Tag> {
    let tags = aisles.iter().map(|(category, count)| Tag {
        words: speech::category(locale, *category).to_owned(),
        count: Some(*count),
        address: routes::carrying(&routes::aisle(town, *category), basket),
        here: here == Some(*category),
    });
    tags.collect()
}
