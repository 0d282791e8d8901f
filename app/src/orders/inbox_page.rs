//! `/comptoir/commandes`: the page around the inbox.

use super::{Inbox, api::TicketRefused, desk, inbox::Trouble};
use crate::{
    areas::{Counter, Tab},
    error::{ApiError, Nothing},
    page::{NoPage, or_signed_out, page},
    routes, session,
    shops::HoursMissing,
    state::House,
};
use domain::id::OrderPartId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{pickup, shops};

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
    let (house, locale) = (House::here(), session::locale());
    let who = session::merchant(&house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    let shop = shops::by_id(house.db.read(), who.shop()).await?;
    let town = shops::town_of(house.db.read(), who.shop()).await?;
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
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Inbox>
            <div class="page">
                <h1 class="visually-hidden">{td_string!(locale, inbox.title)}</h1>
                <HoursMissing shop=shop />
                <Inbox locale=locale today=today tickets=tickets trouble=trouble />
            </div>
        </Counter>
    }
    .into_any())
}
