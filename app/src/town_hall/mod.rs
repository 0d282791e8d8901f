//! The town hall: how far each shop has come, and the links that bring the next one in.

mod add_form;
mod adoption;
pub mod desk;
mod late_labels;
mod our_town;
mod roster_page;
pub mod team_desk;
mod team_page;
mod unseen;

pub use add_form::ShopPosted;
use our_town::ClosedNow;
pub use our_town::{OurTownPage, TownPosted};
pub use roster_page::{ListPosted, RosterPage};
pub(crate) use team_page::{FreshLink, InviteForm};
pub use team_page::{TeamPage, TeamPosted};

use crate::{
    abroad::ShowcaseSnippet,
    areas::{AtTownHall, TownHall, page_asked},
    i18n::Locale,
    notifications::{TownBell, town_bell},
    page::{NoPage, page},
    routes, session, speech,
    ui::{Figure, Figures, Icon, Notice, Pager, Qr},
    visits::TownVisits,
};
use add_form::AddForm;
use adoption::{Funnel, StaleShops, StuckShops};
use late_labels::LateLabels;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    duties, orders,
    oversight::{self, Board, OnRoster, Step},
    pickup,
    secret::Secret,
    visits,
};
use unseen::UnseenOrders;

/// Shops of the roster on a page.
const ON_A_PAGE: usize = 60;
/// Houses of a street that one still takes in.
const HOUSES: usize = 240;

/// A fresh claim link, to be shown once.
#[derive(Clone, Debug)]
pub struct InvitePosted {
    /// The shop's name.
    pub shop: String,
    /// The link's secret.
    pub secret: Secret,
}

/// `/mairie`
#[component]
pub fn BoardPage() -> impl IntoView {
    let leaf = page_asked();
    page(async move { board(leaf).await })
}

async fn board(leaf: u64) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        open_reports,
    } = AtTownHall::here().await?;
    if let Some(posted) = use_context::<InvitePosted>() {
        let link = house.absolute(&routes::invitation(posted.secret.reveal()));
        return Ok(view! { <TownHall town=town><Invite shop=posted.shop link=link /></TownHall> }.into_any());
    }
    let week = visits::of_town(house.db.read(), &who, &town.time_zone, house.clock.now()).await?;
    let bell = town_bell(&house, &who).await?;
    let board = oversight::board(house.db.read(), &who).await?;
    let unseen = orders::unseen_in_town(house.db.read(), &who).await?;
    let now = house.clock.now();
    let today = pickup::wall_clock(&town.time_zone, now).date();
    let adoption = oversight::adoption(house.db.read(), &who, today, now).await?;
    let late = duties::late_in_town(house.db.read(), &who, now).await?;
    let all = board.shops.len();
    let lockdown = town.lockdown.clone();
    let lockdown = lockdown.filter(|lockdown| !lockdown.days().are_over(today));
    let pages = all.div_ceil(ON_A_PAGE).max(1) as u64;
    if leaf > pages {
        return Err(NoPage::NotFound);
    }
    let first = usize::try_from(leaf - 1)
        .unwrap_or(usize::MAX)
        .saturating_mul(ON_A_PAGE);
    let roster = board
        .shops
        .iter()
        .skip(first)
        .take(ON_A_PAGE)
        .map(|shop| on_roster(locale, shop).into_any())
        .collect_view();
    let turned = |leaf: u64| format!("{}#roster", routes::leaf(routes::TOWN_HALL, leaf));
    let previous = (leaf > 1).then(|| turned(leaf - 1));
    let next = (leaf < pages).then(|| turned(leaf + 1));
    let title = td_string!(locale, hall.title);
    let market = routes::town(&town.slug);
    Ok(view! {
        <TownHall town=town.clone() title=title>
            <div class="page">
                <div class="page__head"><h1>{title}</h1></div>
                {added(locale)}
                <p><a class="button button--quiet" href=market><Icon name="phone" />" "{td_string!(locale, hall.order_for)}</a></p>
                <UnseenOrders locale=locale today=today unseen=unseen />
                {lockdown.map(|lockdown| view! { <ClosedNow locale=locale lockdown=lockdown today=today /> })}
                {figures(locale, &board, open_reports)}
                {street(locale, &board)}
                <StuckShops locale=locale stuck=adoption.stuck now=now all=all />
                <Funnel locale=locale steps=adoption.funnel all=all />
                <StaleShops locale=locale stale=adoption.stale now=now all=all />
                <LateLabels locale=locale late=late all=all />
                <TownVisits locale=locale week=week />
                <section class="section" aria-labelledby="roster">
                    <div class="section__head"><h2 id="roster">{td_string!(locale, hall.roster)}</h2></div>
                    <ul class="roster" role="list">{roster}</ul>
                    <Pager locale=locale page=leaf pages=pages previous=previous next=next />
                </section>
                <TownBell bell=bell />
                <AddForm />
                <ShowcaseSnippet locale=locale town=town />
            </div>
        </TownHall>
    }
    .into_any())
}

/// What became of the shop that was just typed.
fn added(locale: Locale) -> impl IntoView + use<> {
    let fate = use_query_map().read_untracked().get("commerce");
    let says = match fate.as_deref() {
        Some("ajoute") => Some(td_string!(locale, hall.added)),
        Some("complete") => Some(td_string!(locale, hall.completed)),
        Some("connu") => Some(td_string!(locale, hall.known)),
        _ => None,
    };
    says.map(|says| view! { <Notice icon="check"><p>{says}</p></Notice> })
}

fn figures(locale: Locale, board: &Board, reports: u64) -> impl IntoView + use<> {
    let selling = Figure {
        of: Some(td_string!(locale, hall.of, count = board.shops.len())),
        ..Figure::of(td_string!(locale, hall.online), board.selling() as u64)
    };
    let open = Figure {
        link: Some(routes::TOWN_REPORTS),
        ..Figure::of(td_string!(locale, reports.open), reports)
    };
    let figures = vec![
        selling,
        Figure::of(td_string!(locale, hall.products), board.products()),
        Figure::of(td_string!(locale, hall.reservations), board.reservations),
        open,
    ];
    view! {
        <section class="section" aria-labelledby="figures">
            <h2 class="visually-hidden" id="figures">{td_string!(locale, hall.figures)}</h2>
            <Figures figures=figures />
        </section>
    }
}

/// A street seen from the square: each shop a house that lights up.
fn street(locale: Locale, board: &Board) -> impl IntoView + use<> {
    let count = |wanted: &[Step]| {
        board
            .shops
            .iter()
            .filter(|shop| wanted.contains(&shop.step))
            .count()
    };
    let (online, invited, waiting) = (
        count(&[Step::Selling]),
        count(&[Step::Invited, Step::Claimed]),
        count(&[Step::ToInvite]),
    );
    // Of a city there is no picture of each house: the figures below say it all.
    let drawn = if board.shops.len() > HOUSES { 0 } else { HOUSES };
    let houses = board.shops.iter().take(drawn).map(|shop| {
        let class = match shop.step {
            Step::Selling => "street__house street__house--online",
            Step::Invited | Step::Claimed => "street__house street__house--invited",
            Step::ToInvite => "street__house",
        };
        view! { <svg class=class viewBox="0 0 48 64" aria-hidden="true"><use href="/icons.svg#house" /></svg> }
    });
    let words = td_string!(
        locale,
        hall.street_words,
        online = online,
        invited = invited,
        waiting = waiting
    );
    view! {
        <section class="section" aria-labelledby="street">
            <div class="section__head"><h2 id="street">{td_string!(locale, hall.street)}</h2></div>
            {(drawn > 0).then(|| view! { <div class="street" role="img" aria-label=words>{houses.collect_view()}</div> })}
            <p class="street-key">
                <span class="chip chip--ready">{td_string!(locale, hall.key_online, count = online)}</span>" "
                <span class="chip chip--soon">{td_string!(locale, hall.key_invited, count = invited)}</span>" "
                <span class="chip">{td_string!(locale, hall.key_waiting, count = waiting)}</span>
            </p>
        </section>
    }
}

fn on_roster(locale: Locale, on: &OnRoster) -> impl IntoView + use<> {
    let name = on.shop.name.to_string();
    let (chip, word) = match on.step {
        Step::Selling => ("chip chip--ready", td_string!(locale, hall.selling)),
        Step::Claimed => ("chip chip--soon", td_string!(locale, hall.claimed)),
        Step::Invited => ("chip chip--soon", td_string!(locale, hall.invited)),
        Step::ToInvite => ("chip", td_string!(locale, hall.to_invite)),
    };
    let products = match on.products {
        0 => on.shop.address.clone(),
        1 => td_string!(locale, hall.product_count_one).to_owned(),
        count => td_string!(locale, hall.product_count, count = count),
    };
    let facts = [speech::kind(locale, on.shop.kind).to_owned(), products];
    let facts = facts
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let bell = on.heard.map(|heard| {
        if heard {
            td_string!(locale, hall.heard)
        } else {
            td_string!(locale, hall.unheard)
        }
    });
    let id = on.shop.id.to_string();
    let decisions = routes::decisions_about(on.shop.id);
    let unclaimed = matches!(on.step, Step::ToInvite | Step::Invited);
    view! {
        <li class="roster__shop">
            <h3>{name.clone()}</h3>
            <p class="roster__facts">{facts}</p>
            <span class=chip>{word}</span>
            {bell.map(|says| view! { <p class="roster__facts"><Icon name="bell" />" "{says}</p> })}
            {(!unclaimed).then(|| view! {
                <div class="roster__action roster__acts">
                    <a class="button button--plain" href=decisions>
                        {td_string!(locale, decisions.link)}<span class="visually-hidden">" "{name.clone()}</span>
                    </a>
                </div>
            })}
            {unclaimed.then(|| view! {
                <div class="roster__action roster__acts">
                    <a class="button button--quiet" href=routes::stall(on.shop.id)>
                        <Icon name="camera" />" "{td_string!(locale, stall.go)}<span class="visually-hidden">" "{name.clone()}</span>
                    </a>
                    <form method="post" action=routes::TOWN_HALL>
                        <input type="hidden" name="shop" value=id />
                        <button class="button button--quiet" type="submit">
                            <Icon name="qr" />" "{td_string!(locale, hall.invite)}
                            <span class="visually-hidden">" "{td_string!(locale, hall.invite_of, shop = name)}</span>
                        </button>
                    </form>
                </div>
            })}
        </li>
    }
}

#[component]
fn Invite(shop: String, link: String) -> impl IntoView {
    let locale = session::locale();
    let title = td_string!(locale, hall.invite_title, shop = shop.clone());
    view! {
        <Title text=title.clone() />
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, hall.invite_lead)}</p></div>
            <div class="device">
                <Qr holds=link.clone() label=td_string!(locale, hall.invite_qr, shop = shop) size="qr--big" />
                <div class="field">
                    <label class="field__label" for="link">{td_string!(locale, hall.invite_link)}</label>
                    <input class="field__input" id="link" readonly value=link />
                </div>
                <p>{td_string!(locale, hall.invite_words)}</p>
                <a class="button button--quiet" href=routes::TOWN_HALL>{td_string!(locale, hall.back)}</a>
            </div>
        </div>
    }
}
