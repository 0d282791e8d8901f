//! A shop's ledger and a town hall's: lines under their days.

use super::Reader;
use crate::{
    areas::{AtCounter, AtTownHall, Counter, Tab, TownHall},
    page::{NoPage, page},
    routes, speech,
    state::House,
};
use chrono::NaiveDate;
use domain::{id::ProductId, text::Name};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::MerchantOf,
    catalogue,
    ledger::{self, Entry},
    pickup,
};

/// `/comptoir/cahier?article=…`: what happened at the shop, or to one product.
#[component]
pub fn LedgerPage() -> impl IntoView {
    let asked = use_query_map().read_untracked().get("article");
    page(async move { of_shop(asked).await })
}

async fn of_shop(asked: Option<String>) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let product = match asked {
        Some(id) => Some(id.parse::<ProductId>().map_err(|_| NoPage::NotFound)?),
        None => None,
    };
    let entries = ledger::of_shop(house.db.read(), &who, product).await?;
    let of = match product {
        Some(product) => Some(name_of(&house, &who, product, &entries).await?),
        None => None,
    };
    let reader = Reader {
        locale,
        today: pickup::wall_clock(&town.time_zone, house.clock.now()).date(),
        time_zone: town.time_zone.clone(),
        kind: Some(shop.kind),
    };
    let title = match of {
        Some(name) => td_string!(
            locale,
            ledger.of_product,
            product = speech::name_or_kind(locale, name.as_ref(), shop.kind)
        ),
        None => td_string!(locale, ledger.title).to_owned(),
    };
    Ok(view! {
        <Title text=title.clone() />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, ledger.lead)}</p></div>
                {product.map(|_| view! { <p><a href=routes::LEDGER>{td_string!(locale, ledger.all)}</a></p> })}
                <Days reader=reader entries=entries links={product.is_none()} />
                <p><a href=routes::SHOP>{td_string!(locale, ledger.back)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}

/// What a product of this shop is called, on the shelf or in the ledger; another shop's is not found.
async fn name_of(
    house: &House,
    who: &MerchantOf,
    id: ProductId,
    entries: &[Entry],
) -> Result<Option<Name>, NoPage> {
    if let Some((_, name)) = entries.first().and_then(|entry| entry.product.clone()) {
        return Ok(name);
    }
    let shelf = catalogue::all_of_shop(house.db.read(), who).await?;
    let found = shelf.into_iter().find(|shelved| shelved.product.id == id);
    Ok(found.ok_or(NoPage::NotFound)?.product.name)
}

/// `/mairie/cahier`: who came in, who was let in, which links were made.
#[component]
pub fn TownLedgerPage() -> impl IntoView {
    page(async move { of_town().await })
}

async fn of_town() -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let entries = ledger::of_town(house.db.read(), &who).await?;
    let reader = Reader {
        locale,
        today: pickup::wall_clock(&town.time_zone, house.clock.now()).date(),
        time_zone: town.time_zone.clone(),
        kind: None,
    };
    let title = td_string!(locale, ledger.title);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, ledger.town_lead)}</p></div>
                <Days reader=reader entries=entries links=false />
                <p><a href=routes::TOWN_HALL>{td_string!(locale, hall.back)}</a></p>
            </div>
        </TownHall>
    }
    .into_any())
}

/// The lines, newest first, under the day on which they were written.
#[component]
fn Days(reader: Reader, entries: Vec<Entry>, links: bool) -> impl IntoView {
    if entries.is_empty() {
        return view! { <p>{td_string!(reader.locale, ledger.empty)}</p> }.into_any();
    }
    let mut days: Vec<(NaiveDate, Vec<AnyView>)> = Vec::new();
    for entry in &entries {
        let day = pickup::wall_clock(&reader.time_zone, entry.at).date();
        let line = line(&reader, entry, links).into_any();
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    let days = days.into_iter().map(|(day, lines)| {
        view! {
            <section class="ledger__day">
                <h2 class="ledger__date">{reader.day(day)}</h2>
                <ul class="ledger__lines" role="list">{lines}</ul>
            </section>
        }
    });
    view! { <div class="ledger">{days.collect_view()}</div> }.into_any()
}

fn line(reader: &Reader, entry: &Entry, links: bool) -> impl IntoView + use<> {
    let product = reader.kind.zip(entry.product.clone()).map(|(kind, (id, name))| {
        let name = speech::name_or_kind(reader.locale, name.as_ref(), kind);
        let address = format!("{}?article={id}", routes::LEDGER);
        if links {
            view! { <a class="ledger__thing" href=address>{name}</a> }.into_any()
        } else {
            view! { <span class="ledger__thing">{name}</span> }.into_any()
        }
    });
    let shop = reader.kind.is_none().then(|| entry.shop.clone()).flatten();
    let shop = shop.map(|name| view! { <span class="ledger__thing">{name.to_string()}</span> });
    let hour = speech::hour(reader.locale, pickup::wall_clock(&reader.time_zone, entry.at));
    view! {
        <li class="ledger__line">
            <span class="ledger__hour">{hour}</span>
            <div>
                {product}{shop}
                <p class="ledger__what">{reader.what(entry)}</p>
                <p class="ledger__who">{reader.who(entry)}</p>
            </div>
        </li>
    }
}
