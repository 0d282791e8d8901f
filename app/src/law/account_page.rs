//! `/comptoir/mes-donnees`: what is kept about whoever works here, to take along, and the way out for good.

use crate::{
    areas::{AtCounter, Counter, Tab},
    page::{NoPage, page},
    routes, session,
    ui::{Icon, Notice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::accounts::{self, LeaveRefused};

/// Why somebody could not leave.
#[derive(Clone, Copy, Debug)]
pub struct LeavePosted(pub LeaveRefused);

/// `/comptoir/mes-donnees`
#[component]
pub fn AccountPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        shop,
        town,
        who,
    } = AtCounter::here().await?;
    let is_owner = who.in_person()?.owner().is_ok();
    let who = session::signed_in(&house, &session::headers()).await?;
    let account = accounts::account(house.db.read(), &who).await?;
    let refused = use_context::<LeavePosted>().map(|LeavePosted(LeaveRefused::OrdersWait(count))| {
        td_string!(locale, account.orders_wait, count = count)
    });
    let devices = account.devices.len();
    let leave_what = if is_owner {
        td_string!(locale, account.leave_what, shop = shop.name.to_string())
    } else {
        td_string!(locale, account.helper_leaves, shop = shop.name.to_string())
    };
    Ok(view! {
        <Title text=td_string!(locale, account.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow fields">
                <div class="page__head"><h1>{td_string!(locale, account.title)}</h1></div>
                {refused.map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
                <p>{td_string!(locale, account.kept, name = account.name, devices = devices)}</p>
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
        </Counter>
    }
    .into_any())
}
