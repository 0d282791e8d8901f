//! `/comptoir/mes-donnees`: what is kept about whoever works here, at a counter or at the town hall, to take along, and the
//! way out for good.

use crate::{
    areas::{AtCounter, AtTownHall, Counter, Tab, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session,
    state::House,
    ui::{Icon, Notice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::accounts::{self, Account, LeaveRefused};

/// Why somebody could not leave.
#[derive(Clone, Copy, Debug)]
pub struct LeavePosted(pub LeaveRefused);

/// `/comptoir/mes-donnees`
#[component]
pub fn AccountPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let house = House::here();
    let who = session::signed_in(&house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    let at = match AtCounter::here().await {
        Ok(at) => at,
        // Whoever is elsewhere, or was, is told so; everybody else may work at the town hall.
        Err(NoPage::SignedOut) if !who.is_elsewhere() => return of_official().await,
        Err(other) => return Err(other),
    };
    let is_owner = at.who.in_person()?.owner().is_ok();
    let account = accounts::account(at.house.db.read(), &who).await?;
    let leave_what = if is_owner {
        td_string!(at.locale, account.leave_what, shop = at.shop.name.to_string())
    } else {
        td_string!(at.locale, account.helper_leaves, shop = at.shop.name.to_string())
    };
    Ok(view! {
        <Title text=td_string!(at.locale, account.title) />
        <Counter shop=at.shop.name.to_string() window=routes::shop(&at.town.slug, &at.shop.slug) tab=Tab::None post=Some(at.shop.id)>
            <Kept locale=at.locale account=account leave_what=leave_what is_owner=is_owner />
        </Counter>
    }
    .into_any())
}

async fn of_official() -> Result<AnyView, NoPage> {
    let AtTownHall {
        house, locale, town, ..
    } = AtTownHall::here().await?;
    let who = session::signed_in(&house, &session::headers()).await?;
    let account = accounts::account(house.db.read(), &who).await?;
    let leave_what = td_string!(locale, account.leave_official).to_owned();
    Ok(view! {
        <TownHall town=town title=td_string!(locale, account.title)>
            <Kept locale=locale account=account leave_what=leave_what is_owner=false />
        </TownHall>
    }
    .into_any())
}

#[component]
fn Kept(locale: Locale, account: Account, leave_what: String, is_owner: bool) -> impl IntoView {
    let refused = use_context::<LeavePosted>().map(|LeavePosted(why)| match why {
        LeaveRefused::OrdersWait(count) => td_string!(locale, account.orders_wait, count = count),
        LeaveRefused::NobodyStays => td_string!(locale, account.nobody_stays).to_owned(),
    });
    let devices = account.devices.len();
    let address = account
        .letters
        .map(|address| td_string!(locale, account.kept_address, address = address));
    view! {
        <div class="page page--narrow fields">
            <div class="page__head"><h1>{td_string!(locale, account.title)}</h1></div>
            {refused.map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
            <p>{td_string!(locale, account.kept, name = account.name, devices = devices)}</p>
            {address.map(|says| view! { <p>{says}</p> })}
            <p><a class="button button--quiet" href=routes::ACCOUNT_EXPORT download>{td_string!(locale, account.export)}</a></p>
            {is_owner.then(|| view! {
                <p><a class="button button--quiet" href=routes::SHOP_ARCHIVE download><Icon name="package" />" "{td_string!(locale, account.shop_archive)}</a></p>
                <p class="small soft">{td_string!(locale, account.shop_archive_what)}</p>
            })}
            <details class="ask">
                <summary class="ask__summary">{td_string!(locale, account.leave)}</summary>
                <form class="ask__form" method="post" action=routes::ACCOUNT>
                    <p>{leave_what}</p>
                    <button class="button button--quiet" type="submit" name="leave" value="yes"><Icon name="x" />" "{td_string!(locale, account.leave_yes)}</button>
                </form>
            </details>
        </div>
    }
}
