//! `/comptoir/commandes`: the page around the inbox.

use super::{Inbox, api::TicketRefused, desk, inbox::Trouble};
use crate::{
    areas::{AtCounter, Counter, Tab},
    error::{ApiError, Nothing},
    page::{NoPage, page},
    routes,
    shops::HoursMissing,
};
use domain::id::OrderPartId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::pickup;

/// A step that was refused, without scripts.
#[derive(Clone, Debug)]
pub struct TicketPosted {
    /// Which ticket.
    pub part: OrderPartId,
    /// Why it does not move.
    pub refused: TicketRefused,
}

/// `/comptoir/commandes`
#[component]
pub fn InboxPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let tickets = desk::inbox::<Nothing>(&house, &who)
        .await
        .map_err(|error| match error {
            ApiError::Failed(code) => NoPage::Failed(code),
            _ => NoPage::NotFound,
        })?;
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let trouble =
        use_context::<TicketPosted>().map(|posted| Trouble::refused(locale, posted.part, posted.refused));
    Ok(view! {
        <Title text=td_string!(locale, inbox.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Inbox post=Some(shop.id)>
            <div class="page">
                <h1 class="visually-hidden">{td_string!(locale, inbox.title)}</h1>
                <HoursMissing shop=shop />
                <Inbox locale=locale today=today tickets=tickets trouble=trouble />
            </div>
        </Counter>
    }
    .into_any())
}
