//! On each page of a counter that an official holds for somebody else: for whom, until when, and the ways out.

use super::words;
use crate::{routes, session, ui::Icon};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{shops::Shop, text::Name};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What lets the official be here.
#[derive(Clone, Debug)]
pub struct StandsIn {
    /// The shop.
    pub shop: Shop,
    /// Who said yes.
    pub by: Name,
    /// Until when, on the shop's wall clock.
    pub until: NaiveDateTime,
    /// The day it is there.
    pub today: NaiveDate,
}

/// Nothing for the shop's own people.
#[component]
pub fn StandInBanner() -> impl IntoView {
    let locale = session::locale();
    let here = use_context::<Option<StandsIn>>().flatten();
    here.map(|here| {
        let until = words::until(locale, here.until, here.today);
        let says = td_string!(
            locale,
            stall.banner,
            shop = here.shop.name.to_string(),
            by = here.by.to_string(),
            until = until
        );
        view! {
            <aside class="stand-in" aria-label=td_string!(locale, stall.banner_label)>
                <div class="band stand-in__inner">
                    <Icon name="user" />
                    <p class="stand-in__says">{says}</p>
                    <a class="button button--quiet" href=routes::stall(here.shop.id)>{td_string!(locale, stall.pass)}</a>
                    <form method="post" action=routes::STALLS>
                        <input type="hidden" name="act" value="sortir" />
                        <input type="hidden" name="shop" value=here.shop.id.to_string() />
                        <button class="button button--quiet" type="submit">{td_string!(locale, stall.leave)}</button>
                    </form>
                </div>
            </aside>
        }
    })
}
