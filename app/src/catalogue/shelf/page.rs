//! `/comptoir/etal`: the page around the shelf.

use super::{PAGE, Refused, Row, ShelfList, Sight, row::words};
use crate::{
    areas::{AtShelf, Counter, Tab},
    decisions::Waiting,
    duties::MeterNotice,
    notifications::BellMissing,
    page::{NoPage, page},
    routes, session,
    shops::HoursMissing,
    speech,
    ui::{Icon, Notice},
};
use domain::{
    catalogue::{EditError, Shelved, is_stale},
    id::ProductId,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{catalogue, duties, notifications, pickup};

/// A change that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ShelfPosted {
    /// Which product.
    pub product: ProductId,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: EditError,
}

/// `/comptoir/etal`
#[component]
pub fn ShelfPage() -> impl IntoView {
    let asked = use_query_map().read_untracked();
    let query = asked.get("q").unwrap_or_default();
    let sight = asked
        .get("voir")
        .and_then(|word| word.parse().ok())
        .unwrap_or_default();
    let pages = asked
        .get("pages")
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(1);
    page(async move { content(query, sight, pages).await })
}

async fn content(query: String, sight: Sight, pages: usize) -> Result<AnyView, NoPage> {
    let AtShelf {
        house,
        locale,
        who,
        merchant,
        shop,
        town,
    } = AtShelf::here().await?;
    let db = house.db.read();
    let now = house.clock.now();
    let waiting = expect_context::<Waiting>();
    let rows: Vec<Row> = catalogue::all_of_shop(db, &who)
        .await?
        .into_iter()
        .map(|shelved| row(shelved, now, &waiting))
        .collect();
    let today = pickup::wall_clock(&town.time_zone, now).date();
    let mut to_complete = duties::work_list(db, &who, today).await?;
    let posted = use_context::<ShelfPosted>();
    let is_suspended = posted
        .as_ref()
        .is_some_and(|posted| posted.wrong == EditError::Suspended);
    let suspended = is_suspended.then(|| speech::edit_error(locale, EditError::Suspended));
    // What was typed is shown again where it was typed.
    let posted = posted.filter(|posted| !is_suspended || !posted.typed.is_empty());
    let refused = posted.map(|posted| Refused {
        product: posted.product,
        about: about(posted.wrong).to_owned(),
        typed: posted.typed,
        says: speech::edit_error(locale, posted.wrong),
    });
    let selling = rows.iter().filter(|row| row.is_selling()).count() as u64;
    let count = if speech::is_plural(locale, selling) || selling == 0 {
        td_string!(locale, shelf.on_sale, count = selling)
    } else {
        td_string!(locale, shelf.on_sale_one).to_owned()
    };
    // Once something is on sale, orders come, for those who see them. Whoever stands in is called by the town hall's own bell.
    let is_proven = match &merchant {
        Some(who) if selling > 0 && who.stands_in().is_none() => {
            notifications::bell(db, who).await?.heard_at.is_some()
        }
        _ => true,
    };
    let settles = merchant.and_then(|who| who.as_owner().ok());
    to_complete.licence_by = to_complete.licence_by.filter(|_| settles.is_some());
    // The list sends what waits; an empty shelf has none.
    let frames_post = rows.is_empty().then_some(shop.id);
    let list = if rows.is_empty() {
        view! { <Empty /> }.into_any()
    } else {
        let pages = pages.clamp(1, rows.len() / PAGE + 1);
        view! { <ShelfList locale=locale shop=shop.id lends=merchant.is_none() kind=shop.kind rows=rows query=words(&query).join(" ") sight=sight pages=pages refused=refused /> }.into_any()
    };
    Ok(view! {
        <Title text=td_string!(locale, shelf.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shelf post=frames_post>
            <div class="page">
                <div class="section__head">
                    <h1>{td_string!(locale, shelf.title)}</h1>
                    <p class="soft">{count}</p>
                </div>
                {settles.map(|_| view! { <HoursMissing shop=shop /> })}
                <BellMissing proven=is_proven />
                <MeterNotice locale=locale list=to_complete today=today />
                {suspended.map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
                {list}
            </div>
        </Counter>
    }
    .into_any())
}

/// The form in which something is wrong.
const fn about(wrong: EditError) -> &'static str {
    match wrong {
        EditError::Price(_) | EditError::Suspended => "price",
        EditError::Name(_) => "name",
        EditError::Content(_) => "content",
        EditError::Pieces => "pieces",
    }
}

fn row(shelved: Shelved, now: chrono::DateTime<chrono::Utc>, waiting: &Waiting) -> Row {
    let Shelved { product, hidden } = shelved;
    Row {
        stale: is_stale(product.shop.kind, product.confirmed_at, now),
        id: product.id,
        name: product.name,
        price: product.price,
        unit: product.unit,
        content: product.content,
        stock: product.stock,
        photo: product.photo.map(|photo| photo.hash),
        category: product.category,
        lead: product.lead,
        hidden,
        held: waiting.hold(product.id),
    }
}

#[component]
fn Empty() -> impl IntoView {
    let locale = session::locale();
    let drawing = "/drawings/empty-stall.svg#ink";
    view! {
        <div class="empty-state">
            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href=drawing /></svg>
            <h2 class="empty-state__title">{td_string!(locale, shelf.empty_title)}</h2>
            <p>{td_string!(locale, shelf.empty)}</p>
            <div class="empty-state__actions">
                <a class="button" href=routes::COUNTER><Icon name="camera" />" "{td_string!(locale, shelf.first)}</a>
            </div>
        </div>
    }
}
