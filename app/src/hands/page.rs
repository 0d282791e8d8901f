//! `/comptoir/aides`: who works at the shop, who lends a hand at its shelf, and how somebody comes to do either.

use super::{
    code::{FreshCode, FreshLink},
    desk::NotInvited,
    moments::{Ask, Moments},
    people::{InviteForm, People},
};
use crate::{
    areas::{AtCounter, Counter, Tab},
    page::{NoPage, page},
    routes,
    ui::Notice,
};
use domain::hand::HelpCode;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{accounts, hands, secret::Secret};

/// What a form of the page ended in, where it did not lead back to the page.
#[derive(Clone, Debug)]
pub enum HelpersPosted {
    /// A fresh link for somebody, to be shown once.
    Link(String, Secret),
    /// A fresh code, to be read out once.
    Code(HelpCode),
    /// Nobody can be invited under what was typed.
    NotInvited(String, NotInvited),
}

/// `/comptoir/aides`
#[component]
pub fn HelpersPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("note");
    page(async move { content(done).await })
}

async fn content(done: Option<String>) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let owner = who.owner()?;
    let window = routes::shop(&town.slug, &shop.slug);
    let sign = shop.name.to_string();
    let mut typed = None;
    let fresh = match use_context::<HelpersPosted>() {
        Some(HelpersPosted::Link(name, secret)) => {
            let link = house.absolute(&routes::invitation(secret.reveal()));
            Some(view! { <FreshLink locale=locale name=name link=link /> }.into_any())
        }
        Some(HelpersPosted::Code(code)) => {
            let address = house.absolute(routes::HELP);
            Some(view! { <FreshCode locale=locale code=code address=address /> }.into_any())
        }
        Some(HelpersPosted::NotInvited(name, wrong)) => {
            typed = Some((name, wrong));
            None
        }
        None => None,
    };
    if let Some(fresh) = fresh {
        return Ok(
            view! { <Counter shop=sign window=window tab=Tab::None post=Some(shop.id)>{fresh}</Counter> }
                .into_any(),
        );
    }
    let (db, now) = (house.db.read(), house.clock.now());
    let people = accounts::people(db, &owner, now).await?;
    let moments = Moments {
        lent: hands::lent(db, &owner, now).await?,
        waits_until: hands::waits_until(db, &owner, now).await?,
        time_zone: town.time_zone.clone(),
        now,
    };
    let done = done.map(|done| match done.as_str() {
        "retire" => td_string!(locale, hand.done_let_go),
        "fini" => td_string!(locale, hand.done_stopped),
        _ => td_string!(locale, hand.done_voided),
    });
    let title = td_string!(locale, hand.title);
    Ok(view! {
        <Title text=title />
        <Counter shop=sign window=window tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, hand.lead)}</p></div>
                {done.map(|says| view! { <Notice kind="notice--done" icon="check"><p>{says}</p></Notice> })}
                <Ask locale=locale moments=moments />
                <People locale=locale people=people you=owner.member() time_zone=town.time_zone />
                <InviteForm locale=locale typed=typed />
                <p><a href=routes::SHOP>{td_string!(locale, ledger.back)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}
